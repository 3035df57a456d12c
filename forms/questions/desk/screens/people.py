"""What follows people: handing all of an officer over, and who read which contact."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from units.enums import UnitRole
from units.models import Unit
from units.rules import units_of

from ... import rules
from ...errors import QuestionRefused
from ...models import ContactReading, Question
from ...services.officers import resend_all
from ..forms import ResendForm
from .base import QuestionScreen, list_crumb, page_of


class ResendView(QuestionScreen):
    """Gives every open question of an officer to another of the same unit."""

    page_title = _("When an officer leaves")
    template_name = "questions/desk/resend.html"

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [list_crumb()]

    @cached_property
    def units(self) -> list[Unit]:
        """Return the units in which the account may do so: its own, or those with officers."""
        user = self.request.user
        if not rules.is_voice_centre(user):
            return list(Unit.objects.filter(pk__in=units_of(user, UnitRole.RESPONDENT)))
        busy = Question.objects.open().filter(officer__isnull=False).values("unit")
        return list(Unit.objects.filter(pk__in=busy))

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit of the address, else the only one; one that is not open is 404."""
        code = self.request.GET.get("unit", "")
        if not code:
            return self.units[0] if len(self.units) == 1 else None
        for unit in self.units:
            if unit.code == code:
                return unit
        raise Http404

    def get(self, request) -> HttpResponse:
        """Show the form of a unit, or the units to choose from."""
        return self._answer(ResendForm(unit=self.unit) if self.unit else None)

    def post(self, request) -> HttpResponse:
        """Hand over; what was chosen stays when it is refused."""
        if self.unit is None:
            raise Http404
        form = ResendForm(request.POST, unit=self.unit)
        if not form.is_valid():
            return self._answer(form)
        try:
            count = resend_all(unit=self.unit, user=request.user, now=self.now, **form.cleaned_data)
        except QuestionRefused as refusal:
            form.add_error(None, str(refusal))
            return self._answer(form)
        text = ngettext(
            "%(count)s question was handed over.", "%(count)s questions were handed over.", count
        )
        messages.success(request, text % {"count": count})
        return redirect(f"{reverse('question_list')}?tab=all")

    def _answer(self, form: ResendForm | None) -> HttpResponse:
        context = self.get_context_data(form=form, unit=self.unit, units=self.units)
        return render(self.request, self.template_name, context)


class ReadingsView(QuestionScreen):
    """Who read how to reach an asker, when and for what; for the centre."""

    page_title = _("Who read contacts")
    template_name = "questions/desk/readings.html"
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Let in the centre."""
        return rules.is_voice_centre(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [list_crumb()]

    def get(self, request) -> HttpResponse:
        """Show the newest readings."""
        readings = ContactReading.objects.select_related("reader", "unit", "question")
        context = self.get_context_data(page_obj=page_of(readings, request))
        return render(request, self.template_name, context)
