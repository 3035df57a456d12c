"""Whether a poll can be read in English as a whole: half in one language is shown nowhere."""

from collections.abc import Iterator
from typing import Any

from .queries import Outline

PAIRS = ("text", "help", "lowest_label", "highest_label")
POLL_PAIRS = ("title", "intro", "thanks")


def english_gaps(outline: Outline) -> int:
    """Return how many Vietnamese texts of a poll have no English one."""
    return sum(1 for vietnamese, english in _pairs(outline) if vietnamese and not english)


def is_in_english(outline: Outline) -> bool:
    """Tell whether every text of a poll has its English one."""
    return not english_gaps(outline)


def _pairs(outline: Outline) -> Iterator[tuple[str, str]]:
    yield from _texts(outline.poll, POLL_PAIRS)
    for section, questions in outline.sections:
        yield from _texts(section, ("text",))
        for one in questions:
            yield from _texts(one.question, PAIRS)
            for option in (*one.choices, *one.rows):
                yield from _texts(option, ("text",))


def _texts(instance: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield getattr(instance, f"{name}_vi"), getattr(instance, f"{name}_en")
