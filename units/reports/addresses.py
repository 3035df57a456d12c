"""Addresses of half-year reports below the admin."""

from django.urls import path

from .screens.drill_down import FigureView
from .screens.judging import JudgeView
from .screens.listing import ListView
from .screens.own import HomeView, MineView, ReportView
from .screens.periods import FreezeView, PeriodsView, PeriodView
from .screens.printing import PrintView
from .screens.signing import SignView


def addresses() -> list:
    """Return the patterns."""
    report, period = "reports/<int:report_id>", "reports/periods/<int:period_id>"
    return [
        path("reports/", HomeView.as_view(), name="report_home"),
        path("reports/mine/", MineView.as_view(), name="report_mine"),
        path("reports/periods/", PeriodsView.as_view(), name="report_periods"),
        path(f"{period}/", PeriodView.as_view(), name="report_period"),
        path(f"{period}/reports/", ListView.as_view(), name="report_list"),
        path(f"{period}/freeze/", FreezeView.as_view(), name="report_freeze"),
        path(f"{report}/", ReportView.as_view(), name="report_show"),
        path(f"{report}/print/", PrintView.as_view(), name="report_print"),
        path(f"{report}/sign/", SignView.as_view(), name="report_sign"),
        path(f"{report}/judge/", JudgeView.as_view(), name="report_judge"),
        path(f"{report}/figures/<slug:indicator>/", FigureView.as_view(), name="report_figure"),
    ]
