"""Turns text into the words of the index: folded, and as written in a form no user can type."""

import unicodedata
from dataclasses import dataclass

from core.text import canonical_tone, fold_for_search, words

# Private-use characters: tokenisers take them for letters, and no fold or word ever holds them.
AS_WRITTEN = "\ue000"
_CROSSED_D = "d\ue001"
_FIRST_MARK = 0xE100
_MARKS = {code: _FIRST_MARK + code - 0x300 for code in range(0x300, 0x370)}

MAX_TOKEN_LENGTH = 60
MAX_QUERY_LENGTH = 1000
MAX_QUERY_WORDS = 24


@dataclass(frozen=True)
class Term:
    """One word of a query, folded and as written; both are safe inside any query language."""

    folded: str
    as_written: str


def folded_tokens(text: str) -> list[str]:
    """Return the words of `text` without case and diacritics."""
    return [word[:MAX_TOKEN_LENGTH] for word in fold_for_search(text).split()]


def as_written_tokens(text: str) -> list[str]:
    """Return the words of `text` with their diacritics spelt in private-use characters.

    Only so does SQLite, whose tokeniser drops accents, tell `bán` from `bạn`. A prefix of a word
    keeps a prefix of its token.
    """
    lowered = canonical_tone(unicodedata.normalize("NFKC", text).casefold())
    return [_spell(word) for word in words(lowered)]


def _spell(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.replace("đ", _CROSSED_D)).translate(_MARKS)
    return AS_WRITTEN + letters[: MAX_TOKEN_LENGTH - 1]


def query_terms(query: str) -> list[Term]:
    """Return the words of what a user typed, at most MAX_QUERY_WORDS of them."""
    query = query[:MAX_QUERY_LENGTH]
    folded, written = folded_tokens(query), as_written_tokens(query)
    if len(folded) != len(written):  # marks that stand alone part one form and not the other
        written = [AS_WRITTEN + word for word in folded]
    return [Term(*pair) for pair in zip(folded, written, strict=True)][:MAX_QUERY_WORDS]


def is_accented(terms: list[Term]) -> bool:
    """Tell whether the user typed diacritics, hence wants them."""
    return any(term.as_written != AS_WRITTEN + term.folded for term in terms)
