"""A report on paper: figures and texts without the screens around them."""

from django.http import HttpResponse
from django.shortcuts import render

from ..comparing import before_of
from ..services.evaluating import texts_of
from ..showing import amendment_rows, figure_rows, state_of
from .base import OneReportScreen


class PrintView(OneReportScreen):
    """The same as the screen, set for paper."""

    template = "reports/admin/print.html"

    def get(self, request, report_id: int) -> HttpResponse:
        """Show the sheet."""
        report, texts = self.report, texts_of(self.report)
        before = before_of(report)
        rows = figure_rows(report, before)
        context = {
            "report": report,
            "period": report.period,
            "state": state_of(report, has_text=any(texts.values())),
            "rows": rows,
            "compared_with": before.note,
            "texts": [(one, texts.get(one.pk, "")) for one in report.period.headings.all()],
            "amendments": amendment_rows(report, rows),
            "now": self.now,
        }
        return render(request, self.template, context)
