"""All that a results page shows, in the active language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .standing import Standing
from .statement import Statement, statement_shown
from .tables import QuestionShown, question_shown
from .words import group_name, percent, whole

# The value in the address, the key in the figures, the label.
DIMENSIONS = (
    ("don-vi", "unit", gettext_lazy("By unit")),
    ("loai", "kind", gettext_lazy("By kind of unit")),
    ("vung", "region", gettext_lazy("By region")),
)


@dataclass(frozen=True)
class Group:
    """One group of voters and what it said."""

    name: str
    ballots: int
    questions: list[QuestionShown]


@dataclass(frozen=True)
class Choice:
    """A way to divide the voters; `value` is what the address says."""

    value: str
    label: str
    is_current: bool


@dataclass(frozen=True)
class Results:
    """The figures of a poll for a page; groups only of the division that was chosen."""

    standing: Standing
    turnout: str
    questions: list[QuestionShown]
    statement: Statement
    divisions: list[Choice]
    groups: list[Group]
    closed_note: str


def results_of(standing: Standing, *, by: str = "") -> Results:
    """Return what is shown; an unknown `by` divides nothing."""
    data, divisions = standing.data, _divisions(standing.data, by)
    key = next((key for value, key, _label in DIMENSIONS if value == by), "")
    division = data["groups"].get(key) if key else None
    return Results(
        standing=standing,
        turnout=turnout_text(data["turnout"]),
        questions=[question_shown(one) for one in data["questions"]],
        statement=statement_shown(data),
        divisions=divisions,
        groups=_groups(key, division) if division else [],
        closed_note=_closed_note(data, division) if division else "",
    )


def turnout_text(turnout: dict[str, Any]) -> str:
    """Return how many voted, and of how many where that is known."""
    cast = whole(turnout["cast"])
    if turnout["eligible"] is None:
        return _("%(cast)s ballots") % {"cast": cast}
    return _("%(cast)s of %(eligible)s voted (%(share)s)") % {
        "cast": cast,
        "eligible": whole(turnout["eligible"]),
        "share": percent(turnout["share"]),
    }


def _divisions(data: dict[str, Any], by: str) -> list[Choice]:
    if not data["groups"]:
        return []
    return [Choice(value, str(label), value == by) for value, _key, label in DIMENSIONS]


def _groups(key: str, division: dict[str, Any]) -> list[Group]:
    return [
        Group(
            group_name(key, one),
            one["ballots"],
            [question_shown(question) for question in one["questions"]],
        )
        for one in division["groups"]
    ]


def _closed_note(data: dict[str, Any], division: dict[str, Any]) -> str:
    if not division["closed"]:
        return ""
    return _(
        "%(number)s groups with %(ballots)s ballots together are not shown: groups under "
        "%(smallest)s ballots, and those from which they could be computed."
    ) % {
        "number": whole(division["closed"]),
        "ballots": whole(division["closed_ballots"]),
        "smallest": data["groups"]["smallest"],
    }
