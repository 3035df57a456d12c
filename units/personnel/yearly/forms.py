"""Forms of figures: one unit's year, what a table is narrowed by, the workbook to take over."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from core.workbooks import CONTENT_TYPE
from units.enums import UnitKind

from ..models import YearlyFigure
from ..models.figures import FIRST_YEAR
from .checks import (
    LONGEST_SOURCE,
    NAMES,
    NUMBERS,
    Figures,
    figures_of,
    grouped,
    number_label,
    words_of,
)
from .importing import limits
from .importing.cells import Unreadable, read_number


class NumberField(django_forms.CharField):
    """A whole number as people write it: 1234, 1.234 or 1 234; empty is not known."""

    def clean(self, value: Any) -> Any:
        """Return the number or None. Raises `ValidationError`."""
        try:
            return read_number(super().clean(value))
        except Unreadable as error:
            raise ValidationError(f"{error.wrong} {error.mend}") from error


def _number_field(name: str) -> NumberField:
    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    return NumberField(
        required=False,
        max_length=20,
        empty_value=None,
        widget=django_forms.TextInput(attrs=attrs),
    )


class FiguresForm(django_forms.Form):
    """The figures of one year; `seen` is the version that was shown."""

    year = django_forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR)
    grassroots_unions = _number_field("grassroots_unions")
    members = _number_field("members")
    enterprises = _number_field("enterprises")
    full_time_officers = _number_field("full_time_officers")
    counted_on = django_forms.DateField(
        label=_("Counted on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Empty: 31 December of the year."),
    )
    source = django_forms.CharField(
        label=_("Source"),
        max_length=LONGEST_SOURCE,
        required=False,
        help_text=_("Such as the report from which the numbers are."),
    )
    seen = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)
    confirmed = django_forms.BooleanField(
        label=_("I have looked these numbers up again: they are right."), required=False
    )

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_unlikely = False
        self.stored: YearlyFigure | None = None
        self.stands: list[tuple[str, str]] = []
        for name in NUMBERS:
            self.fields[name].label = number_label(name)
        if year is not None:
            del self.fields["year"]

    @property
    def figures(self) -> Figures:
        """Return what was written, once it is valid."""
        data = self.cleaned_data
        names = (*NUMBERS, "counted_on", "source")
        return Figures(**{name: data[name] for name in names})

    @property
    def written_fields(self) -> list[django_forms.BoundField]:
        """Return the fields to fill in, without the tick and what is hidden."""
        return [field for field in self.visible_fields() if field.name != "confirmed"]

    def compare(self, stored: YearlyFigure) -> None:
        """Show what stands there now where it differs; saving again overwrites it."""
        self.stored = stored
        typed, now = self.figures, figures_of(stored)
        self.stands = [
            (str(self.fields[name].label), words_of(getattr(now, name)))
            for name in NAMES
            if getattr(now, name) != getattr(typed, name)
        ]
        given: Any = self.data
        changed = given.copy()
        changed["seen"] = str(stored.version)
        self.data = changed

    def warn(self) -> None:
        """Offer the tick by which unlikely numbers are taken."""
        self.is_unlikely = True


def initial_of(row: YearlyFigure | None) -> dict[str, Any]:
    """Return what a form of a stored year begins with."""
    if row is None:
        return {}
    numbers = {name: getattr(row, name) for name in NUMBERS}
    written = {name: "" if value is None else grouped(value) for name, value in numbers.items()}
    return written | {
        "counted_on": row.counted_on,
        "source": row.source,
        "seen": row.version,
    }


class TableForm(django_forms.Form):
    """A year and a kind of unit; what is missing or wrong is answered as if nothing were chosen."""

    year = django_forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    kind = django_forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=[("", _("All kinds")), *UnitKind.choices]
    )

    def __init__(self, data: Any, *, years: list[int], year: int) -> None:
        super().__init__({"year": str(year)} | {key: data[key] for key in data if data[key]})
        field: Any = self.fields["year"]
        field.choices, field.initial = [(one, str(one)) for one in years], year

    def chosen(self, name: str) -> Any:
        """Return a valid value, or what stands for none."""
        self.is_valid()
        return self.cleaned_data.get(name) or self.fields[name].initial or ""


class TemplateForm(django_forms.Form):
    """For which years a template has lines."""

    first = django_forms.TypedChoiceField(label=_("From year"), coerce=int)
    last = django_forms.TypedChoiceField(label=_("To year"), coerce=int)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        years = [(year, str(year)) for year in range(today.year, today.year - 20, -1)]
        for name in ("first", "last"):
            field: Any = self.fields[name]
            field.choices, field.initial = years, today.year - 1

    @property
    def years(self) -> list[int]:
        """Return the years asked for, in whichever order they were named."""
        first, last = sorted(self.cleaned_data[name] for name in ("first", "last"))
        return list(range(first, last + 1))


class UploadForm(django_forms.Form):
    """Takes a workbook; what is wrong inside it is said cell by cell."""

    file = django_forms.FileField(
        label=_("Workbook with figures"),
        widget=django_forms.FileInput(attrs={"accept": f".xlsx,{CONTENT_TYPE}"}),
        error_messages={
            "required": _("Choose a workbook (.xlsx) on your computer."),
            "empty": _("This file is empty. Save it in Excel and send it again."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "The template as you filled it in (.xlsx): at most %(size)s MB and %(rows)s lines."
        ) % {"size": limits.UPLOAD_BYTES // limits.MEGABYTE, "rows": grouped(limits.ROWS)}

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > limits.UPLOAD_BYTES:
            raise ValidationError(
                _("“%(name)s” is larger than %(size)s MB."),
                params={"name": file.name, "size": limits.UPLOAD_BYTES // limits.MEGABYTE},
            )
        return file
