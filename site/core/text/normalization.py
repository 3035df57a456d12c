"""Mends text on its way into the database, so that equal-looking text is equal."""

import unicodedata

KEPT_CONTROLS = "\n\r\t"

# Characters that cannot be seen but break comparison, search and e-mail addresses.
INVISIBLE = (
    "\u00ad"  # soft hyphen
    "\u034f"  # combining grapheme joiner
    "\u061c"  # Arabic letter mark
    "\u180e"  # Mongolian vowel separator
    "\u200b\u200c\u200d\u200e\u200f"  # zero-width space, (non-)joiner, direction marks
    "\u202a\u202b\u202c\u202d\u202e"  # direction embeddings and overrides
    "\u2060\u2061\u2062\u2063\u2064"  # word joiner, invisible operators
    "\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"  # isolates, old format marks
    "\ufeff"  # byte order mark
    "\ufff9\ufffa\ufffb"  # interlinear annotation
)


def _replacements() -> dict[int, str]:
    """Map every code point that is changed before composition to its replacement."""
    spaces = (code for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs")
    controls = (code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc")
    table = dict.fromkeys(spaces, " ") | dict.fromkeys((0x2028, 0x2029), "\n")
    table |= dict.fromkeys((*controls, *range(0xD800, 0xE000), *map(ord, INVISIBLE)), "")
    return {code: new for code, new in table.items() if chr(code) not in KEPT_CONTROLS}


_TABLE = _replacements()


def normalize(text: str) -> str:
    """Return `text` composed (NFC), with plain spaces and without invisible or control characters.

    Line breaks and tabs stay. Removal comes before composition: a zero-width character between
    a letter and its mark would otherwise keep them apart.
    """
    return unicodedata.normalize("NFC", text.translate(_TABLE))
