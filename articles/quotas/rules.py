"""Who reads whose quotas, and who grants exemptions: predicates without side effects."""

from units.enums import PortalRole
from units.gate.roles import DESKS, GateRole, is_open_to
from units.lineage import acting_units
from units.rules import is_portal_administrator, portal_roles

# The desks, their editors-in-chief (the Propaganda department is the thematic desk), the Office.
OVERSEERS = DESKS | {GateRole.EDITOR_IN_CHIEF, GateRole.OFFICE}
GRANTERS = {PortalRole.THEMATIC_DESK_HEAD.value, PortalRole.THEMATIC_EDITOR_IN_CHIEF.value}


def oversees_quotas(user) -> bool:
    """Tell whether `user` reads the figures of all units; no query beyond the roles."""
    return is_open_to(user, OVERSEERS)


def reads_quotas_of(user, unit_id: int) -> bool:
    """Tell whether `user` reads the figures of one unit: its members and those who see all.

    Members of what it became read those of its time.
    """
    return unit_id in acting_units(user) or oversees_quotas(user)


def grants_exemptions(user) -> bool:
    """Tell whether `user` grants exemptions: those who run the thematic desk for the Propaganda
    department, which by letter 1197/TLĐ, point 4, judges the units' work; and administrators."""
    return is_portal_administrator(user) or bool(GRANTERS & portal_roles(user))
