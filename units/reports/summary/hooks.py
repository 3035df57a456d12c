"""Puts the summary into the admin: addresses, who may open them, menu item."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import OFFICE, PROPAGANDA, REPORTERS
from units.gate.table import guard, open_to

from .rules import printable_reports, reads_summary
from .screens import (
    LatestView,
    ReportDocxView,
    ReportFileView,
    SummaryDocxView,
    SummaryPdfView,
    SummaryView,
    SummaryWorkbookView,
)

OF_PERIOD = (
    "report_summary",
    "report_summary_xlsx",
    "report_summary_docx",
    "report_summary_pdf",
)
OF_REPORT = ("report_file_pdf", "report_file_docx")


def for_readers(user, value, arguments: dict[str, Any]) -> bool:
    """Pass every period to those who read summaries; the screens look for the period."""
    return reads_summary(user)


def printable_report(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the reports that the account may take as a file."""
    return printable_reports(user).filter(pk=value).exists()


open_to(PROPAGANDA | OFFICE, ["report_summary_latest", *OF_PERIOD])
open_to(REPORTERS | OFFICE, OF_REPORT)
for name in OF_PERIOD:
    guard(name, "period_id", for_readers)
for name in OF_REPORT:
    guard(name, "report_id", printable_report)


@hooks.register("register_admin_urls")
def register_summary_addresses():
    """Mount the screens below the admin."""
    summary, report = "reports/periods/<int:period_id>/summary", "reports/<int:report_id>"
    return [
        path("reports/summary/", LatestView.as_view(), name="report_summary_latest"),
        path(f"{summary}/", SummaryView.as_view(), name="report_summary"),
        path(f"{summary}/xlsx/", SummaryWorkbookView.as_view(), name="report_summary_xlsx"),
        path(f"{summary}/docx/", SummaryDocxView.as_view(), name="report_summary_docx"),
        path(f"{summary}/pdf/", SummaryPdfView.as_view(), name="report_summary_pdf"),
        path(f"{report}/pdf/", ReportFileView.as_view(), name="report_file_pdf"),
        path(f"{report}/docx/", ReportDocxView.as_view(), name="report_file_docx"),
    ]


class SummaryMenuItem(MenuItem):
    """Shown to those who read summaries."""

    def is_shown(self, request) -> bool:
        """Tell whether the account reads them; no query of its own."""
        return reads_summary(request.user)


@hooks.register("register_admin_menu_item")
def register_summary_item():
    """Menu item of the latest summary."""
    return SummaryMenuItem(
        _("Summary of reports"), reverse("report_summary_latest"), icon_name="list-ul", order=118
    )
