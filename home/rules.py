"""Who fills which part of the front page; everybody of the desks reads all of it."""

from articles.enums import DeskCode
from articles.models import Desk
from articles.rules import works_at_desk
from home.zones import DESK_ZONES, OFFICE_ZONES, Zone
from units.enums import PortalRole
from units.rules import portal_roles


def zones_of(user) -> list[Zone]:
    """Return the zones that an active account fills: its desks', and the Office's."""
    zones = {
        zone
        for desk in Desk.objects.all()
        if works_at_desk(user, desk=desk)
        for zone in DESK_ZONES[DeskCode(desk.code)]
    }
    if PortalRole.OFFICE.value in portal_roles(user):
        zones |= set(OFFICE_ZONES)
    return [zone for zone in Zone if zone in zones]


def may_fill(user, zone: str) -> bool:
    """Tell whether an account places pieces in a zone."""
    return zone in zones_of(user)
