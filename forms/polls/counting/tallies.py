"""Tallies of one question: what is added for each ballot, and how two groups are put together.

A tally holds counts of values and never a ballot, so that memory does not grow with the voters.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..enums import QuestionKind


@dataclass
class Tally:
    """How often the question was answered, and each value of it given.

    Keys of `counts` by kind: option id (single, multiple), (option id, place from 1) (ranking),
    value (scale, number), (row id, option id) (matrix); none for own words.
    """

    answered: int = 0
    counts: Counter[Any] = field(default_factory=Counter)

    def add(self, kind: str, answer: Any) -> None:
        """Count one answer as `forms.polls.answers` stores it."""
        self.answered += 1
        self.counts.update(_keys(kind, answer))

    def merge(self, other: "Tally") -> None:
        """Add what another group said."""
        self.answered += other.answered
        self.counts.update(other.counts)


@dataclass
class GroupTally:
    """Ballots of one group, and a tally for each question that somebody in it answered."""

    ballots: int = 0
    questions: dict[int, Tally] = field(default_factory=dict)

    def add(self, answers: dict[str, Any], kinds: dict[int, str]) -> None:
        """Count one ballot; answers to questions that are not in `kinds` are none of the poll's."""
        self.ballots += 1
        for key, answer in answers.items():
            question = int(key)
            if question in kinds:
                self.questions.setdefault(question, Tally()).add(kinds[question], answer)

    def merge(self, other: "GroupTally") -> None:
        """Add another group."""
        self.ballots += other.ballots
        for question, tally in other.questions.items():
            self.questions.setdefault(question, Tally()).merge(tally)

    def of(self, question: int) -> Tally:
        """Return the tally of a question, an empty one where nobody answered."""
        return self.questions.get(question, Tally())


def tally_ballots(
    ballots: Iterable[tuple[dict[str, Any], int | None]], kinds: dict[int, str]
) -> dict[int | None, GroupTally]:
    """Return a tally for each unit; None is for ballots that name no unit."""
    found: dict[int | None, GroupTally] = {}
    for answers, unit_id in ballots:
        found.setdefault(unit_id, GroupTally()).add(answers, kinds)
    return found


def merged(tallies: Iterable[GroupTally]) -> GroupTally:
    """Return one tally of several groups."""
    total = GroupTally()
    for tally in tallies:
        total.merge(tally)
    return total


def _keys(kind: str, answer: Any) -> list[Any]:
    if kind == QuestionKind.TEXT:
        return []
    if kind == QuestionKind.RANKING:
        return [(option, place) for place, option in enumerate(answer, start=1)]
    if kind == QuestionKind.MATRIX:
        return [(int(row), option) for row, option in answer.items()]
    return list(answer) if kind == QuestionKind.MULTIPLE else [answer]
