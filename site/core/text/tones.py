"""Brings the two ways of placing a tone mark (`hòa`, `hoà`) into one."""

import re
import unicodedata

from .normalization import normalize

# In a syllable that ends in oa, oe or uy, the new style puts the mark on the last letter. After q,
# u belongs to the consonant (quý); with a letter or a further mark after it, both styles agree.
_NEW_STYLE = re.compile(
    "(o[ae]|(?<!q)uy)([\u0300\u0301\u0303\u0309\u0323])(?![\\w\u0300-\u036f])", re.IGNORECASE
)


def canonical_tone(text: str) -> str:
    """Return `text` with old-style tone marks (`hòa`, `khỏe`, `thủy`), as the press writes."""
    decomposed = unicodedata.normalize("NFD", normalize(text))
    moved = _NEW_STYLE.sub(lambda match: match[1][0] + match[2] + match[1][1], decomposed)
    return unicodedata.normalize("NFC", moved)
