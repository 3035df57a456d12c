"""Where the reports of a period stand, for the department's list: one query for all counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import fold

from .enums import ContestState, PeriodState, ReportState
from .models import FigureContest, HalfYearReport, ReportPeriod, ReportSection
from .rules import WITH_UNIT


@dataclass(frozen=True)
class Standing:
    """A part of the list; `condition` over what `with_standing` adds."""

    key: str
    label: Any
    condition: Q


STANDINGS = (
    Standing("all", pgettext_lazy("reports", "All"), Q()),
    Standing("idle", _("Not begun"), Q(state=ReportState.DRAFT, has_text=False)),
    Standing("draft", _("Being prepared"), Q(state=ReportState.DRAFT, has_text=True)),
    Standing("signed", _("Signed off"), Q(state=ReportState.SIGNED)),
    Standing("returned", _("Returned"), Q(state=ReportState.RETURNED)),
    Standing("accepted", _("Accepted"), Q(state=ReportState.ACCEPTED)),
    Standing("late", _("Overdue"), Q(is_late=True)),
    Standing("contested", _("Contested figures"), Q(is_contested=True)),
)
BY_KEY = {one.key: one for one in STANDINGS}


def with_standing(reports: QuerySet[HalfYearReport], today: date) -> QuerySet[HalfYearReport]:
    """Add to each report `has_text`, `is_late` and `is_contested`."""
    written = ReportSection.objects.filter(report=OuterRef("pk")).exclude(text="")
    contested = FigureContest.objects.filter(report=OuterRef("pk"), state=ContestState.OPEN)
    late = HalfYearReport.objects.filter(
        pk=OuterRef("pk"),
        state__in=WITH_UNIT,
        period__state=PeriodState.OPEN,
        period__due_on__lt=today,
    )
    return reports.annotate(
        has_text=Exists(written), is_contested=Exists(contested), is_late=Exists(late)
    )


def count_standings(period: ReportPeriod, today: date) -> dict[str, int]:
    """Return how many reports of a period stand in each part; one query."""
    reports = with_standing(period.reports.order_by(), today)
    return reports.aggregate(
        **{one.key: Count("pk", filter=one.condition) for one in STANDINGS if one.key != "all"},
        all=Count("pk"),
    )


def narrowed(
    reports: QuerySet[HalfYearReport], *, standing: str, kind: str, words: str
) -> QuerySet[HalfYearReport]:
    """Return the reports of one part, one kind, and whose name holds some words in any spelling."""
    reports = reports.filter(BY_KEY.get(standing, STANDINGS[0]).condition)
    if kind:
        reports = reports.filter(unit_kind=kind)
    if not words:
        return reports
    return reports.filter(pk__in=_named(reports, words))


def _named(reports: QuerySet[HalfYearReport], words: str) -> Collection[int]:
    # A hundred names at most: folded here, the same on every database.
    wanted = fold(words)
    names = reports.order_by().values_list("pk", "unit_name")
    return [pk for pk, name in names if wanted in fold(name)]
