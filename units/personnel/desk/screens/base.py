"""What all screens of people and bodies share: who opens them, one moment, forms that refuse."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from core.days import day_of
from units.models import Unit
from units.screens import GuardedScreen

from ... import rules
from ...services.locking import standing_of
from ...services.refusals import ChangedMeanwhile, PersonnelRefused
from ..forms import SeenForm

ROWS = 50
PEOPLE, BODIES = pgettext_lazy("personnel", "People"), gettext_lazy("Bodies")
# The message and where to go on.
Done = tuple[str, str]


class PersonnelScreen(GuardedScreen):
    """A screen of those who read people of a unit."""

    page_title: Any = PEOPLE
    header_icon = "group"

    def allowed(self, user) -> bool:
        """Let in officers and leaders of units, and the Office."""
        return rules.reads_people(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @cached_property
    def today(self) -> date:
        """Return the day of the portal's own clock."""
        return day_of(self.now)

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        context = self.get_context_data(**context)
        return render(self.request, self.template_name, context, status=status)


class FormScreen(PersonnelScreen):
    """A form with one button. A refusal is said, and nothing that was typed is lost."""

    http_method_names = ["get", "post"]
    template_name = "personnel/desk/form.html"
    submit_label: Any = gettext_lazy("Save")
    is_serious = False
    note: Any = ""

    def allowed(self, user) -> bool:
        """Let in officers of units, and the Office."""
        return rules.keeps_people(user)

    def build(self, data: Any = None, files: Any = None) -> SeenForm:
        """Return the form, with the data and files of a request when given."""
        raise NotImplementedError

    def save(self, form: SeenForm) -> Done:
        """Do it. Raises `PersonnelRefused`."""
        raise NotImplementedError

    def subject(self) -> Model | None:
        """Return the row that the form changes as it stands now, None where it makes one."""
        return None

    def back_url(self) -> str:
        """Return the way back without saving."""
        return self.trail()[-1][0]

    def get(self, request, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._show(self.build())

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Save, or show the form again with what is wrong and all that was typed."""
        form = self.build(request.POST, request.FILES)
        stands: list[tuple[str, str]] = []
        if form.is_valid():
            try:
                message, url = self.save(form)
            except PersonnelRefused as refusal:
                form.refuse(refusal)
                if isinstance(refusal, ChangedMeanwhile):
                    stands = self._meet_newer(form)
            else:
                messages.success(request, message)
                return redirect(url)
        return self._show(form, stands=stands, status=422)

    def _meet_newer(self, form: SeenForm) -> list[tuple[str, str]]:
        """Return how the fields stand now where that is not what was typed."""
        newer = self.build()
        form.see(str(newer["seen"].value()))
        return [
            (str(field.label), words_of(field))
            for field in newer.visible_fields()
            if field.name in form.cleaned_data
            and not isinstance(field.field, forms.FileField)
            and words_of(field) != words_of(form[field.name])
        ]

    def _show(self, form: SeenForm, *, stands: Any = (), status: int = 200) -> HttpResponse:
        return self.answer(
            status,
            form=form,
            media=form.media,
            stands=stands,
            submit_label=self.submit_label,
            is_serious=self.is_serious,
            note=self.note,
            back_url=self.back_url(),
        )


def initial_of(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the present values of a row for a form, with its standing."""
    return {name: getattr(row, name) for name in names} | {"seen": standing_of(row)}


def words_of(bound: forms.BoundField) -> str:
    """Return the value of a field as a person reads it."""
    value, field = bound.value(), bound.field
    if isinstance(field, forms.BooleanField):
        return _("yes") if field.clean(value) else _("no")
    if isinstance(field, forms.ModelChoiceField):
        row = value if isinstance(value, Model) else _row_of(field, value)
        return field.label_from_instance(row) if row is not None else "—"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(field.prepare_value(bound.form.fields[bound.name].widget.format_value(value)) or "—")


def _row_of(field: forms.ModelChoiceField, value: Any) -> Model | None:
    queryset = field.queryset
    return queryset.filter(pk=value).first() if queryset is not None and value else None


class UnitOfQuery:
    """Finds the unit of `?unit=CODE` among those for which the account may do this."""

    request: Any
    units_for: Callable[[Any], Any] = staticmethod(rules.units_kept)

    @cached_property
    def units(self) -> list[Unit]:
        """Return the units to choose from."""
        return list(self.units_for(self.request.user))

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


def titled(title: Any, unit: Unit | None) -> str:
    """Return what a screen is about, with the unit where one is chosen."""
    return f"{title}: {unit.short_name_vi}" if unit else str(title)


def page_of(rows, request, *, size: int = ROWS):
    """Return one page of rows; whatever is asked for, there is a page."""
    return WagtailPaginator(rows, size).get_page(request.GET.get("p"))


def people_crumb() -> tuple[str, str]:
    """Return address and name of the list of people."""
    return reverse("people_list"), str(PEOPLE)


def bodies_crumb(unit: Unit | None = None) -> tuple[str, str]:
    """Return address and name of the list of bodies, of a unit where one is given."""
    query = f"?unit={unit.code}" if unit else ""
    return reverse("body_list") + query, str(BODIES)
