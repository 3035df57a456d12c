"""Forms about appointments: making, ending, mending, cancelling."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import rules
from ...models import Appointment, Body, Person
from ...queries import lasts_until
from ...services.appointments import (
    appoint,
    cancel_appointment,
    change_appointment,
    end_appointment,
)
from ..forms import AppointForm, CancelForm, ChangeAppointmentForm, EndAppointmentForm
from .base import Done, FormScreen, bodies_crumb, initial_of, people_crumb
from .bodies import body_or_404
from .person_forms import KeptPerson


class AppointScreen(FormScreen):
    """Makes an appointment."""

    page_title = gettext_lazy("Appoint")
    submit_label = gettext_lazy("Appoint")

    def initial(self) -> dict[str, Any]:
        """Take post and body of the address, where one came from a vacancy."""
        return {name: self.request.GET.get(name) for name in ("position", "body")}

    def bodies(self, unit_id: int):
        """Return the bodies of a unit that have not ended."""
        bodies = Body.objects.filter(unit=unit_id)
        return bodies.exclude(valid_to__lt=self.today)

    def save(self, form) -> Done:
        """Appoint."""
        appointment = appoint(**form.entry, by=self.request.user, now=self.now)
        values = {"name": appointment.person.full_name, "post": appointment.position.name}
        text = _("%(name)s is appointed: %(post)s.") % values
        return text, reverse("person_show", args=[appointment.person_id])


class PersonAppointView(KeptPerson, AppointScreen):
    """Puts a person into a post."""

    def build(self, data: Any = None, files: Any = None) -> AppointForm:
        """Offer the bodies of the person's unit."""
        bodies = self.bodies(self.person.unit_id)
        return AppointForm(data, files, person=self.person, bodies=bodies, initial=self.initial())


class BodyAppointView(AppointScreen):
    """Puts somebody of the unit into a post of a body."""

    @cached_property
    def body(self) -> Body:
        """Return the body. Raises `Http404`."""
        return body_or_404(self.request.user, self.kwargs["body_id"])

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the bodies of the unit."""
        return [bodies_crumb(self.body.unit)]

    def get_page_subtitle(self) -> str:
        """Say into which body."""
        return f"{self.page_title}: {self.body.name}"

    def build(self, data: Any = None, files: Any = None) -> AppointForm:
        """Offer the people of the body's unit."""
        people = Person.objects.filter(unit=self.body.unit_id)
        return AppointForm(data, files, people=people, body=self.body, initial=self.initial())


class AppointmentScreen(FormScreen):
    """A form about one appointment; that of another unit does not exist here."""

    @cached_property
    def appointment(self) -> Appointment:
        """Return the appointment. Raises `Http404`."""
        rows = rules.appointments_kept(self.request.user)
        rows = rows.select_related("person__account", "position", "body")
        found = rows.filter(pk=self.kwargs["appointment_id"]).first()
        if found is None:
            raise Http404
        return found

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the person."""
        person = self.appointment.person
        return [people_crumb(), (reverse("person_show", args=[person.pk]), str(person))]

    def get_page_subtitle(self) -> str:
        """Say what is done with which post of whom."""
        one = self.appointment
        return f"{self.page_title}: {one.person} · {one.position.name} · {one.body.name}"

    def initial(self, *names: str) -> dict[str, Any]:
        """Return the values of the appointment as it stands now."""
        return initial_of(Appointment.objects.get(pk=self.appointment.pk), names)

    def what(self) -> dict[str, Any]:
        """Return the arguments that all services take."""
        return {"appointment_id": self.appointment.pk, "by": self.request.user, "now": self.now}

    def done(self, message: str) -> Done:
        """Return to the person."""
        return message, reverse("person_show", args=[self.appointment.person_id])

    @property
    def note(self) -> str:  # type: ignore[override]
        """Say what becomes of the account where this is the last appointment."""
        person = self.appointment.person
        account = person.account
        if account is None or not account.is_active or person.account_is_kept:
            return ""
        others = person.appointments.filter(lasts_until(self.today))
        if others.exclude(pk=self.appointment.pk).exists():
            return ""
        return _(
            "This is the only running appointment of %(name)s: the account ends the day after it, "
            "unless it is kept on purpose."
        ) % {"name": person.full_name}


class EndAppointmentView(AppointmentScreen):
    """Sets the last day."""

    page_title = gettext_lazy("End the appointment")
    submit_label = gettext_lazy("End")

    def build(self, data: Any = None, files: Any = None) -> EndAppointmentForm:
        """Propose the end that is known, else today."""
        initial = self.initial("to_date", "end_reason")
        initial |= {"last_day": initial["to_date"] or self.today, "reason": initial["end_reason"]}
        return EndAppointmentForm(data, files, initial=initial)

    def save(self, form) -> Done:
        """End."""
        end_appointment(**self.what(), **form.cleaned_data)
        return self.done(_("The last day is saved."))


class ChangeAppointmentView(AppointmentScreen):
    """Mends decision and acting flag."""

    page_title = gettext_lazy("Mend the entry")
    note = gettext_lazy(  # type: ignore[assignment]
        "Post, body and days are not changed: end the appointment and make a new one, or cancel an "
        "entry that was wrong from the start."
    )

    def build(self, data: Any = None, files: Any = None) -> ChangeAppointmentForm:
        """Return the form with the present values."""
        return ChangeAppointmentForm(data, files, initial=self.initial("decision", "is_acting"))

    def save(self, form) -> Done:
        """Change."""
        change_appointment(**self.what(), **form.cleaned_data)
        return self.done(_("The entry is saved."))


class CancelAppointmentView(AppointmentScreen):
    """Takes back a mistaken entry."""

    page_title = gettext_lazy("Cancel the entry")
    submit_label = gettext_lazy("Cancel the entry")
    is_serious = True

    def build(self, data: Any = None, files: Any = None) -> CancelForm:
        """Return the form."""
        return CancelForm(data, files, initial=self.initial())

    def save(self, form) -> Done:
        """Cancel."""
        cancel_appointment(**self.what(), **form.cleaned_data)
        return self.done(_("The entry is cancelled; it stays on record."))
