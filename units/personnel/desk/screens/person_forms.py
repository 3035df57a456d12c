"""Forms about a person: adding, changing, the account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import rules
from ...models import Person
from ...services.linking import set_account
from ...services.people import PersonDetails, change_person, make_person
from ...services.photos import remove_photo, set_photo
from ...services.refusals import PersonnelRefused
from ..forms import AccountForm, PersonForm
from .base import Done, FormScreen, UnitOfQuery, initial_of, people_crumb, titled
from .people import person_or_404

DETAILS = ("last_name", "first_name", "email", "phone", "is_public", "shows_contact")


class PhotoScreen(FormScreen):
    """A form that may bring a photo."""

    template_name = "personnel/desk/person_form.html"

    def _show(self, form, **kwargs: Any) -> HttpResponse:
        """Say which file must be chosen again when the form comes back."""
        if form.is_bound:
            form.ask_for_file_again()
        return super()._show(form, **kwargs)

    def store_photo(self, form, person: Person) -> None:
        """Put the photo of the form in its place. Raises `PersonnelRefused`."""
        upload = form.cleaned_data.get("photo")
        try:
            if upload:
                set_photo(person_id=person.pk, upload=upload, by=self.request.user)
            elif form.cleaned_data.get("removes_photo"):
                remove_photo(person_id=person.pk, by=self.request.user)
        except ValidationError as error:
            raise PersonnelRefused(" ".join(error.messages), field="photo") from error


def details_of(form) -> PersonDetails:
    """Return what a form says of a person."""
    return PersonDetails(**{name: form.cleaned_data[name] for name in DETAILS})


class PersonAddView(UnitOfQuery, PhotoScreen):
    """Adds a person to a unit's books."""

    page_title = gettext_lazy("Add a person")
    submit_label = gettext_lazy("Add")

    def get_page_subtitle(self) -> str:
        """Say what is done in which unit."""
        return titled(self.page_title, self.unit)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [people_crumb()]

    def get(self, request, **kwargs: Any) -> HttpResponse:
        """Show the form, or the units to choose from."""
        if self.unit is None:
            self.template_name = "personnel/desk/units.html"
            return self.answer(units=self.units)
        return super().get(request, **kwargs)

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Add the person; without a unit there is nothing to add to."""
        return super().post(request, **kwargs) if self.unit else self.get(request)

    def build(self, data: Any = None, files: Any = None) -> PersonForm:
        """Return the form."""
        return PersonForm(data, files)

    @transaction.atomic
    def save(self, form) -> Done:
        """Add the person with the photo, both or neither."""
        if self.unit is None:
            raise Http404
        is_namesake = form.cleaned_data.get("is_namesake", False)
        person = make_person(
            unit=self.unit, details=details_of(form), by=self.request.user, is_namesake=is_namesake
        )
        self.store_photo(form, person)
        text = _("%(name)s is on the books. Enter the posts now.") % {"name": person.full_name}
        return text, reverse("person_show", args=[person.pk])


class KeptPerson:
    """Finds the person of the address among those whom the account keeps."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> Person:
        """Return the person. Raises `Http404`."""
        return person_or_404(rules.people_kept(self.request.user), self.kwargs["person_id"])

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the person."""
        return [people_crumb(), (reverse("person_show", args=[self.person.pk]), str(self.person))]

    def get_page_subtitle(self) -> str:
        """Say what is done with whom."""
        return f"{self.page_title}: {self.person}"  # type: ignore[attr-defined]

    def fresh(self) -> Person:
        """Return the person as it stands now, whatever was read before."""
        return Person.objects.select_related("unit").get(pk=self.person.pk)


class PersonChangeView(KeptPerson, PhotoScreen):
    """Changes what is kept of a person."""

    page_title = gettext_lazy("Change details")

    def build(self, data: Any = None, files: Any = None) -> PersonForm:
        """Return the form with what is kept now."""
        person = self.fresh()
        return PersonForm(data, files, person=person, initial=initial_of(person, DETAILS))

    @transaction.atomic
    def save(self, form) -> Done:
        """Change details and photo, both or neither."""
        values = form.cleaned_data
        person = change_person(
            person_id=self.person.pk,
            details=details_of(form),
            by=self.request.user,
            seen=values["seen"],
            with_photo=bool(values.get("photo") or values.get("removes_photo")),
        )
        self.store_photo(form, person)
        text = _("The details of %(name)s are saved.") % {"name": person.full_name}
        return text, reverse("person_show", args=[person.pk])


class PersonAccountView(KeptPerson, FormScreen):
    """Links an account, and keeps it on purpose."""

    page_title = gettext_lazy("Account")
    note = gettext_lazy(
        "A linked account ends the day after the last appointment: it is closed, or loses its "
        "roles in this unit if it works elsewhere too. The unit's administrators are told."
    )

    def build(self, data: Any = None, files: Any = None) -> AccountForm:
        """Return the form with the present link."""
        person = self.fresh()
        initial = initial_of(person, ("account",)) | {
            "is_kept": person.account_is_kept,
            "reason": person.account_kept_reason,
        }
        return AccountForm(data, files, person=person, initial=initial)

    def save(self, form) -> Done:
        """Link, keep or take the link away."""
        values = form.cleaned_data
        account = values["account"]
        person = set_account(
            person_id=self.person.pk,
            account_id=account.pk if account else None,
            is_kept=values["is_kept"],
            reason=values["reason"],
            by=self.request.user,
            now=self.now,
            seen=values["seen"],
        )
        text = _("The account of %(name)s is saved.") % {"name": person.full_name}
        return text, reverse("person_show", args=[person.pk])
