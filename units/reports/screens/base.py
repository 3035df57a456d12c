"""What every screen of reports shares: who may open it, the report of the address, one moment."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.days import day_of
from units.rules import is_propaganda
from units.screens import GuardedScreen

from ..models import HalfYearReport, ReportPeriod
from ..rules import readable_reports, reports_at_all

TITLE = _("Half-year reports")


class ReportScreen(GuardedScreen):
    """A screen of reports; whoever neither reports nor judges finds nothing here."""

    page_title = TITLE
    header_icon = "table"
    template = ""

    def allowed(self, user) -> bool:
        """Tell whether the account has to do with reports at all."""
        return reports_at_all(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @cached_property
    def today(self) -> date:
        """Return the day of the portal's own clock."""
        return day_of(self.now)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the reports of a unit, or of the department."""
        return [(reverse("report_home"), str(TITLE))]

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        return render(self.request, self.template, self.get_context_data(**context), status=status)


class DepartmentScreen(ReportScreen):
    """A screen of the Propaganda department alone."""

    def allowed(self, user) -> bool:
        """Let in the department."""
        return is_propaganda(user)

    @cached_property
    def period(self) -> ReportPeriod:
        """Return the period of the address. Raises `Http404`."""
        period = ReportPeriod.objects.filter(pk=self.kwargs["period_id"]).first()
        if period is None:
            raise Http404
        return period

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to all periods."""
        return [(reverse("report_periods"), str(TITLE))]


class OneReportScreen(ReportScreen):
    """A screen about one report; that of another unit does not exist here."""

    @cached_property
    def report(self) -> HalfYearReport:
        """Return the report of the address with its period. Raises `Http404`."""
        reports = readable_reports(self.request.user).select_related(
            "period", "unit", "signed_by", "accepted_by"
        )
        report = reports.filter(pk=self.kwargs["report_id"]).first()
        if report is None:
            raise Http404
        return report

    def get_page_subtitle(self) -> str:
        """Name the report."""
        return str(self.report)

    def reload(self) -> None:
        """Read the report anew, after it was changed."""
        self.__dict__.pop("report", None)


def report_crumb(report: HalfYearReport) -> tuple[str, str]:
    """Return the way back to a report."""
    return reverse("report_show", args=[report.pk]), str(report)
