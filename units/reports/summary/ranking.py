"""Which units did best and which least, by the share of their quota and of answers in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.text import sort_key

from .reading import Column, Line, National

RANKED = ("quota_weeks_met", "questions_on_time")
SHOWN = 5


@dataclass(frozen=True)
class Ranking:
    """The first and the last units by one share; `more_*` share the last place that is shown."""

    column: Column
    best: Sequence[tuple[Line, Decimal]]
    weakest: Sequence[tuple[Line, Decimal]]
    more_best: int
    more_weakest: int


def rankings(national: National) -> list[Ranking]:
    """Return a ranking by each ranked share of which some unit has a figure."""
    columns = [column for code in RANKED if (column := national.column(code))]
    return [one for column in columns if (one := _ranking(column, national.lines))]


def _ranking(column: Column, lines: Sequence[Line]) -> Ranking | None:
    """Return the ranking; None where all stand alike, and no unit is both first and last."""
    placed = [(line, value) for line in lines if (value := line.value(column.code)) is not None]
    values = [value for _line, value in placed]
    if len(set(values)) < 2:
        return None
    above = [pair for pair in placed if pair[1] > min(values)]
    best = sorted(above, key=lambda pair: _place(pair, column, sign=-1))[:SHOWN]
    below = [pair for pair in placed if pair[1] < max(values) and pair not in best]
    weakest = sorted(below, key=lambda pair: _place(pair, column, sign=1))[:SHOWN]
    return Ranking(
        column=column,
        best=best,
        weakest=weakest,
        more_best=_equals(above, best),
        more_weakest=_equals(below, weakest),
    )


def _place(pair: tuple[Line, Decimal], column: Column, *, sign: int) -> tuple[Decimal, int, str]:
    """Order by the share, then by how much was asked of the unit, then by name."""
    line, value = pair
    figure = line.figures[column.code]
    return sign * value, -(figure.whole or 0), sort_key(line.report.unit_name)


def _equals(placed: Sequence[tuple[Line, Decimal]], shown: Sequence[tuple[Line, Decimal]]) -> int:
    """Return how many units more stand where the last that is shown does."""
    if not shown:
        return 0
    last = shown[-1][1]
    return sum(value == last for _line, value in placed) - sum(
        value == last for _line, value in shown
    )
