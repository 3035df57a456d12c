"""Half-year reports on the first screen: a unit's own report, the department's four figures."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from core.days import day_of
from units.rules import is_propaganda

from .enums import ContestState, PeriodState
from .models import FigureContest, HalfYearReport, ReportPeriod
from .rules import WITH_UNIT, reporting_units
from .standing import BY_KEY, count_standings

FIGURES = ("signed", "contested", "late", "accepted")
# Beyond it a list says less than the way to it.
MOST_LINES = 5


class ReportsPanel(Component):
    """What waits for the account; nothing where no period is open."""

    order = 54
    template_name = "reports/admin/panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count once for all."""
        user, now = parent_context["request"].user, timezone.now()
        return super().get_context_data(parent_context) | {
            "figures": department_figures(user, now=now),
            "lines": unit_lines(user, now=now),
        }


def department_figures(user, *, now: datetime) -> list[dict[str, Any]]:
    """Return `[{"label", "count", "url"}]` of the open period; two queries."""
    if not is_propaganda(user):
        return []
    period = ReportPeriod.objects.filter(state=PeriodState.OPEN).order_by("year", "half").first()
    if period is None:
        return []
    counts = count_standings(period, day_of(now))
    url = reverse("report_list", args=[period.pk])
    return [
        {"label": BY_KEY[key].label, "count": counts[key], "url": f"{url}?state={key}"}
        for key in FIGURES
    ]


def unit_lines(user, *, now: datetime) -> list[dict[str, Any]]:
    """Return `[{"url", "name", "words", "is_late"}]` of reports to be finished; two queries."""
    units = reporting_units(user)
    if not units:
        return []
    reports = HalfYearReport.objects.filter(
        unit__in=units, state__in=WITH_UNIT, period__state=PeriodState.OPEN
    ).select_related("period")
    rows = list(reports.order_by("period__due_on", "pk")[:MOST_LINES])
    open_contests = FigureContest.objects.filter(report__in=rows, state=ContestState.OPEN)
    contested = set(open_contests.values_list("report_id", flat=True))
    today = day_of(now)
    return [_line(one, is_contested=one.pk in contested, today=today) for one in rows]


def _line(report: HalfYearReport, *, is_contested: bool, today) -> dict[str, Any]:
    is_late = report.period.due_on < today
    due = {"day": report.period.due_on.strftime("%d/%m/%Y")}
    words = [_("overdue since %(day)s") % due if is_late else _("due on %(day)s") % due]
    if report.return_note:
        words.append(_("returned by the department"))
    if is_contested:
        words.append(_("a contested figure waits for the department"))
    return {
        "url": reverse("report_show", args=[report.pk]),
        "name": str(report),
        "words": "; ".join(words),
        "is_late": is_late or bool(report.return_note),
    }
