"""A directive before it is sent: what it says, whom it is for, and a look at who would get it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from units.enums import UnitKind
from units.models import Unit

from ..choices import deadline_hints
from ..enums import DirectiveState
from ..errors import DirectiveRefused
from ..forms import CHOSEN, DirectiveForm
from ..models import Directive
from ..recipients import chosen_units
from ..services.drafting import change_draft, create_directive
from ..wording import calendar_of, days_in_words
from .base import DirectiveScreen, OneDirectiveScreen


class FormScreen(DirectiveScreen):
    """What making and changing a draft share."""

    http_method_names = ["get", "post"]
    template = "directives/edit.html"
    directive: Directive | None

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Look for documents, show who would get it, or keep the draft."""
        form = DirectiveForm(request.POST, today=self.today)
        wanted = request.POST.get("do", "save")
        if wanted == "find":
            return self.show(self._unbound(form))
        if not form.is_valid():
            return self.show(form, status=422)
        if wanted == "preview":
            return self.show(form, preview=self._preview(form))
        try:
            directive = self.keep(form)
        except DirectiveRefused as refusal:
            form.add_error(None, str(refusal))
            self.see_again(form)
            return self.show(form, status=422)
        messages.success(request, _("The draft is kept. Look over it, then send it."))
        return redirect("directive_show", directive.pk)

    def keep(self, form: DirectiveForm) -> Directive:
        """Keep what the form says."""
        raise NotImplementedError

    def see_again(self, form: DirectiveForm) -> None:
        """Let a refused form go on from what is there now."""

    def show(
        self, form: DirectiveForm, *, preview: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        """Render the form."""
        return self.answer(
            status=status,
            form=form,
            media=form.media,
            preview=preview,
            hints=deadline_hints(today=self.today),
            directive=self.directive,
        )

    def _unbound(self, form: DirectiveForm) -> DirectiveForm:
        """Return the form with what was typed, without judging it yet."""
        names = {"kinds", "units", "answering_kinds", "answering_units"}
        values = {
            name: self.request.POST.getlist(name) if name in names else self.request.POST.get(name)
            for name in form.fields
        }
        return DirectiveForm(initial=values, today=self.today)

    def _preview(self, form: DirectiveForm) -> dict[str, Any]:
        draft = form.draft
        units = list(chosen_units(kinds=draft.kinds, unit_ids=draft.units, today=self.today))
        is_chosen = form.cleaned_data["who_answers"] == CHOSEN
        answering = [
            unit
            for unit in units
            if draft.must_answer
            or (
                is_chosen
                and (unit.kind in draft.answering_kinds or unit.pk in draft.answering_units)
            )
        ]
        deadline = None
        if draft.deadline:
            calendar = calendar_of([draft.deadline], today=self.today)
            deadline = days_in_words(draft.deadline, today=self.today, calendar=calendar)
        return preview_of(units, len(answering)) | {"deadline": deadline, "day": draft.deadline}


class NewView(FormScreen):
    """A new directive; `?document=` chooses the document."""

    page_title = gettext_lazy("New directive")
    directive = None

    def get(self, request) -> HttpResponse:
        """Show the empty form."""
        chosen = request.GET.get("document", "")
        initial = {"document": chosen} if chosen.isascii() and chosen.isdigit() else {}
        return self.show(DirectiveForm(initial=initial, today=self.today))

    def keep(self, form: DirectiveForm) -> Directive:
        """Make the draft."""
        key = form.cleaned_data["request_key"]
        user = self.request.user
        return create_directive(values=form.draft, request_key=key, user=user, now=self.now)


class EditView(FormScreen, OneDirectiveScreen):
    """A draft once more."""

    template = "directives/edit.html"

    @cached_property
    def directive(self) -> Directive:  # type: ignore[override]
        """Return the draft; what was sent is changed on another screen."""
        found = Directive.objects.filter(pk=self.kwargs["directive_id"]).first()
        if found is None or found.state != DirectiveState.DRAFT:
            raise Http404
        return found

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the directive."""
        return [*super().trail(), self.crumb()]

    def get_page_subtitle(self) -> str:
        """Say what is done here."""
        return _("Edit")

    def get(self, request, directive_id: int) -> HttpResponse:
        """Show the form as it was kept."""
        initial = DirectiveForm.initial_of(self.directive)
        return self.show(DirectiveForm(initial=initial, today=self.today))

    def keep(self, form: DirectiveForm) -> Directive:
        """Keep the draft anew."""
        return change_draft(
            directive_id=self.directive.pk,
            values=form.draft,
            version=form.cleaned_data["version"],
            user=self.request.user,
            now=self.now,
        )

    def see_again(self, form: DirectiveForm) -> None:
        """Go on from the draft as a colleague left it."""
        self.__dict__.pop("directive", None)
        data = self.request.POST.copy()
        data["version"] = str(self.directive.version)
        form.data = data


def preview_of(units: list[Unit], answering: int) -> dict[str, Any]:
    """Return how many units would get a directive, by kind, who they are, and who must answer."""
    by_kind: dict[str, int] = {}
    for unit in units:
        by_kind[unit.kind] = by_kind.get(unit.kind, 0) + 1
    kinds = [(UnitKind(kind).label, by_kind[kind]) for kind in UnitKind if kind in by_kind]
    return {"units": units, "count": len(units), "kinds": kinds, "answering": answering}
