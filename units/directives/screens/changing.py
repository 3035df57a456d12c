"""What the Office changes of a directive that is out: what it says, and who gets it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ..choices import deadline_hints
from ..enums import DirectiveState
from ..errors import DirectiveRefused
from ..forms import AddUnitsForm, ChangeForm
from ..services.changing import change_directive
from ..services.sending import add_units
from .base import OneDirectiveScreen


class SentDirectiveScreen(OneDirectiveScreen):
    """A screen about a directive that is out; others have none."""

    what = gettext_lazy("Change it and send it anew")

    def allowed(self, user) -> bool:
        """Let in the Office while the directive is out."""
        return super().allowed(user) and self.directive.state == DirectiveState.SENT

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the directive."""
        return [*super().trail(), self.crumb()]

    def get_page_subtitle(self) -> str:
        """Say what is done here."""
        return str(self.what)


class ChangeView(SentDirectiveScreen):
    """Sends a new version, which every unit acknowledges anew."""

    template = "directives/change.html"

    def get(self, request, directive_id: int) -> HttpResponse:
        """Show the directive as it is."""
        directive = self.directive
        initial = {name: getattr(directive, name) for name in ("title", "task", "deadline")}
        initial |= {"document": directive.document_id, "number": directive.current}
        return self._show(ChangeForm(initial=initial))

    def post(self, request, directive_id: int) -> HttpResponse:
        """Send the new version, or say why not; what was typed stays."""
        if request.POST.get("do") == "find":
            return self._show(ChangeForm(initial=request.POST.dict()))
        form = ChangeForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        values = {name: value for name, value in form.cleaned_data.items() if name != "find"}
        try:
            change_directive(
                directive_id=self.directive.pk, user=request.user, now=self.now, **values
            )
        except DirectiveRefused as refusal:
            form.add_error(None, str(refusal))
            self._see_again(form)
            return self._show(form, status=422)
        messages.success(request, _("The change is sent; every unit acknowledges anew."))
        return redirect("directive_show", self.directive.pk)

    def _see_again(self, form: ChangeForm) -> None:
        self.__dict__.pop("directive", None)
        data = self.request.POST.copy()
        data["number"] = str(self.directive.current)
        form.data = data

    def _show(self, form: ChangeForm, status: int = 200) -> HttpResponse:
        return self.answer(
            status=status,
            form=form,
            media=form.media,
            directive=self.directive,
            hints=deadline_hints(today=self.today),
        )


class AddUnitsView(SentDirectiveScreen):
    """Sends a directive to further units."""

    template = "directives/add_units.html"
    what = gettext_lazy("Add units")

    def get(self, request, directive_id: int) -> HttpResponse:
        """Show the choice."""
        return self._show(AddUnitsForm(today=self.today))

    def post(self, request, directive_id: int) -> HttpResponse:
        """Send to those chosen that do not have it."""
        form = AddUnitsForm(request.POST, today=self.today)
        if not form.is_valid():
            return self._show(form, status=422)
        values = form.cleaned_data
        try:
            count = add_units(
                directive_id=self.directive.pk,
                kinds=values["kinds"],
                unit_ids=values["units"],
                must_answer=values["must_answer"],
                user=request.user,
                now=self.now,
            )
        except DirectiveRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form, status=422)
        text = ngettext("Sent to %(count)s more unit.", "Sent to %(count)s more units.", count)
        messages.success(request, text % {"count": count})
        return redirect("directive_show", self.directive.pk)

    def _show(self, form: AddUnitsForm, status: int = 200) -> HttpResponse:
        have = set(self.directive.receipts.values_list("unit", flat=True))
        return self.answer(status=status, form=form, directive=self.directive, have=have)
