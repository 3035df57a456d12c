"""What a desk is asked about the front page."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import FrontSlot

EARLIEST, LATEST = 2016, 2100


def moment_field(**options: Any) -> forms.DateTimeField:
    """Return a field for a day and a time in the portal's own time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    messages = {
        "required": _("Write a day and a time."),
        "invalid": _("Write a day and a time."),
    }
    return MomentField(widget=widget, error_messages=messages, **options)


class MomentField(forms.DateTimeField):
    """A moment within the years of the portal: others overflow in databases."""

    def clean(self, value: Any) -> datetime | None:
        """Return the moment, or refuse what no slot can have."""
        moment = super().clean(value)
        if moment is not None and not EARLIEST <= moment.year <= LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class MomentForm(forms.Form):
    """Asks for which language and moment the front page is shown; empty is now."""

    locale = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    at = moment_field(label=_("The front page at"), required=False)


class TimesForm(forms.Form):
    """Asks from when and until when a piece stands."""

    shown_from = moment_field(label=_("Shown from"))
    shown_until = moment_field(
        label=_("Shown until"), required=False, help_text=_("Empty: until somebody ends it.")
    )
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, slot: FrontSlot | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot = slot

    def clean_shown_from(self) -> datetime:
        """Keep the stored seconds where the minute was left as it was."""
        stored = self.slot.shown_from if self.slot else None
        return _unchanged(self.cleaned_data["shown_from"], stored)

    def clean_shown_until(self) -> datetime | None:
        """Keep the stored seconds where the minute was left as it was."""
        typed = self.cleaned_data["shown_until"]
        stored = self.slot.shown_until if self.slot else None
        return typed and _unchanged(typed, stored)


class PlaceForm(TimesForm):
    """Asks which piece stands where, from when and until when."""

    piece = forms.IntegerField(
        min_value=1,
        max_value=2_000_000_000,
        error_messages={
            "required": _("Choose a piece."),
            "invalid": _("Choose a piece."),
            "min_value": _("Choose a piece."),
            "max_value": _("Choose a piece."),
        },
    )


class OrderForm(forms.Form):
    """The ids of a zone's slots in their new order, and the version that was seen."""

    order = forms.RegexField(r"^\d{1,9}(,\d{1,9}){0,199}$")
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000)

    def clean_order(self) -> list[int]:
        """Return the ids."""
        return [int(part) for part in self.cleaned_data["order"].split(",")]


def _unchanged(typed: datetime, stored: datetime | None) -> datetime:
    if stored is None:
        return typed
    minute = timezone.localtime(stored).replace(second=0, microsecond=0)
    return stored if typed == minute else typed
