"""Forms of voters' codes: how many, for whom, and lists of a unit's own."""

from typing import Any, cast

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import MendedCharField
from units.models import Unit

from ..code_lists import LARGEST_FILE, UnreadableList, rows_of_file, rows_of_text
from ..services.codes import LONGEST_LABEL, MOST_AT_ONCE
from .forms import KeyedForm

LONGEST_PASTE = 1_000_000


class BatchForm(KeyedForm):
    """For which unit a batch is, and its name."""

    unit = django_forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), empty_label=None
    )
    label = MendedCharField(
        label=_("Name of the batch"),
        max_length=LONGEST_LABEL,
        required=False,
        help_text=_("For yourself, such as “Workshop 2, morning shift”."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(django_forms.ModelChoiceField, self.fields["unit"])
        field.queryset = units.order_by("sort_name")
        if len(first := units.values_list("pk", flat=True)[:2]) == 1:
            field.widget, field.initial = django_forms.HiddenInput(), first[0]


class MakeCodesForm(BatchForm):
    """How many codes are made."""

    count = django_forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("One for each member who may vote, at most 20,000 at once."),
    )
    field_order = ["unit", "count", "label"]


class ImportCodesForm(BatchForm):
    """Codes that the unit has given out itself."""

    file = django_forms.FileField(
        label=_("Excel or CSV file"),
        required=False,
        help_text=_("Codes in the first column, one a row."),
    )
    text = django_forms.CharField(
        label=_("Or paste the codes, one a line"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=django_forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ["unit", "file", "text", "label"]

    def clean(self) -> dict[str, Any]:
        """Read the rows of the file, or of the field."""
        data = super().clean() or self.cleaned_data
        file, text = data.get("file"), data.get("text") or ""
        if bool(file) == bool(text.strip()) and not self.errors:
            raise ValidationError(gettext("Send a file or paste the codes: one of the two."))
        if self.errors:
            return data
        if file and file.size > LARGEST_FILE:
            raise ValidationError({"file": gettext("The file is larger than 2 MB.")})
        try:
            data["rows"] = rows_of_file(file.name, file.read()) if file else rows_of_text(text)
        except UnreadableList as refusal:
            raise ValidationError({"file" if file else "text": str(refusal)}) from refusal
        if not data["rows"]:
            raise ValidationError(gettext("There is no code in it."))
        if len(data["rows"]) > MOST_AT_ONCE:
            raise ValidationError(gettext("There are more than 20,000 codes in it."))
        return data


class UnitCountsForm(KeyedForm):
    """How many codes of a national poll each unit gets."""

    each = django_forms.IntegerField(
        label=_("The same number for every unit"),
        required=False,
        min_value=0,
        max_value=MOST_AT_ONCE,
        help_text=_("What stands beside a unit goes before it; 0 leaves a unit out."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(units.order_by("kind", "sort_name"))
        for unit in self.units:
            self.fields[f"unit_{unit.pk}"] = django_forms.IntegerField(
                label=unit.name, required=False, min_value=0, max_value=MOST_AT_ONCE
            )

    @property
    def unit_fields(self) -> list[Any]:
        """Return the fields of the units."""
        return [self[f"unit_{unit.pk}"] for unit in self.units]

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all and more than is made at once."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        total = sum(self.counts.values())
        if not 1 <= total <= MOST_AT_ONCE:
            text = gettext("This makes %(total)s codes. At once there can be 1 to 20,000.")
            raise ValidationError(text % {"total": total})
        return data

    @property
    def counts(self) -> dict[int, int]:
        """Return how many codes by unit; call it on a clean form only."""
        each = self.cleaned_data.get("each") or 0
        found = {unit.pk: self.cleaned_data.get(f"unit_{unit.pk}") for unit in self.units}
        counts = {pk: each if count is None else count for pk, count in found.items()}
        return {pk: count for pk, count in counts.items() if count}
