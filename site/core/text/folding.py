"""The one fold of the portal: text without case, diacritics or width, for matching only."""

import re
import unicodedata

from .normalization import normalize

# Marks of Latin, Greek and Cyrillic. Those of other scripts are letters to their readers and stay.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")

# Latin letters that Unicode does not decompose.
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ɖ": "d",
        "ø": "o",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "ŋ": "n",
        "ƀ": "b",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)

_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics: `Đại hội` and `đai hôi` are `dai hoi`.

    Full-width and other compatibility forms become plain. Without tone marks, their position
    (`hoà`, `hòa`) no longer matters. Folding folded text changes nothing.
    """
    folded = unicodedata.normalize("NFKD", normalize(text)).casefold()
    # Folding case may produce new compositions (ŉ, ΐ), hence a second decomposition.
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    return normalize(folded.casefold().translate(_LETTERS))


def fold_for_search(text: str) -> str:
    """Return the folded words of `text`, one space apart: `06b/NQ-TLĐ` is `06b nq tld`.

    Without punctuation no search engine has its own idea of where a document number ends.
    """
    return _SEPARATORS.sub(" ", fold(text)).strip()
