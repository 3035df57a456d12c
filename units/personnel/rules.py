"""Who reads and who keeps the bodies and people of which unit."""

from django.db.models import QuerySet

from units.enums import UnitRole
from units.lineage import acting_units
from units.models import Unit
from units.rules import is_office, units_of

from .models import Appointment, Body, Person

KEEPERS = (UnitRole.OFFICER,)
READERS = (UnitRole.OFFICER, UnitRole.LEADER)
STAFFING_READERS = (*READERS, UnitRole.ADMINISTRATOR)


def keeps_people(user) -> bool:
    """Tell whether an account keeps bodies and people of any unit; no query of its own."""
    return is_office(user) or bool(units_of(user, *KEEPERS))


def reads_people(user) -> bool:
    """Tell whether an account reads bodies and people of any unit, internal ones too."""
    return is_office(user) or bool(units_of(user, *READERS))


def reads_staffing(user) -> bool:
    """Tell whether an account sees which units lack somebody, at least of its own unit."""
    return is_office(user) or bool(units_of(user, *STAFFING_READERS))


def units_kept(user) -> QuerySet[Unit]:
    """Return the units whose people an account keeps: own ones and their predecessors, or all."""
    return _units(user, *KEEPERS)


def units_read(user) -> QuerySet[Unit]:
    """Return the units whose people an account reads: own ones and their predecessors, or all."""
    return _units(user, *READERS)


def units_of_staffing(user) -> QuerySet[Unit]:
    """Return the units whose staffing an account sees: all at the Office, else its own."""
    units = Unit.objects.all()
    return units if is_office(user) else units.filter(pk__in=units_of(user, *STAFFING_READERS))


def people_kept(user) -> QuerySet[Person]:
    """Return the people whom an account keeps."""
    return _of(Person.objects.all(), "unit", user, KEEPERS)


def people_read(user) -> QuerySet[Person]:
    """Return the people of whom an account reads everything."""
    return _of(Person.objects.all(), "unit", user, READERS)


def bodies_kept(user) -> QuerySet[Body]:
    """Return the bodies that an account keeps."""
    return _of(Body.objects.all(), "unit", user, KEEPERS)


def appointments_kept(user) -> QuerySet[Appointment]:
    """Return the appointments that an account keeps."""
    return _of(Appointment.objects.all(), "person__unit", user, KEEPERS)


def _units(user, *roles: UnitRole) -> QuerySet[Unit]:
    units = Unit.objects.all()
    return units if is_office(user) else units.filter(pk__in=acting_units(user, *roles))


def _of(rows: QuerySet, path: str, user, roles: tuple[UnitRole, ...]) -> QuerySet:
    if is_office(user):
        return rows
    return rows.filter(**{f"{path}__in": acting_units(user, *roles)})
