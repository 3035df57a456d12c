"""Whom a directive is for: kinds of unit and single units, as far as they exist on a day."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Q

from units.enums import UnitKind
from units.models import Unit
from units.querysets import UnitQuerySet

from .models import Directive

# The Confederation sends; it may still be chosen by name.
KINDS = [kind for kind in UnitKind if kind != UnitKind.CONFEDERATION]


def chosen_units(*, kinds: Collection[str], unit_ids: Collection[int], today: date) -> UnitQuerySet:
    """Return the units of some kinds and those chosen by name that exist on a day, each once."""
    wanted = Q(kind__in=kinds) | Q(pk__in=unit_ids)
    return Unit.objects.active_on(today).filter(wanted).order_by("sort_name")


def recipients_of(directive: Directive, *, today: date) -> list[Unit]:
    """Return the units to which a draft would be sent on a day; two queries."""
    unit_ids = directive.units.values_list("pk", flat=True)
    return list(chosen_units(kinds=directive.kinds, unit_ids=list(unit_ids), today=today))


def gone_units(directive: Directive, *, today: date) -> list[Unit]:
    """Return the units chosen by name that do not exist on a day."""
    return list(directive.units.exclude(pk__in=Unit.objects.active_on(today)))


def answering_ids(directive: Directive, units: Iterable[Unit]) -> set[int]:
    """Return the ids of those units that must answer: all, or the chosen ones."""
    units = list(units)
    if directive.must_answer:
        return {unit.pk for unit in units}
    chosen = set(directive.answering_units.values_list("pk", flat=True))
    return {
        unit.pk for unit in units if unit.kind in directive.answering_kinds or unit.pk in chosen
    }


def counts_by_kind(*, today: date) -> dict[str, int]:
    """Return how many units of each kind exist on a day."""
    rows = Unit.objects.active_on(today).order_by().values_list("kind")
    return dict(rows.annotate(count=Count("pk")))
