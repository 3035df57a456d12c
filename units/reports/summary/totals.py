"""Figures of many units together: the whole, the one in the middle, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from units.indicators import TWO_PLACES, IndicatorKind, share_of

from ..comparing import Earlier
from ..models import ReportFigure
from .reading import Column, National

AnyFigure = ReportFigure | Earlier


@dataclass(frozen=True)
class Total:
    """One indicator over some units.

    `value` is the sum of counts, the share of all parts in all wholes, or the mean of means, each
    unit once; `median` is the middle unit's. None where no unit has a figure; `units` have one.
    """

    value: Decimal | None
    median: Decimal | None
    units: int


@dataclass(frozen=True)
class Comparison:
    """One indicator of the country in a period and in the one before; None where unknown."""

    column: Column
    now: Total
    before: Total | None

    @property
    def change(self) -> Decimal | None:
        """Return by how much the whole changed, of shares in percentage points."""
        before = self.before.value if self.before else None
        if self.now.value is None or before is None:
            return None
        return self.now.value - before


def total_of(kind: str, figures: Iterable[AnyFigure]) -> Total:
    """Return the total of figures of one indicator; those without a value are left out."""
    known = [figure for figure in figures if figure.value is not None]
    values = [figure.value for figure in known if figure.value is not None]
    if not values:
        return Total(None, None, 0)
    middle = Decimal(median(values)).quantize(TWO_PLACES, ROUND_HALF_UP)
    return Total(_whole(kind, known, values), middle, len(values))


def comparisons(national: National) -> list[Comparison]:
    """Return each indicator of the country beside the half-year before."""
    found = []
    for column in national.columns:
        now = [line.figures[column.code] for line in national.lines if column.code in line.figures]
        before = [one[column.code] for one in national.before.values() if column.code in one]
        earlier = total_of(column.kind, before) if national.previous else None
        found.append(Comparison(column, total_of(column.kind, now), earlier))
    return found


def totals_of_kind(national: National, kind: str) -> dict[str, Total]:
    """Return the totals of one kind of unit by indicator."""
    lines = [line for line in national.lines if line.report.unit_kind == kind]
    return {
        column.code: total_of(
            column.kind,
            [line.figures[column.code] for line in lines if column.code in line.figures],
        )
        for column in national.columns
    }


def _whole(kind: str, figures: list[AnyFigure], values: list[Decimal]) -> Decimal | None:
    if kind == IndicatorKind.COUNT:
        return sum(values, Decimal(0))
    if kind == IndicatorKind.SHARE:
        part = sum(figure.part or 0 for figure in figures)
        share = share_of(part, sum(figure.whole or 0 for figure in figures))
        if share:
            return share.value
    return (sum(values, Decimal(0)) / len(values)).quantize(TWO_PLACES, ROUND_HALF_UP)
