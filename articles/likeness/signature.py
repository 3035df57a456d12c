"""Signatures of texts: few numbers by which near duplicates are found among very many.

MinHash (A. Broder, 1997): the share of equal least hashes of two sets estimates their Jaccard
index. Several hashes together make a band; texts that share a band are worth comparing. With 22
bands of 3, texts that are half alike share one in 95 of 100 cases, texts that are 70 % alike
always but for 1 in 5,000, texts that are 10 % alike in 2 of 100.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

WORDS_PER_SHINGLE = 3
TEXT_BANDS, ROWS_PER_TEXT_BAND = 22, 3
TITLE_BANDS, ROWS_PER_TITLE_BAND = 4, 3
FUNCTIONS = TEXT_BANDS * ROWS_PER_TEXT_BAND
# Bands of titles are numbered after those of texts.
FIRST_TITLE_BAND = 100
_PRIME = (1 << 61) - 1
_LOW_32_BITS = (1 << 32) - 1


def shingles(words: Sequence[str], *, size: int = WORDS_PER_SHINGLE) -> frozenset[str]:
    """Return the runs of `size` words; a shorter text is one run of its own."""
    if not words:
        return frozenset()
    last = max(1, len(words) - size + 1)
    return frozenset(" ".join(words[start : start + size]) for start in range(last))


def signature(items: Iterable[str]) -> list[int]:
    """Return the least hash (unsigned, 32 bits) of a set under each function; [] when empty."""
    hashes = [_number(item) for item in items]
    if not hashes:
        return []
    return [
        min((factor * value + shift) % _PRIME & _LOW_32_BITS for value in hashes)
        for factor, shift in _FAMILY
    ]


def text_bands(found: Sequence[int]) -> list[tuple[int, int]]:
    """Return (band, value) of a text's signature."""
    return _bands(found, first=0, number=TEXT_BANDS, rows=ROWS_PER_TEXT_BAND)


def title_bands(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return (band, value) of the words of a title, which may stand in another order."""
    found = signature(frozenset(words))
    return _bands(found, first=FIRST_TITLE_BAND, number=TITLE_BANDS, rows=ROWS_PER_TITLE_BAND)


def percent_alike(one: frozenset[str], other: frozenset[str]) -> int:
    """Return the Jaccard index of two sets in whole per cent; nothing is like an empty set."""
    together = len(one | other)
    return 100 * len(one & other) // together if together else 0


def _bands(found: Sequence[int], *, first: int, number: int, rows: int) -> list[tuple[int, int]]:
    parts = [found[start : start + rows] for start in range(0, number * rows, rows)]
    # The database keeps signed numbers of 64 bits.
    return [
        (first + position, _number(" ".join(map(str, part))) >> 1)
        for position, part in enumerate(parts)
        if part
    ]


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


_FAMILY = tuple(
    (
        _number(f"factor {position}") % (_PRIME - 1) + 1,
        _number(f"shift {position}") % _PRIME,
    )
    for position in range(FUNCTIONS)
)
