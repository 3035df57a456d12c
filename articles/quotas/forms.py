"""What the tables of quotas are narrowed by, and the form of an exemption."""

from datetime import date, datetime
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from articles.models import QuotaRule
from articles.quotas.periods import EARLIEST, this_year
from articles.quotas.tallies import Measure
from core.weeks import monday_of, week_of
from units.enums import UnitKind
from units.models import Unit

MEASURES = [(Measure.SENT.value, _("Sent")), (Measure.USED.value, _("Used"))]


class ChoiceForm(django_forms.Form):
    """A form of an address: what is missing or wrong is answered as if nothing were chosen."""

    kind = django_forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=[("", _("All kinds")), *UnitKind.choices]
    )

    def chosen(self, name: str) -> Any:
        """Return a valid value, or what stands for none."""
        self.is_valid()
        return self.cleaned_data.get(name) or self.fields[name].initial or ""


class YearForm(ChoiceForm):
    """A year of the first quota or later."""

    year = django_forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)

    def __init__(self, data: Any, *, now: datetime) -> None:
        years = years_offered(now)
        super().__init__(_with_defaults(data, year=str(years[0])))
        field: Any = self.fields["year"]
        field.choices, field.initial = [(year, str(year)) for year in years], years[0]

    field_order = ["year", "kind"]


class HeatMapForm(YearForm):
    """What the heat map counts, and whether it shows only who is behind."""

    measure = django_forms.ChoiceField(
        label=_("Count"), choices=MEASURES, required=False, initial=Measure.SENT.value
    )
    behind = django_forms.BooleanField(label=_("Only units that are behind"), required=False)

    field_order = ["year", "kind", "measure", "behind"]


class WeekForm(ChoiceForm):
    """A week that has begun, named by any of its days."""

    week = django_forms.DateField(
        label=_("A day of the week"), required=False, widget=AdminDateInput
    )

    def __init__(self, data: Any, *, now: datetime) -> None:
        self.this_week = week_of(now)
        super().__init__(_with_defaults(data, week=self.this_week))
        self.fields["week"].initial = self.this_week

    field_order = ["week", "kind"]

    def clean_week(self) -> date:
        """Turn a day into its Monday. Raises `ValidationError` for a week to come or long ago."""
        week = monday_of(self.cleaned_data["week"] or self.this_week)
        if week > self.this_week:
            raise ValidationError(_("This week has not begun yet."))
        if week < EARLIEST:
            raise ValidationError(_("There is nothing to show of so early a week."))
        return week


class ExemptionForm(WagtailAdminModelForm):
    """Takes any day of a week; one week is enough to type."""

    first_week = django_forms.DateField(
        label=_("First week"),
        widget=AdminDateInput,
        help_text=_("Any day of the week; its Monday is kept."),
    )
    last_week = django_forms.DateField(
        label=_("Last week"),
        widget=AdminDateInput,
        required=False,
        help_text=_("Empty: only the first week."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.order_by("sort_name")
        self.fields["unit"].empty_label = str(_("All units"))

    def clean_first_week(self) -> date:
        """Return the Monday."""
        return monday_of(self.cleaned_data["first_week"])

    def clean_last_week(self) -> date | None:
        """Return the Monday, of the first week where none is given."""
        last = self.cleaned_data["last_week"] or self.cleaned_data.get("first_week")
        return monday_of(last) if last else None


def years_offered(now: datetime) -> list[int]:
    """Return the years from the present one back to that of the first rule; one query."""
    this = this_year(now)
    first = QuotaRule.objects.order_by("valid_from").values_list("valid_from", flat=True).first()
    return list(range(this, min(first.year if first else this, this) - 1, -1))


def _with_defaults(data: Any, **defaults: Any) -> dict[str, Any]:
    """Return the values of an address, each given once, so that the form shows what counts."""
    return defaults | {name: data[name] for name in data}
