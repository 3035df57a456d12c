"""Vietnamese alphabetical order as a plain string, for databases without that collation."""

import re
import unicodedata

from .folding import fold
from .tones import canonical_tone

# Letters of their own, after their base letter and before the next: a ă â, d đ, o ô ơ.
# "{" and "|" follow "z", so that ă comes after every word in plain a.
_LETTERS = {
    "ă": "a{",
    "â": "a|",
    "đ": "d{",
    "ê": "e{",
    "ô": "o{",
    "ơ": "o|",
    "ư": "u{",
}

# Order of the tones: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

_TONE_MARKS = re.compile("[\u0300\u0309\u0303\u0301\u0323]")
_SYLLABLE = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BETWEEN = re.compile(r"[^\w{|]+|_+")
_SEPARATOR = "\t"  # sorts before every letter, digit and space


def sort_key(text: str) -> str:
    """Return a key whose plain order is the dictionary's: letters first, then tones.

    Case and punctuation do not count. Compare with other keys only; never show it.
    """
    spelling = unicodedata.normalize("NFD", canonical_tone(unicodedata.normalize("NFKC", text)))
    spelling = spelling.casefold()
    letters = unicodedata.normalize("NFC", _TONE_MARKS.sub("", spelling))
    primary = "".join(_LETTERS.get(char) or fold(char) for char in letters)
    tones = "".join(map(_tone, _SYLLABLE.findall(spelling)))
    return f"{_BETWEEN.sub(' ', primary).strip()}{_SEPARATOR}{tones}"


def _tone(syllable: str) -> str:
    """Return the digit of the first tone mark in a decomposed syllable, 0 for none."""
    found = _TONE_MARKS.search(syllable)
    return _TONES[found[0]] if found else "0"


def given_name_key(full_name: str) -> str:
    """Return the key that sorts people by given name, then by family and middle names.

    In `Nguyễn Văn An` the given name is the last word.
    """
    *rest, given = full_name.split() or [""]
    return f"{sort_key(given)}{_SEPARATOR}{sort_key(' '.join(rest))}"
