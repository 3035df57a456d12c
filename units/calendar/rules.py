"""Who keeps the calendar of working days."""

from units.enums import PortalRole
from units.gate.roles import VOICE_CENTRE, GateRole, is_open_to

CALENDAR_KEEPERS = VOICE_CENTRE | {GateRole.OFFICE}
KEEPERS = {PortalRole.OFFICE.value, PortalRole.VOICE_CENTRE.value}


def keeps_calendar(user) -> bool:
    """Tell whether `user` changes working days: the Office, the centre, portal administrators."""
    return is_open_to(user, CALENDAR_KEEPERS)
