"""Who keeps the figures of a unit, and who reads them: predicates without side effects."""

from units.enums import UnitRole
from units.lineage import acting_units
from units.models import Unit
from units.querysets import UnitQuerySet
from units.rules import is_office

READERS = (UnitRole.OFFICER, UnitRole.LEADER)


def units_kept_by(user) -> UnitQuerySet:
    """Return the units whose figures an account keeps: the Office all, officers their own.

    The predecessors of a unit are its own here: somebody must be able to mend their last figures.
    """
    return _units(user, UnitRole.OFFICER)


def units_read_by(user) -> UnitQuerySet:
    """Return the units whose figures an account reads in the admin; leaders read their own."""
    return _units(user, *READERS)


def keeps_figures(user) -> bool:
    """Tell whether an account keeps the figures of any unit; no query beyond the roles."""
    return is_office(user) or bool(acting_units(user, UnitRole.OFFICER))


def reads_figures(user) -> bool:
    """Tell whether an account reads the figures of any unit; no query beyond the roles."""
    return is_office(user) or bool(acting_units(user, *READERS))


def _units(user, *roles: UnitRole) -> UnitQuerySet:
    units = Unit.objects.all()
    return units if is_office(user) else units.filter(pk__in=acting_units(user, *roles))
