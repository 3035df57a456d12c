"""One figure down to the records that make it, and the form to contest it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from units.indicators import Record, indicator_of

from ..comparing import Before, before_of
from ..days import window_of
from ..enums import ContestState, PeriodState
from ..errors import ReportRefused
from ..links import may_follow
from ..rules import SENT, is_editable, may_prepare
from ..services.contests import contest_figure
from ..showing import FigureRow, figure_rows
from .base import OneReportScreen, report_crumb
from .forms import ContestForm, left_over

RECORDS = 50


class FigureView(OneReportScreen):
    """A figure of the account's own unit, or of any to the department."""

    http_method_names = ["get", "post"]
    template = "reports/admin/figure.html"

    @cached_property
    def before(self) -> Before:
        """Return what the report is compared with."""
        return before_of(self.report)

    @cached_property
    def row(self) -> FigureRow:
        """Return the figure of the address. Raises `Http404`."""
        code = self.kwargs["indicator"]
        rows = figure_rows(self.report, self.before)
        row = next((one for one in rows if one.figure.indicator == code), None)
        if row is None:
            raise Http404
        return row

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the report."""
        if may_prepare(self.request.user, self.report):
            return [report_crumb(self.report)]
        return [(reverse("report_judge", args=[self.report.pk]), str(self.report))]

    def get_page_subtitle(self) -> str:
        """Name the figure."""
        return self.row.label

    def get(self, request, report_id: int, indicator: str) -> HttpResponse:
        """Show the records."""
        return self._show(ContestForm())

    def post(self, request, report_id: int, indicator: str) -> HttpResponse:
        """Contest the figure; what was typed stays when it is refused."""
        form = ContestForm(request.POST)
        if not may_prepare(request.user, self.report):
            raise Http404
        if form.is_valid():
            try:
                return self._contest(form.cleaned_data)
            except ReportRefused as refusal:
                form.add_error(None, str(refusal))
        return self._show(form, status=422)

    def _contest(self, data: dict[str, Any]) -> HttpResponse:
        contest_figure(
            report_id=self.report.pk,
            indicator=self.row.figure.indicator,
            claimed=data["claimed"],
            reason=data["reason"],
            user=self.request.user,
            now=self.now,
        )
        messages.success(self.request, _("The figure is contested; the department decides."))
        return redirect("report_figure", self.report.pk, self.row.figure.indicator)

    def _show(self, form: ContestForm, status: int = 200) -> HttpResponse:
        report, row = self.report, self.row
        contests = list(
            report.contests.filter(indicator=row.figure.indicator)
            .select_related("contested_by", "decided_by")
            .order_by("-contested_at", "-pk")
        )
        is_open = any(one.state == ContestState.OPEN for one in contests)
        contestable = may_prepare(self.request.user, report) and is_editable(report)
        records = self._records()
        page = WagtailPaginator(records or [], RECORDS).get_page(self.request.GET.get("p"))
        return self.answer(
            status=status,
            report=report,
            period=report.period,
            row=row,
            compared_with=self.before.note,
            is_counted=records is not None,
            counting=sum(one.counts for one in records or ()),
            total=len(records or ()),
            records=self._linked(page.object_list),
            page=page,
            is_of_then=report.state in SENT or report.period.state == PeriodState.FROZEN,
            contests=contests,
            form=form if contestable and not is_open else None,
            left_over=left_over(form, is_shown=contestable and not is_open),
        )

    def _records(self) -> list[Record] | None:
        """Return the records, None where no app counts this any more."""
        indicator = indicator_of(self.row.figure.indicator)
        if indicator is None:
            return None
        window = window_of(self.report.period, self.now)
        return list(indicator.records(self.report.unit_id, window))

    def _linked(self, records) -> list[dict[str, Any]]:
        """Return records with an address only where the reader may go."""
        follows = may_follow(self.request.user, self.report.unit_id)
        return [
            {"record": one, "url": one.url if one.url and follows(one.url) else ""}
            for one in records
        ]
