"""Who makes polls, and whose: predicates without side effects."""

from django.db.models import Q, QuerySet

from units.enums import UnitKind, UnitRole
from units.lineage import acting_units
from units.models import Unit
from units.queries import active_units
from units.rules import is_voice_centre, units_of

from .models import CodeBatch, Poll


def edits_polls_of(user, unit_id: int | None) -> bool:
    """Tell whether an account makes the polls of a unit: its chief editors, and the centre.

    Those of a unit that has ended are looked after by its successor's.
    """
    return unit_id in led_units(user) or is_voice_centre(user)


def led_units(user) -> frozenset[int]:
    """Return the ids of the units whose polls an account makes, their predecessors among them."""
    return acting_units(user, UnitRole.CHIEF_EDITOR)


def makes_polls(user) -> bool:
    """Tell whether an account makes polls at all."""
    return is_voice_centre(user) or bool(units_of(user, UnitRole.CHIEF_EDITOR))


def units_for(user) -> QuerySet[Unit]:
    """Return the units of today for which an account makes polls."""
    if is_voice_centre(user):
        return active_units()
    return active_units().filter(pk__in=units_of(user, UnitRole.CHIEF_EDITOR))


def polls_for(user) -> QuerySet[Poll]:
    """Return the polls that an account makes and changes."""
    if is_voice_centre(user):
        return Poll.objects.all()
    return Poll.objects.filter(unit__in=led_units(user))


def polls_with_codes_for(user) -> QuerySet[Poll]:
    """Return the polls whose codes an account follows: its own, and those for its unit."""
    if is_voice_centre(user):
        return Poll.objects.all()
    own = led_units(user)
    with_codes = CodeBatch.objects.filter(unit__in=own).values("poll")
    return Poll.objects.filter(Q(unit__in=own) | Q(pk__in=with_codes))


def batches_for(user, poll: Poll) -> QuerySet[CodeBatch]:
    """Return the batches of a poll that an account sees: of its own unit, or all for the centre."""
    batches = CodeBatch.objects.filter(poll=poll)
    if is_voice_centre(user):
        return batches
    return batches.filter(unit__in=led_units(user))


def is_national(poll: Poll) -> bool:
    """Tell whether a poll is the Confederation's own, for all units."""
    return poll.unit.kind == UnitKind.CONFEDERATION
