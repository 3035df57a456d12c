"""The way to one's reports, and one report as its unit sees it: figures, evaluation, what lacks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from units.rules import is_propaganda

from ..comparing import before_of
from ..enums import PeriodState
from ..errors import ChangedMeanwhile, ReportRefused
from ..models import HalfYearReport
from ..queries import current_period
from ..rules import WITH_UNIT, is_editable, may_prepare, may_sign, reporting_units
from ..services.evaluating import save_evaluation, texts_of
from ..services.signing import missing_for_sign_off
from ..showing import amendment_rows, figure_rows, state_of
from ..standing import with_standing
from .base import TITLE, OneReportScreen, ReportScreen
from .forms import EvaluationForm


class HomeView(ReportScreen):
    """Leads the department to its list, a unit to the report that waits, else to all of its."""

    def get(self, request) -> HttpResponse:
        """Find the way."""
        if is_propaganda(request.user):
            period = current_period()
            return redirect("report_list", period.pk) if period else redirect("report_periods")
        waiting = own_reports(request.user).filter(
            state__in=WITH_UNIT, period__state=PeriodState.OPEN
        )
        ids = list(waiting.values_list("pk", flat=True)[:2])
        return redirect("report_show", ids[0]) if len(ids) == 1 else redirect("report_mine")


class MineView(ReportScreen):
    """All reports of the account's units, the newest first."""

    template = "reports/admin/mine.html"
    page_title = gettext_lazy("Reports of the unit")

    def trail(self) -> list[tuple[str, str]]:
        """Stand above everything else."""
        return []

    def get(self, request) -> HttpResponse:
        """Show the list; two queries."""
        reports = with_standing(own_reports(request.user), self.today).select_related("period")
        rows = [
            {"report": one, "state": state_of(one, has_text=one.has_text)}  # type: ignore[attr-defined]
            for one in reports
        ]
        return self.answer(rows=rows)


class ReportView(OneReportScreen):
    """One report; its unit writes here, the department reads."""

    http_method_names = ["get", "post"]
    template = "reports/admin/report.html"

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to all reports of the unit, the department to its list."""
        if may_prepare(self.request.user, self.report):
            return [(reverse("report_mine"), str(MineView.page_title))]
        return [(reverse("report_list", args=[self.report.period_id]), str(TITLE))]

    def get(self, request, report_id: int) -> HttpResponse:
        """Show the report."""
        return self._show(self._form())

    def post(self, request, report_id: int) -> HttpResponse:
        """Save the evaluation; what was typed stays when it is refused."""
        form = self._form(request.POST)
        left_over = form.left_over()
        if left_over:
            messages.error(
                request,
                _("The department has changed the headings. Look at them, then save again."),
            )
        elif form.is_valid():
            try:
                return self._save(form)
            except ReportRefused as refusal:
                self.reload()
                messages.error(request, str(refusal))
                form = self._again(form, is_stale=isinstance(refusal, ChangedMeanwhile))
        return self._show(form, status=422, left_over=left_over)

    def _save(self, form: EvaluationForm) -> HttpResponse:
        save_evaluation(
            report_id=self.report.pk,
            version=form.cleaned_data["version"],
            user=self.request.user,
            texts=form.texts(),
            now=self.now,
        )
        messages.success(self.request, _("The evaluation is saved."))
        return redirect("report_show", self.report.pk)

    def _form(self, data: Any = None) -> EvaluationForm:
        texts = texts_of(self.report) if data is None else {}
        initial = {EvaluationForm.name_of(pk): text for pk, text in texts.items()}
        return EvaluationForm(
            data,
            headings=self.report.period.headings.all(),
            initial=initial | {"version": self.report.version},
        )

    def _again(self, form: EvaluationForm, *, is_stale: bool) -> EvaluationForm:
        """Return the form with what was typed, ready to be saved over what is stored now."""
        if not is_stale:
            return form
        data = self.request.POST.copy()
        data["version"] = str(self.report.version)
        return self._form(data)

    def _show(self, form: EvaluationForm, *, status: int = 200, left_over=()) -> HttpResponse:
        report, user = self.report, self.request.user
        texts = texts_of(report)
        prepares = may_prepare(user, report)
        writes = prepares and is_editable(report)
        before = before_of(report)
        rows = figure_rows(report, before)
        return self.answer(
            status=status,
            report=report,
            period=report.period,
            state=state_of(report, has_text=any(texts.values())),
            rows=rows,
            compared_with=before.note,
            form=form if writes else None,
            fields=fields_of(form, texts),
            left_over=left_over if writes else form.typed(),
            missing=missing_for_sign_off(report, now=self.now) if is_editable(report) else [],
            counts_on=is_editable(report),
            prepares=prepares,
            signs=may_sign(user, report),
            judges=is_propaganda(user),
            is_late=is_late(report, self.today),
            steps=list(report.steps.select_related("user").order_by("-happened_at", "-pk")),
            amendments=amendment_rows(report, rows),
        )


def fields_of(form: EvaluationForm, texts: dict[int, str]) -> list[dict[str, Any]]:
    """Return each heading with its field, what is stored, and whether the two differ."""
    return [
        {
            "heading": heading,
            "field": field,
            "stored": (stored := texts.get(heading.pk, "")),
            "differs": form.is_bound
            and bool(stored)
            and " ".join((field.value() or "").split()) != " ".join(stored.split()),
        }
        for heading, field in form.rows()
    ]


def own_reports(user):
    """Return the reports of the account's units and of what they came from."""
    return HalfYearReport.objects.filter(unit_id__in=reporting_units(user))


def is_late(report: HalfYearReport, today) -> bool:
    """Tell whether the due day is over and the unit has not signed."""
    return is_editable(report) and report.period.due_on < today
