"""Reads of half-year reports: figures of a whole period, and how a unit stands among its like."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from django.db.models import F

from units.indicators import TWO_PLACES

from .enums import PeriodState
from .models import HalfYearReport, ReportAmendment, ReportFigure, ReportPeriod

# By unit id, then by the code of the indicator.
FiguresByUnit = dict[int, dict[str, ReportFigure]]
AmendmentsByUnit = dict[int, dict[str, ReportAmendment]]


@dataclass(frozen=True)
class Likeness:
    """How a figure stands among the units of the same kind in the same period.

    `rank` counts from the highest value, equals share one; None where the unit has no figure.
    `count` is the number of units that have one.
    """

    median: Decimal
    rank: int | None
    count: int

    @property
    def shown_median(self) -> Decimal | None:
        """Return the median for readers of a unit; None where it tells the figure of one other."""
        others = self.count - (self.rank is not None)
        return None if others == 1 else self.median


def previous_period(period: ReportPeriod) -> ReportPeriod | None:
    """Return the half-year before, where there was one; one query."""
    year, half = (period.year, 1) if period.half == 2 else (period.year - 1, 2)
    return ReportPeriod.objects.filter(year=year, half=half).first()


def current_period() -> ReportPeriod | None:
    """Return the open period, the oldest of several; else the last frozen one; one query each."""
    open_ones = ReportPeriod.objects.filter(state=PeriodState.OPEN)
    return (
        open_ones.order_by("year", "half").first()
        or ReportPeriod.objects.filter(state=PeriodState.FROZEN).first()
    )


def figures_of(period: ReportPeriod, unit_ids: Collection[int] | None = None) -> FiguresByUnit:
    """Return the figures of a period as they are shown, corrections included; one query.

    Of all units, or of some.

    Frozen values; what was amended afterwards is in `amendments_of`. An indicator that does not
    apply to a kind of unit has no figure there; one for which nothing was due has an empty value.
    """
    rows = ReportFigure.objects.filter(report__period=period, **_only(unit_ids))
    rows = rows.annotate(unit_id=F("report__unit_id"))
    found: FiguresByUnit = {}
    for row in rows.order_by("report_id", "sort_order", "indicator"):
        found.setdefault(row.unit_id, {})[row.indicator] = row
    return found


def amendments_of(
    period: ReportPeriod, unit_ids: Collection[int] | None = None
) -> AmendmentsByUnit:
    """Return the newest amendment of each figure of a frozen period; one query."""
    rows = ReportAmendment.objects.filter(report__period=period, **_only(unit_ids))
    rows = rows.exclude(indicator="")
    found: AmendmentsByUnit = {}
    for row in rows.annotate(unit_id=F("report__unit_id")).order_by("made_at", "pk"):
        found.setdefault(row.unit_id, {})[row.indicator] = row
    return found


def amended_value(
    amendments: AmendmentsByUnit, unit_id: int, figure: ReportFigure
) -> Decimal | None:
    """Return a figure as it was amended last, else as frozen; no query.

    Never shown instead of the frozen value, only beside it.
    """
    last = amendments.get(unit_id, {}).get(figure.indicator)
    return last.amended if last else figure.value


def like_units(report: HalfYearReport) -> dict[str, Likeness]:
    """Return by indicator how a report's figures stand among units of its kind; one query."""
    rows = ReportFigure.objects.filter(
        report__period_id=report.period_id, report__unit_kind=report.unit_kind
    )
    values: dict[str, list[tuple[int, Decimal]]] = {}
    for code, report_id, value in rows.order_by().values_list("indicator", "report_id", "value"):
        if value is not None:
            values.setdefault(code, []).append((report_id, value))
    return {code: _likeness(report.pk, pairs) for code, pairs in values.items()}


def _only(unit_ids: Collection[int] | None) -> dict[str, Any]:
    return {} if unit_ids is None else {"report__unit__in": list(unit_ids)}


def _likeness(report_id: int, pairs: Collection[tuple[int, Decimal]]) -> Likeness:
    all_values = [value for _report, value in pairs]
    own = next((value for report, value in pairs if report == report_id), None)
    return Likeness(
        median=Decimal(median(all_values)).quantize(TWO_PLACES, ROUND_HALF_UP),
        rank=None if own is None else 1 + sum(value > own for value in all_values),
        count=len(all_values),
    )
