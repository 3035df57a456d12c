"""Lays out a year of all units as a table: months, weeks, groups of units, cells and totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import pgettext

from articles.quotas.obligations import Duty
from articles.quotas.periods import month_of
from articles.quotas.standings import UnitStanding, WeekStanding, WeekState
from articles.quotas.tallies import Measure
from articles.quotas.wording import rule_in_words
from units.enums import UnitKind

# From so many times what is due a cell is shown darker.
PLENTY = 2


@dataclass(frozen=True)
class Group:
    """The units of one kind, and what its rule asks for in the last of the weeks shown."""

    label: str
    rule: str
    standings: list[UnitStanding]


@dataclass(frozen=True)
class WeekTotal:
    """One week of all units: how many of those that owed had enough, and all pieces."""

    week: date
    has_begun: bool
    met: int
    owed: int
    count: int


def groups_of(standings: Iterable[UnitStanding]) -> list[Group]:
    """Return units by kind; they must come in that order."""
    return [
        _group(kind, list(members))
        for kind, members in groupby(standings, key=lambda one: one.unit.kind)
    ]


def months_of(weeks: Sequence[date]) -> list[tuple[int, int]]:
    """Return (month, number of weeks) for the heading above the weeks."""
    return [(month, len(list(run))) for month, run in groupby(weeks, key=month_of)]


def totals_of(standings: Sequence[UnitStanding], measure: str) -> list[WeekTotal]:
    """Return the totals of each week, in the order of the weeks."""
    by_week = zip(*(one.weeks for one in standings), strict=True)
    return [_total(column, measure) for column in by_week]


def symbol_of(standing: WeekStanding, measure: str) -> str:
    """Return what a cell shows: a number wherever one says something."""
    if standing.duty is Duty.EXEMPT:
        return pgettext("exempt, in a cell of the heat map", "E")
    count, state = standing.count(measure), standing.state(measure)
    if count == 0 and state in (WeekState.NOT_OWED, WeekState.FUTURE):
        return "·" if state is WeekState.NOT_OWED else ""
    return str(count)


def shade_of(standing: WeekStanding, measure: str) -> str:
    """Return the name of a cell's colour: its state, and `plenty` above what is due."""
    state = standing.state(measure)
    if state is WeekState.MET and standing.count(measure) >= PLENTY * standing.required:
        return "plenty"
    return state.value


def has_pieces(standing: WeekStanding) -> bool:
    """Tell whether there is a list behind a cell."""
    return bool(standing.sent or standing.used)


def measure_shown(standing: WeekStanding, measure: str) -> str:
    """Return the measure whose pieces a cell leads to: the other one where this one is nought."""
    if standing.count(measure):
        return measure
    return Measure.USED if measure == Measure.SENT else Measure.SENT


def _group(kind: str, members: list[UnitStanding]) -> Group:
    rule = members[0].weeks[-1].rule
    return Group(str(UnitKind(kind).label), rule_in_words(rule) if rule else "", members)


def _total(column: Sequence[WeekStanding], measure: str) -> WeekTotal:
    owed = [one for one in column if one.duty is Duty.OWED]
    met = sum(one.count(measure) >= one.required for one in owed)
    return WeekTotal(
        week=column[0].week,
        has_begun=column[0].week <= column[0].this_week,
        met=met,
        owed=len(owed),
        count=sum(one.count(measure) for one in column),
    )
