"""One operation: its preview and confirmation, its report, and the way back."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from core.days import day_of

from ..enums import OperationState
from ..errors import PlanChanged, ReorganisationRefused
from ..promises import differences, promise_of
from ..queries import failures_of, kept_report, names_of
from ..report import Report
from ..services.applying import apply_plan
from ..services.planning import discard_plan
from ..services.previewing import preview
from ..services.undoing import undo_reorganisation, why_not_undone
from .base import OperationScreen

MOST_REASONS = 30


class OperationView(OperationScreen):
    """What would happen while it waits; what happened afterwards."""

    template = "reorganisation/admin/operation.html"

    def get(self, request, reorganisation_id: int) -> HttpResponse:
        """Show the preview or the report."""
        operation = self.operation
        context: dict[str, Any] = {"operation": operation, "names": names_of(operation)}
        if operation.is_held_back:
            context["failures"] = failures_of(operation)
        if operation.state != OperationState.PLANNED:
            return self.answer(report=kept_report(operation), **context)
        try:
            report = preview(operation=operation, user=request.user, now=self.now)
        except ReorganisationRefused as refusal:
            return self.answer(reasons=refusal.reasons, **context)
        if operation.is_confirmed:
            context["differing"] = differences(operation.promise, promise_of(report))
        return self.answer(
            report=report.as_data(),
            digest=report.digest(),
            clashes=_clashes(report),
            is_due=operation.effective_on <= day_of(self.now),
            **context,
        )


class ActionScreen(OperationScreen):
    """Something is done to an operation: it has an address of its own that only takes a POST."""

    http_method_names = ["post"]

    def back(self) -> HttpResponseRedirect:
        """Lead to the operation."""
        return redirect("reorganisation_show", self.operation.pk)


class ApplyView(ActionScreen):
    """Carry out what was looked at, or confirm it for its day."""

    def post(self, request, reorganisation_id: int) -> HttpResponse:
        """Do it, or say what stands against it."""
        digest = request.POST.get("digest", "")
        try:
            done = apply_plan(
                operation=self.operation, digest=digest, by=request.user, now=self.now
            )
        except ReorganisationRefused as refusal:
            show = messages.warning if isinstance(refusal, PlanChanged) else messages.error
            show(request, " ".join(refusal.reasons))
            return self.back()
        if done.state == OperationState.APPLIED:
            messages.success(request, _("The reorganisation is carried out."))
        else:
            messages.success(request, _("Confirmed. It is carried out at midnight of its day."))
        return self.back()


class DiscardView(ActionScreen):
    """Give up a plan."""

    def post(self, request, reorganisation_id: int) -> HttpResponse:
        """Do it, or say that it was carried out in the meantime."""
        try:
            discard_plan(operation=self.operation, by=request.user, now=self.now)
        except ReorganisationRefused as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return self.back()
        messages.success(request, _("The plan is discarded."))
        return redirect("reorganisations")


class UndoView(OperationScreen):
    """What stands against undoing, and the button where nothing does."""

    http_method_names = ["get", "post"]
    template = "reorganisation/admin/undo.html"

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the operation."""
        url = reverse("reorganisation_show", args=[self.operation.pk])
        return [*super().trail(), (url, str(self.operation))]

    def get_page_subtitle(self) -> str:
        """Say what this is about."""
        return str(_("Undo"))

    def get(self, request, reorganisation_id: int) -> HttpResponse:
        """Show what has changed since."""
        if self.operation.state != OperationState.APPLIED:
            return redirect("reorganisation_show", self.operation.pk)
        return self._show(why_not_undone(self.operation))

    def post(self, request, reorganisation_id: int) -> HttpResponse:
        """Undo it, or show what stands against it."""
        try:
            undo_reorganisation(operation=self.operation, by=request.user, now=self.now)
        except ReorganisationRefused as refusal:
            return self._show(refusal.reasons, status=409)
        messages.success(request, _("Everything is as it was before the reorganisation."))
        return redirect("reorganisation_show", self.operation.pk)

    def _show(self, reasons: list[str], status: int = 200) -> HttpResponse:
        return self.answer(
            status=status,
            operation=self.operation,
            names=names_of(self.operation),
            reasons=reasons[:MOST_REASONS],
            more=max(0, len(reasons) - MOST_REASONS),
        )


def _clashes(report: Report) -> list[str]:
    return [str(text) for text in report.clashes]
