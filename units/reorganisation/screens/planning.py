"""First the kind, then the plan: two steps before the preview."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..enums import OperationKind
from ..errors import PlanRefused
from ..services.planning import plan_reorganisation
from .base import ReorganisationScreen
from .forms import NewUnitForm, PlanForm, new_place

EXPLAINED = {
    OperationKind.MERGE: _("Several units become one: a unit that goes on, or a new one."),
    OperationKind.SPLIT: _("One unit becomes at least two; one of these takes what is open."),
    OperationKind.REPLACE: _("Another unit takes the place of one, with all that is open."),
    OperationKind.RENAME: _(
        "A unit goes on under a new name and address; what was published keeps the old one."
    ),
    OperationKind.CLOSE: _("A unit ends and nobody follows; its records stay."),
}


class KindView(ReorganisationScreen):
    """What is to happen."""

    page_title = _("Plan a reorganisation")
    template = "reorganisation/admin/kinds.html"

    def get(self, request) -> HttpResponse:
        """Show the kinds."""
        kinds = [
            {"kind": kind.value, "label": kind.label, "text": EXPLAINED[kind]}
            for kind in OperationKind
        ]
        return self.answer(kinds=kinds)


class PlanView(ReorganisationScreen):
    """Which units, on which day, by which decision."""

    http_method_names = ["get", "post"]
    page_title = _("Plan a reorganisation")
    template = "reorganisation/admin/plan.html"

    @cached_property
    def kind(self) -> OperationKind:
        """Return the kind in the address. Raises `Http404`."""
        try:
            return OperationKind(self.kwargs["kind"])
        except ValueError as error:
            raise Http404 from error

    def get_page_subtitle(self) -> str:
        """Name the kind."""
        return str(self.kind.label)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the kinds."""
        return [*super().trail(), (reverse("reorganisation_new"), str(KindView.page_title))]

    def get(self, request, kind: str) -> HttpResponse:
        """Show the empty form."""
        return self._show(PlanForm(kind=self.kind), key=uuid4())

    def post(self, request, kind: str) -> HttpResponse:
        """Write the plan down, or show the form again with everything that was typed."""
        form = PlanForm(request.POST, kind=self.kind)
        described = {
            str(one.prefix): one for one in self._new_forms(form, request.POST) if one.is_described
        }
        key = _KeyForm(request.POST)
        # All forms are asked, so that all faults show at once.
        if not all(
            [key.is_valid(), form.is_valid(), *(one.is_valid() for one in described.values())]
        ):
            return self._show(form, key=key.cleaned_data.get("request_key") or uuid4(), status=422)
        try:
            operation = plan_reorganisation(
                plan=form.plan({place: one.new_unit() for place, one in described.items()}),
                by=request.user,
                now=self.now,
                request_key=key.cleaned_data["request_key"],
            )
        except PlanRefused as refusal:
            return self._show(
                form, key=key.cleaned_data["request_key"], reasons=refusal.reasons, status=422
            )
        return redirect("reorganisation_show", operation.pk)

    def _new_forms(self, form: PlanForm, data: Any = None) -> list[NewUnitForm]:
        return [NewUnitForm(data, prefix=new_place(place)) for place in range(form.makes_units)]

    def _show(
        self, form: PlanForm, *, key: Any, reasons: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        return self.answer(
            status=status,
            form=form,
            new_forms=self._new_forms(form, form.data if form.is_bound else None),
            request_key=key,
            reasons=reasons or [],
            text=EXPLAINED[self.kind],
        )


class _KeyForm(forms.Form):
    """The key by which a second click is known."""

    request_key = forms.UUIDField()
