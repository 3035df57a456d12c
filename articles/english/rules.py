"""Who reads whose translations, and who works on them: predicates without side effects."""

from units.enums import UnitRole
from units.gate.roles import DESKS, GateRole, is_open_to
from units.lineage import acting_units
from units.rules import has_unit_role, is_portal_administrator

# The desks, their editors-in-chief and the Office read the figures of all units.
OVERSEERS = DESKS | {GateRole.EDITOR_IN_CHIEF, GateRole.OFFICE}
READERS = (UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)


def oversees_english(user) -> bool:
    """Tell whether `user` reads the figures of all units; no query beyond the roles."""
    return is_open_to(user, OVERSEERS)


def own_units(user) -> frozenset[int]:
    """Return the ids of the units for which `user` writes, and of those that became them."""
    return acting_units(user, *READERS)


def follows_english(user) -> bool:
    """Tell whether there is anything in the report for `user`."""
    return bool(own_units(user)) or oversees_english(user)


def reads_english_of(user, unit_id: int) -> bool:
    """Tell whether `user` reads the translations of one unit."""
    return unit_id in own_units(user) or oversees_english(user)


def translates_for(user, unit_id: int) -> bool:
    """Tell whether `user` begins, updates and sends translations of a unit.

    Its chief editors, whom the English side of the tree is open to, and portal administrators.
    """
    return is_portal_administrator(user) or has_unit_role(user, unit_id, UnitRole.CHIEF_EDITOR)
