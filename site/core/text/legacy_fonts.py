"""Turns text typed in the old Vietnamese fonts into Unicode: their bytes stand for other letters.

Two families are still met in offices: TCVN3 (“ABC”, fonts `.Vn…`; TCVN 5712:1993, third set), one
byte a letter, whose capital tone letters come from capital fonts (`.VnTimeH`); and VNI (fonts
`VNI-…`), a base letter followed by a byte for its marks.
"""

import re
import unicodedata
from enum import Enum

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX, BREVE = "\u0302", "\u0306"
TONES = (ACUTE, GRAVE, HOOK, TILDE, DOT)


class Charset(Enum):
    """How a font reads its bytes."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3_capitals"
    VNI = "vni"


def charset_of(font_name: str | None) -> Charset | None:
    """Return the charset of a font, or None for a font that shows Unicode."""
    name = (font_name or "").strip().casefold()
    if name.startswith(".vn"):
        return Charset.TCVN3_CAPITALS if name.endswith("h") else Charset.TCVN3
    return Charset.VNI if name.startswith(("vni-", "vni ")) else None


def is_in_charset(text: str, charset: Charset) -> bool | None:
    """Tell whether text labelled with an old font was typed in it; None where it does not show.

    Offices also label Unicode with an old font that the machine has not: the words then look right.
    """
    if _UNICODE_ONLY.search(text):
        return False
    return True if _OLD_ONLY[charset].search(text) else None


def joins(before: str, after: str, charset: Charset) -> bool:
    """Tell whether the first character of `after` belongs to the last letter of `before`."""
    return bool(before and after) and _as_byte(before[-1]) + _as_byte(after[0]) in _TABLES[charset]


def to_unicode(text: str, charset: Charset) -> str:
    """Return text of an old font as Unicode in NFC; characters that its table lacks are kept."""
    table = _TABLES[charset]
    plain = "".join(map(_as_byte, text))
    letters = _PATTERNS[charset].sub(lambda found: table[found[0]], plain)
    return unicodedata.normalize("NFC", letters)


def _as_byte(character: str) -> str:
    """Return what a symbol font keeps in the private area as the byte it stands for."""
    return chr(ord(character) - 0xF000) if "\uf020" <= character <= "\uf0ff" else character


# Bytes of each lower-case letter: without a tone, then as in TONES.
_TCVN3_BYTES = {
    "a": "61 B8 B5 B6 B7 B9",
    "ă": "A8 BE BB BC BD C6",
    "â": "A9 CA C7 C8 C9 CB",
    "e": "65 D0 CC CE CF D1",
    "ê": "AA D5 D2 D3 D4 D6",
    "i": "69 DD D7 D8 DC DE",
    "o": "6F E3 DF E1 E2 E4",
    "ô": "AB E8 E5 E6 E7 E9",
    "ơ": "AC ED EA EB EC EE",
    "u": "75 F3 EF F1 F2 F4",
    "ư": "AD F8 F5 F6 F7 F9",
    "y": "79 FD FA FB FC FE",
    "đ": "AE",
}
# Capitals with a byte of their own; the others are ASCII.
_TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "\xa1\xa2\xa3\xa4\xa5\xa6\xa7", strict=True))


def _tcvn3() -> dict[str, str]:
    """Return the letters of one byte, and capitals written as a capital and a toned letter."""
    table = {code: letter for letter, code in _TCVN3_CAPITALS.items()}
    for base, codes in _TCVN3_BYTES.items():
        capital = _TCVN3_CAPITALS.get(base.upper(), base.upper())
        small, *toned = (chr(int(code, 16)) for code in codes.split())
        table[small] = base
        for tone, code in zip(TONES, toned, strict=False):
            letter = unicodedata.normalize("NFC", base + tone)
            table |= {code: letter, capital + code: letter.upper()}
    return table


def _capitals(table: dict[str, str]) -> dict[str, str]:
    """Return the table of a capital font, which draws every small letter as a capital."""
    ascii_letters = {chr(code): chr(code) for code in range(ord("a"), ord("z") + 1)}
    single = {code: letter for code, letter in table.items() if len(code) == 1}
    return {code: letter.upper() for code, letter in (ascii_letters | single).items()}


# Byte of each tone after a base letter; the circumflex and the breve have bytes of their own.
_VNI_PLAIN = dict(zip("ùøûõï", TONES, strict=True))
_VNI_CIRCUMFLEX = {"â": ""} | dict(zip("áàåãä", TONES, strict=True))
_VNI_BREVE = {"ê": ""} | dict(zip("éèúüë", TONES, strict=True))
_VNI_SINGLE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}


def _vni() -> dict[str, str]:
    """Return letters of one byte, and pairs of a base and its mark; the base decides the case."""
    table = dict(_VNI_SINGLE)
    for code, base in _VNI_BASES.items():
        marks = dict(_VNI_PLAIN)
        if base in "aeo":
            marks |= {byte: CIRCUMFLEX + tone for byte, tone in _VNI_CIRCUMFLEX.items()}
        if base == "a":
            marks |= {byte: BREVE + tone for byte, tone in _VNI_BREVE.items()}
        for byte, mark in marks.items():
            letter = unicodedata.normalize("NFC", base + mark)
            table |= {code + byte: letter, code + byte.upper(): letter}
    capitals = {code[0].upper() + code[1:]: letter.upper() for code, letter in table.items()}
    return table | capitals


def _pattern(table: dict[str, str]) -> re.Pattern[str]:
    codes = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, codes)))


_TABLES = {
    Charset.TCVN3: _tcvn3(),
    Charset.TCVN3_CAPITALS: _capitals(_tcvn3()),
    Charset.VNI: _vni(),
}
_PATTERNS = {charset: _pattern(table) for charset, table in _TABLES.items()}

# Vietnamese letters beyond Latin-1, and the marks of decomposed text: no old font has them.
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0303\u0306\u0309\u031b\u0323]")
# Signs of Latin-1 that stand in Unicode text too, and its Vietnamese letters.
_EITHER = frozenset("§©®«»·¹¼½¾£¥\xad" + "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")


def _old_only(table: dict[str, str]) -> re.Pattern[str]:
    """Return what matches a character that only text of this charset holds."""
    bytes_used = {byte for code in table for byte in code if ord(byte) > 0x7F}
    return re.compile("[" + re.escape("".join(sorted(bytes_used - _EITHER))) + "\uf020-\uf0ff]")


_OLD_ONLY = {charset: _old_only(table) for charset, table in _TABLES.items()}
