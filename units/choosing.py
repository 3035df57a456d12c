"""Units in choices of the admin: those that have ended are told by their last day."""

import django_filters
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from units.models import Unit
from units.queries import today


def unit_label(unit: Unit) -> str:
    """Return the name of a unit, with the last day of one that has ended; no query."""
    if unit.valid_to is None or not unit.has_ended_on(today()):
        return unit.name
    values = {"unit": unit.name, "day": date_format(unit.valid_to, "d/m/Y")}
    return _("%(unit)s (until %(day)s)") % values


class UnitChoiceField(forms.ModelChoiceField):
    """Offers units by their label."""

    def label_from_instance(self, obj: Unit) -> str:
        """Name one of them."""
        return unit_label(obj)


class _FilterField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, obj: Unit) -> str:
        return unit_label(obj)


class UnitFilter(django_filters.ModelChoiceFilter):
    """Narrows a list by a unit."""

    field_class = _FilterField
