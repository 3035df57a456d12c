"""Which units stand in the tables of quotas: those that existed in the weeks that are shown."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from articles.quotas.periods import sunday_of
from units.enums import UnitKind
from units.models import Unit

KIND_ORDER = {kind: position for position, kind in enumerate(UnitKind.values)}


def units_in(weeks: Sequence[date], *, kind: str = "") -> list[Unit]:
    """Return the units that existed on a day of `weeks`, by kind and name; one query."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=sunday_of(weeks[-1]))
    not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=weeks[0])
    units = Unit.objects.filter(begun & not_ended).order_by("sort_name")
    if kind:
        units = units.filter(kind=kind)
    return sorted(units, key=lambda unit: KIND_ORDER[unit.kind])
