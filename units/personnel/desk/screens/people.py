"""The list of people, the screen of one, and the history to print."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from units.models import Unit

from ... import rules
from ...models import Person
from ...queries import people_whose_posts_ended
from ..filters import PeopleFilterForm, find_ids
from ..rows import history_of, person_rows
from .base import PersonnelScreen, page_of, people_crumb

PHOTO = "fill-192x240"


class PeopleListView(PersonnelScreen):
    """People whom the account reads, sorted by given name."""

    template_name = "personnel/desk/people.html"

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)

    @cached_property
    def units(self) -> list[Unit]:
        """Return the units whose people the account reads."""
        return list(rules.units_read(self.request.user))

    @cached_property
    def form(self) -> PeopleFilterForm:
        """Return the filters of the address."""
        return PeopleFilterForm(self.request.GET, units=self.units, today=self.today)

    @cached_property
    def ids(self) -> list[int]:
        """Return the ids of the people who fit, in their order."""
        people = self.form.narrow(rules.people_read(self.request.user))
        return find_ids(people, self.form.words)

    def get(self, request) -> HttpResponse:
        """Show one page."""
        page = page_of(self.ids, request)
        keeps = rules.keeps_people(request.user)
        return self.answer(
            form=self.form,
            page_obj=page,
            total=len(self.ids),
            rows=person_rows(people_of(page.object_list), today=self.today),
            shows_unit=len(self.units) > 1,
            add_url=self._address("person_add") if keeps else "",
            bodies_url=self._address("body_list"),
            export_url=f"{reverse('people_export')}?{self.query}",
            query=self.query,
        )

    @property
    def query(self) -> str:
        """Return the filters of the address."""
        chosen = {name: self.request.GET.get(name, "") for name in self.form.fields}
        return urlencode({name: value for name, value in chosen.items() if value})

    def _address(self, name: str) -> str:
        code = self.request.GET.get("unit", "")
        known = code in {unit.code for unit in self.units}
        return reverse(name) + (f"?unit={code}" if known else "")


def people_of(ids: list[int]) -> list[Person]:
    """Return people in the order of their ids, with what a line names; one query."""
    people = Person.objects.select_related("unit", "account").in_bulk(ids)
    return [people[pk] for pk in ids]


class PersonScreen(PersonnelScreen):
    """A screen about one person; somebody of another unit does not exist here."""

    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> Person:
        """Return the person. Raises `Http404`."""
        return person_or_404(rules.people_read(self.request.user), self.kwargs["person_id"])

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [people_crumb()]

    def get_page_subtitle(self) -> str:
        """Name the person."""
        return self.person.full_name


class PersonView(PersonScreen):
    """What is kept of a person, and all posts."""

    template_name = "personnel/desk/person.html"

    def get(self, request, person_id: int) -> HttpResponse:
        """Show the person."""
        person = self.person
        return self.answer(
            person=person,
            photo=photo_of(person),
            history=history_of(person, today=self.today),
            keeps=rules.people_kept(request.user).filter(pk=person.pk).exists(),
            account_notice=self._account_notice(),
        )

    def _account_notice(self) -> str:
        """Return what is about to happen with the account; empty where nothing is."""
        person = self.person
        account = person.account
        if account is None or not account.is_active or person.account_is_kept:
            return ""
        if people_whose_posts_ended(self.today).filter(pk=person.pk).exists():
            return _(
                "All appointments have ended: the account ends at any moment. Enter the running "
                "appointment, or keep the account on purpose."
            )
        return ""


class PersonPrintView(PersonScreen):
    """The history of a person on paper: no menu, entries that were cancelled left out."""

    def get(self, request, person_id: int) -> HttpResponse:
        """Show the sheet."""
        rows = history_of(self.person, today=self.today)
        standing = [row for row in rows if row.state != "cancelled"]
        context = {
            "person": self.person,
            "photo": photo_of(self.person),
            "history": sorted(standing, key=lambda row: row.appointment.from_date, reverse=True),
            "today": self.today,
            "by": request.user.get_full_name() or request.user.get_username(),
        }
        return render(request, "personnel/desk/print.html", context)


def person_or_404(people, person_id: int) -> Person:
    """Return one of the people."""
    person = people.select_related("unit", "account", "photo").filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def photo_of(person: Person):
    """Return the photo in the size of the screen, None without one or where its file is gone."""
    if person.photo is None:
        return None
    try:
        return person.photo.get_rendition(PHOTO)
    except (SourceImageIOError, OSError):
        return None
