"""Two texts side by side: which words stand in one of them only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from core.text import words


@dataclass(frozen=True)
class Run:
    """Words that follow each other; `is_alone` tells that the other text has not these."""

    text: str
    is_alone: bool


Paragraph = list[Run]


def side_by_side(
    one: Sequence[str], other: Sequence[str]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of both texts as runs of words, compared without case and signs."""
    keys = [[_key(word) for word in " ".join(text).split()] for text in (one, other)]
    alone = [[True] * len(row) for row in keys]
    # Very common words of long texts are no anchors, which also keeps it fast.
    blocks = SequenceMatcher(None, keys[0], keys[1]).get_matching_blocks()
    for block in blocks:
        for number in range(block.size):
            alone[0][block.a + number] = alone[1][block.b + number] = False
    return _paragraphs(one, alone[0]), _paragraphs(other, alone[1])


def _paragraphs(texts: Sequence[str], alone: list[bool]) -> list[Paragraph]:
    marks = iter(alone)
    return [list(_runs(text.split(), marks)) for text in texts]


def _runs(found: list[str], marks: Iterator[bool]) -> Iterator[Run]:
    marked = [(word, next(marks)) for word in found]
    for is_alone, run in groupby(marked, key=lambda pair: pair[1]):
        yield Run(" ".join(word for word, _mark in run), is_alone)


def _key(word: str) -> str:
    return " ".join(words(word)).casefold() or word
