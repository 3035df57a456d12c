"""Forms of budgets: which year is shown, and one desk's month."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.royalties.screens.base import portal_today
from core.money import grouped

GROUPED = re.compile(r"\d+|\d{1,3}([. \N{NO-BREAK SPACE}]\d{3})+")
GREATEST = 10**15


class DongField(forms.IntegerField):
    """Whole đồng, with points or spaces between the thousands or without."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": GREATEST} | kwargs)

    def to_python(self, value: Any) -> int | None:
        """Read an amount; points only where thousands end."""
        if isinstance(value, str) and (text := value.strip()):
            if not GROUPED.fullmatch(text):
                raise ValidationError(_("Write whole đồng, such as 50.000.000."))
            value = re.sub(r"\D", "", text)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show an amount with points; what was typed stays as it was typed."""
        return grouped(value) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out the limits of a number field: this one holds text."""
        return {}


class BudgetForm(forms.Form):
    """One desk's month."""

    amount = DongField(label=_("Budget (đồng)"))
    warn_percent = forms.IntegerField(
        label=_("Warning from (%)"), min_value=1, max_value=100, initial=80
    )
    stops = forms.BooleanField(
        label=_("Stop at the limit"),
        required=False,
        initial=True,
        help_text=_("No statement is drawn up or approved beyond it."),
    )


class YearForm(forms.Form):
    """Which year is shown."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = portal_today().year
        field = cast(forms.TypedChoiceField, self.fields["year"])
        field.choices = [(year, str(year)) for year in range(this + 1, this - 5, -1)]
