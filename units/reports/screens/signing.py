"""A leader reads what they sign: figures counted at this moment, texts, what is missing."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..errors import ReportRefused
from ..rules import is_editable, may_sign
from ..services.counting import digest_of_shown, figures_now
from ..services.evaluating import texts_of
from ..services.signing import missing_for_sign_off, sign_report
from ..showing import FigureRow
from .base import OneReportScreen, report_crumb

DIGITS = 9


class SignView(OneReportScreen):
    """Asks once more; a leader of another unit finds nothing here."""

    http_method_names = ["get", "post"]
    template = "reports/admin/sign.html"
    page_title = gettext_lazy("Sign off the report")

    def allowed(self, user) -> bool:
        """Let in a leader of the unit."""
        return may_sign(user, self.report)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the report."""
        return [report_crumb(self.report)]

    def get_page_subtitle(self) -> str:
        """Name what is done here."""
        return str(self.page_title)

    def get(self, request, report_id: int) -> HttpResponse:
        """Show what is about to be signed."""
        return self._show()

    def post(self, request, report_id: int) -> HttpResponse:
        """Sign."""
        version = request.POST.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) <= DIGITS):
            raise Http404
        try:
            sign_report(
                report_id=self.report.pk,
                version=int(version),
                user=request.user,
                now=self.now,
                seen_figures=request.POST.get("figures", ""),
            )
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
            self.reload()
            return self._show(status=409)
        messages.success(request, _("The report is signed off and lies with the department."))
        return redirect("report_show", self.report.pk)

    def _show(self, status: int = 200) -> HttpResponse:
        report = self.report
        if not is_editable(report):
            return redirect("report_show", report.pk)
        figures = figures_now([report], report.period, now=self.now)
        texts = texts_of(report)
        headings = report.period.headings.all()
        return self.answer(
            status=status,
            report=report,
            period=report.period,
            rows=[FigureRow(one, None, None, None, None) for one in figures],
            shown_figures=digest_of_shown(figures),
            texts=[(one, texts.get(one.pk, "")) for one in headings],
            missing=missing_for_sign_off(report, now=self.now),
        )
