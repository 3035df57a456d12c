"""Periods of the department: planned, opened, with days and headings, frozen at last."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..enums import Half, PeriodState, ReportState
from ..errors import ChangedMeanwhile, ReportRefused
from ..models import ReportPeriod, ReportSection
from ..rules import SENT
from ..services.counting import recount
from ..services.freezing import freeze_period, readiness_of, reasons_against
from ..services.headings import (
    copy_headings,
    move_heading,
    remove_heading,
    save_heading,
)
from ..services.opening import open_period
from ..services.periods import PeriodDays, change_period, drop_period, plan_period
from .base import DepartmentScreen
from .forms import FreezeForm, HeadingForm, PeriodForm, PlanForm

DAYS = ("starts_on", "cut_off_on", "due_on")


class PeriodsView(DepartmentScreen):
    """All periods, and the form to plan the next."""

    http_method_names = ["get", "post"]
    template = "reports/admin/periods.html"
    page_title = gettext_lazy("Reporting periods")

    def trail(self) -> list[tuple[str, str]]:
        """Stand above everything else."""
        return []

    def get(self, request) -> HttpResponse:
        """Show the list."""
        return self._show(PlanForm(initial=self._next()))

    def post(self, request) -> HttpResponse:
        """Plan a half-year; its days can be changed afterwards."""
        form = PlanForm(request.POST)
        if form.is_valid():
            try:
                period = plan_period(**form.cleaned_data, user=request.user)
                messages.success(
                    request, _("The period is planned. Look at its days and headings.")
                )
                return redirect("report_period", period.pk)
            except ReportRefused as refusal:
                form.add_error(None, str(refusal))
        return self._show(form, status=422)

    def _show(self, form: PlanForm, status: int = 200) -> HttpResponse:
        periods = ReportPeriod.objects.select_related("frozen_by").annotate(
            reports_count=Count("reports"),
            sent_count=Count("reports", filter=Q(reports__state__in=SENT)),
            accepted_count=Count("reports", filter=Q(reports__state=ReportState.ACCEPTED)),
        )
        return self.answer(status=status, periods=list(periods), form=form)

    def _next(self) -> dict[str, int]:
        last = ReportPeriod.objects.first()
        if last is None:
            return {"year": self.today.year, "half": 1 if self.today.month <= 6 else 2}
        if last.half == Half.FIRST:
            return {"year": last.year, "half": 2}
        return {"year": last.year + 1, "half": 1}


class PeriodView(DepartmentScreen):
    """One period: its days, what is written to units, its headings."""

    http_method_names = ["get", "post"]
    template = "reports/admin/period.html"

    def get_page_subtitle(self) -> str:
        """Name the period."""
        return str(self.period)

    def get(self, request, period_id: int) -> HttpResponse:
        """Show the period."""
        return self._show()

    def post(self, request, period_id: int) -> HttpResponse:
        """Do one thing; what was typed stays when it is refused."""
        actions = {
            "days": self._days,
            "open": self._open,
            "drop": self._drop,
            "heading": self._heading,
            "copy": self._copy,
            "up": self._move,
            "down": self._move,
            "remove": self._remove,
        }
        self.key = request.POST.get("action", "")
        if self.key not in actions:
            raise Http404
        try:
            return actions[self.key]()
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
            return self._show(status=422)

    def _days(self) -> HttpResponse:
        form = PeriodForm(self.request.POST)
        if not form.is_valid():
            return self._show(days_form=form, status=422)
        data = form.cleaned_data
        try:
            change_period(
                period_id=self.period.pk,
                version=data["version"],
                user=self.request.user,
                days=PeriodDays(*(data[name] for name in DAYS)),
                instructions=data["instructions"],
            )
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
            self.__dict__.pop("period", None)
            if isinstance(refusal, ChangedMeanwhile):
                form.data = self.request.POST.copy()
                form.data["version"] = str(self.period.version)
            return self._show(days_form=form, status=422)
        return self._done(_("The period is changed."))

    def _open(self) -> HttpResponse:
        open_period(period_id=self.period.pk, user=self.request.user, now=self.now)
        recount(period_id=self.period.pk, now=self.now)
        messages.success(self.request, _("The period is open; every unit has its report."))
        return redirect("report_list", self.period.pk)

    def _drop(self) -> HttpResponse:
        drop_period(period_id=self.period.pk, user=self.request.user)
        messages.success(self.request, _("The period is removed."))
        return redirect("report_periods")

    def _heading(self) -> HttpResponse:
        heading_id = self._heading_id()
        form = HeadingForm(self.request.POST)
        if form.is_valid():
            try:
                save_heading(
                    period_id=self.period.pk,
                    user=self.request.user,
                    heading_id=heading_id,
                    **form.cleaned_data,
                )
                return self._done(_("The heading is saved."))
            except ReportRefused as refusal:
                form.add_error(None, str(refusal))
        return self._show(heading_form=form, heading_id=heading_id, status=422)

    def _copy(self) -> HttpResponse:
        count = copy_headings(period_id=self.period.pk, user=self.request.user)
        return self._done(_("Headings copied: %(count)s.") % {"count": count})

    def _move(self) -> HttpResponse:
        heading_id = self._heading_id() or 0
        move_heading(heading_id=heading_id, user=self.request.user, is_up=self.key == "up")
        return self._done(_("The order is changed."))

    def _remove(self) -> HttpResponse:
        remove_heading(heading_id=self._heading_id() or 0, user=self.request.user)
        return self._done(_("The heading is removed."))

    def _heading_id(self) -> int | None:
        """Return the heading of the form, None for a new one. Raises `Http404` for another's."""
        value = self.request.POST.get("heading", "")
        if not value and self.key == "heading":
            return None
        ids = {str(pk): pk for pk in self.period.headings.values_list("pk", flat=True)}
        if value not in ids:
            raise Http404
        return ids[value]

    def _done(self, text: str) -> HttpResponse:
        messages.success(self.request, text)
        return redirect("report_period", self.period.pk)

    def _show(
        self,
        *,
        status: int = 200,
        days_form: PeriodForm | None = None,
        heading_form: HeadingForm | None = None,
        heading_id: int | None = None,
    ) -> HttpResponse:
        period = self.period
        initial = {name: getattr(period, name) for name in (*DAYS, "instructions", "version")}
        days_form = days_form or PeriodForm(initial=initial)
        return self.answer(
            status=status,
            period=period,
            days_form=days_form,
            media=days_form.media,
            headings=self._headings(heading_form, heading_id),
            new_form=heading_form if heading_form and heading_id is None else new_heading(),
            new_is_open=bool(heading_form and heading_id is None),
            is_frozen=period.state == PeriodState.FROZEN,
        )

    def _headings(self, bound: HeadingForm | None, bound_id: int | None) -> list[dict[str, Any]]:
        written = ReportSection.objects.filter(heading=OuterRef("pk")).exclude(text="")
        headings = self.period.headings.annotate(is_written=Exists(written))
        return [
            {
                "heading": one,
                "form": bound if bound and bound_id == one.pk else heading_form_of(one),
                "is_open": bool(bound and bound_id == one.pk),
            }
            for one in headings
        ]


def heading_form_of(heading) -> HeadingForm:
    """Return the form of a heading as it is stored."""
    names = ("text_vi", "text_en", "hint", "is_required")
    initial = {name: getattr(heading, name) for name in names}
    return HeadingForm(initial=initial, auto_id=f"id_%s_{heading.pk}")


def new_heading() -> HeadingForm:
    """Return the form of a heading that is not there yet."""
    return HeadingForm(initial={"is_required": True}, auto_id="id_%s_new")


class FreezeView(DepartmentScreen):
    """Asks once more before a period is frozen for good, and names what is missing."""

    http_method_names = ["get", "post"]
    template = "reports/admin/freeze.html"
    page_title = gettext_lazy("Freeze the period")

    def get_page_subtitle(self) -> str:
        """Name the period."""
        return f"{self.page_title}: {self.period}"

    def get(self, request, period_id: int) -> HttpResponse:
        """Show what stands between the period and its freezing."""
        return self._show()

    def post(self, request, period_id: int) -> HttpResponse:
        """Freeze."""
        form = FreezeForm(request.POST)
        if form.is_valid():
            try:
                freeze_period(
                    period_id=self.period.pk,
                    user=request.user,
                    now=self.now,
                    **form.cleaned_data,
                )
                messages.success(request, _("The period is frozen."))
                return redirect("report_list", self.period.pk)
            except ReportRefused as refusal:
                messages.error(request, str(refusal))
                self.__dict__.pop("period", None)
        return self._show(status=422)

    def _show(self, status: int = 200) -> HttpResponse:
        readiness = readiness_of(self.period, now=self.now)
        missing = " ".join(str(one.pk) for one in readiness.not_sent)
        form = FreezeForm(initial={"version": self.period.version, "seen_missing": missing})
        return self.answer(
            status=status,
            period=self.period,
            readiness=readiness,
            reasons=reasons_against(readiness, confirms_missing=True),
            form=form,
            is_open=self.period.state == PeriodState.OPEN,
        )
