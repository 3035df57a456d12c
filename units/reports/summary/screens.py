"""The summary of a period on the screen and as files, and a unit's report as a file."""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.private_pages import keep_private
from core.text import slugify
from core.workbooks import CONTENT_TYPE as XLSX
from units.screens import GuardedScreen

from ..models import HalfYearReport, ReportPeriod
from ..queries import current_period
from .amended import amended_rows
from .charts import bands_chart, shares_chart
from .docx_file import CONTENT_TYPE as DOCX
from .docx_file import docx_of
from .national_document import national_document
from .pdf_file import pdf_of
from .ranking import rankings
from .reading import National, read_national
from .rules import periods_to_sum_up, printable_reports, reads_summary
from .showing import charts_shown, kinds_shown, rankings_shown, totals_shown
from .table import TableForm, table_of
from .totals import comparisons
from .unit_document import read_own_report, unit_document
from .wording import file_stem, period_in_text
from .workbook import national_workbook

PDF = "application/pdf"


class SummaryScreen(GuardedScreen):
    """A screen about all units of one period."""

    page_title = _("Summary of half-year reports")
    header_icon = "list-ul"

    def allowed(self, user) -> bool:
        """Let in the department that judges, the Office and portal administrators."""
        return reads_summary(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @cached_property
    def period(self) -> ReportPeriod:
        """Return the period of the address. Raises `Http404` for one that is only planned."""
        found = periods_to_sum_up().filter(pk=self.kwargs["period_id"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def national(self) -> National:
        """Return the period with all its units."""
        return read_national(self.period)


class LatestView(SummaryScreen):
    """Leads to the summary of the open period, else of the last one."""

    def get(self, request) -> HttpResponse:
        """Go there; say so where there is no period yet."""
        period = current_period()
        if period is not None:
            return redirect("report_summary", period.pk)
        context = self.get_context_data()
        return render(request, "reports/summary/none.html", context)


class SummaryView(SummaryScreen):
    """Totals, charts, who leads and who lags, who is missing, and the table of all units."""

    def get_page_subtitle(self) -> str:
        """Name the period."""
        return capfirst(period_in_text(self.period))

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the latest summary."""
        return [(reverse("report_summary_latest"), str(self.page_title))]

    def get(self, request, period_id: int) -> HttpResponseBase:
        """Show the summary."""
        context = self._context(self.national, TableForm(request.GET))
        return keep_private(render(request, "reports/summary/summary.html", context))

    def _context(self, national: National, form: TableForm) -> dict[str, Any]:
        compared = comparisons(national)
        return self.get_context_data(
            national=national,
            period=national.period,
            periods=list(periods_to_sum_up()[:12]),
            form=form,
            totals=totals_shown(national, compared),
            charts=charts_shown(shares_chart(national, compared), bands_chart(national)),
            kinds=kinds_shown(national),
            rankings=rankings_shown(rankings(national)),
            amended=amended_rows(national),
            table=table_of(national, form),
            files=[
                (label, reverse(f"report_summary_{suffix}", args=[national.period.pk]))
                for suffix, label in (("docx", "DOCX"), ("pdf", "PDF"), ("xlsx", "XLSX"))
            ],
        )


class SummaryFileView(SummaryScreen):
    """The summary as a file; who took it stands in the audit trail."""

    suffix, content_type = "", ""

    @abstractmethod
    def content(self) -> bytes:
        """Return the file."""

    def get(self, request, period_id: int) -> HttpResponseBase:
        """Send the file."""
        content = self.content()
        record(
            actor=request.user,
            action="reports.summary.export",
            subject=self.period,
            kind=self.suffix,
        )
        name = f"tong-hop-bao-cao-{file_stem(self.period)}.{self.suffix}"
        return attachment(content, name, self.content_type)


class SummaryWorkbookView(SummaryFileView):
    """The summary as a workbook."""

    suffix, content_type = "xlsx", XLSX

    def content(self) -> bytes:
        """Return the workbook."""
        return national_workbook(self.national)


class SummaryDocxView(SummaryFileView):
    """The summary as a document to work on."""

    suffix, content_type = "docx", DOCX

    def content(self) -> bytes:
        """Return the document."""
        return docx_of(national_document(self.national, now=self.now))


class SummaryPdfView(SummaryFileView):
    """The summary as a document to read."""

    suffix, content_type = "pdf", PDF

    def content(self) -> bytes:
        """Return the document."""
        return pdf_of(national_document(self.national, now=self.now))


class ReportFileView(GuardedScreen):
    """A unit's own report as a file, for the unit, the department and the Office."""

    suffix, content_type = "pdf", PDF
    write = staticmethod(pdf_of)

    def allowed(self, user) -> bool:
        """Let in whoever may take at least this report."""
        return printable_reports(user).filter(pk=self.kwargs["report_id"]).exists()

    def get(self, request, report_id: int) -> HttpResponseBase:
        """Send the file."""
        rows = printable_reports(request.user).select_related("period", "unit", "signed_by")
        report: HalfYearReport = rows.get(pk=report_id)
        content = self.write(unit_document(read_own_report(report), now=timezone.now()))
        record(
            actor=request.user,
            action="reports.report.export",
            subject=report,
            unit=report.unit_id,
            kind=self.suffix,
        )
        stem = slugify(report.unit_name, max_length=60, fallback="don-vi")
        name = f"bao-cao-{stem}-{file_stem(report.period)}.{self.suffix}"
        return attachment(content, name, self.content_type)


class ReportDocxView(ReportFileView):
    """The same as a document to work on."""

    suffix, content_type = "docx", DOCX
    write = staticmethod(docx_of)


def attachment(content: bytes, name: str, content_type: str) -> HttpResponseBase:
    """Return a file that is saved and never kept in a shared cache."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return keep_private(response)
