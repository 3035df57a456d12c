"""Counts the figures of reports that are not signed: for all units at once, or for one."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from core.days import day_of
from units.indicators import (
    TWO_PLACES,
    Figure,
    Indicator,
    IndicatorKind,
    Window,
    registered,
)

from ..days import window_of
from ..enums import ContestState, PeriodState
from ..models import FigureContest, HalfYearReport, ReportFigure, ReportPeriod
from ..rules import WITH_UNIT
from .steps import require_open

NIGHTLY = time(2)
LONGEST_LABEL = 200
WRITTEN = ["label_vi", "label_en", "kind", "sort_order", "value", "part", "whole", "counted"]
# By the id of a report and the code of an indicator.
Corrections = dict[tuple[int, str], Decimal]


@transaction.atomic
def recount(*, period_id: int, now: datetime) -> int:
    """Count anew for every report of an open period that its unit has not signed.

    Each indicator is asked once for all units. A figure that the department corrected keeps the
    correction; what the data say stands beside it. Returns the number of reports counted. Raises
    `PeriodNotOpen`.
    """
    reports = list(
        HalfYearReport.objects.select_for_update(of=("self",))
        .filter(period_id=period_id, state__in=WITH_UNIT)
        .order_by("pk")
    )
    # Read after the reports are locked: freezing locks them too.
    period = ReportPeriod.objects.get(pk=period_id)
    require_open(period)
    store_figures(reports, figures_now(reports, period, now=now), now=now)
    return len(reports)


def recount_daily(*, now: datetime) -> int:
    """Count the open periods that were not counted since two in the morning; return how many.

    A report that was never counted is counted at once, whatever the hour.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    day = day_of(now) if local.time() >= NIGHTLY else day_of(now) - timedelta(days=1)
    since = timezone.make_aware(datetime.combine(day, NIGHTLY), timezone.get_default_timezone())
    old = Q(computed_at__isnull=True) | Q(computed_at__lt=since)
    due = HalfYearReport.objects.filter(old, state__in=WITH_UNIT, period__state=PeriodState.OPEN)
    periods = sorted(set(due.order_by().values_list("period_id", flat=True)))
    for period_id in periods:
        recount(period_id=period_id, now=now)
    return len(periods)


def figures_now(
    reports: Collection[HalfYearReport], period: ReportPeriod, *, now: datetime
) -> list[ReportFigure]:
    """Return what the data say of some reports of one period, without storing it.

    One call for each indicator, and one query for corrections.
    """
    window = window_of(period, now)
    corrections = _corrections(reports)
    return [
        figure
        for number, indicator in enumerate(registered(), start=1)
        for figure in _figures_of(indicator, number, reports, window, corrections)
    ]


def store_figures(
    reports: Collection[HalfYearReport], figures: Iterable[ReportFigure], *, now: datetime
) -> None:
    """Write the figures of some reports in place of those of before; the caller holds the lock."""
    rows = list(figures)
    ReportFigure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["report", "indicator"],
        update_fields=WRITTEN,
    )
    codes = {one.indicator for one in rows}
    ids = [report.pk for report in reports]
    ReportFigure.objects.filter(report__in=ids).exclude(indicator__in=codes).delete()
    HalfYearReport.objects.filter(pk__in=ids).update(computed_at=now)
    for report in reports:
        report.computed_at = now


def corrected(figure: ReportFigure, value: Decimal) -> None:
    """Put a correction in place of what the data gave, which stays in `counted`.

    Of a share, `part` follows the corrected value, so that sums over units hold it too.
    """
    figure.counted, figure.value = figure.value, value
    if figure.whole is not None:
        part = (value * figure.whole / 100).quantize(Decimal(1), ROUND_HALF_UP)
        figure.part = min(int(part), figure.whole)


def digest_of_shown(figures: Iterable[ReportFigure]) -> str:
    """Return figures as one line, with what shares are made of: a later change shows by it."""
    return ";".join(
        f"{one.indicator}={_plain(one.value)}:{one.part}:{one.whole}"
        for one in sorted(figures, key=lambda one: one.indicator)
    )


def corrections_of(report_ids: Collection[int]) -> QuerySet[FigureContest]:
    """Return the contests that corrected a figure, the newest last."""
    return FigureContest.objects.filter(
        report__in=report_ids, state=ContestState.CORRECTED
    ).order_by("decided_at", "pk")


def _plain(value: Decimal | None) -> str:
    return "" if value is None else str(value.quantize(TWO_PLACES))


def _corrections(reports: Collection[HalfYearReport]) -> Corrections:
    rows = corrections_of([report.pk for report in reports])
    values = rows.values_list("report_id", "indicator", "corrected_to")
    return {(report_id, code): value for report_id, code, value in values if value is not None}


def _figures_of(
    indicator: Indicator,
    number: int,
    reports: Collection[HalfYearReport],
    window: Window,
    corrections: Corrections,
) -> list[ReportFigure]:
    kinds = {kind.value for kind in indicator.unit_kinds}
    asked = [report for report in reports if not kinds or report.unit_kind in kinds]
    found = indicator.count([report.unit_id for report in asked], window) if asked else {}
    labels = _labels(indicator)
    return [
        _figure(indicator, number, report, found.get(report.unit_id), labels, corrections)
        for report in asked
    ]


def _figure(
    indicator: Indicator,
    number: int,
    report: HalfYearReport,
    found: Figure | None,
    labels: dict[str, str],
    corrections: Corrections,
) -> ReportFigure:
    figure = ReportFigure(
        report=report,
        indicator=indicator.code,
        kind=IndicatorKind(indicator.kind).value,
        sort_order=number,
        value=found.value.quantize(TWO_PLACES, ROUND_HALF_UP) if found else None,
        part=found.part if found else None,
        whole=found.whole if found else None,
        **labels,
    )
    correction = corrections.get((report.pk, indicator.code))
    if correction is not None:
        corrected(figure, correction)
    return figure


def _labels(indicator: Indicator) -> dict[str, str]:
    labels = {}
    for language in ("vi", "en"):
        with override(language):
            labels[f"label_{language}"] = str(indicator.label)[:LONGEST_LABEL]
    return labels
