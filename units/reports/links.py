"""Where a reader of a figure may go: no link is shown that would answer 404."""

from collections.abc import Callable

from django.urls import Resolver404, resolve, reverse

from units.gate.roles import GateRole, gate_roles
from units.gate.table import roles_for
from units.lineage import successors_of
from units.rules import is_portal_administrator, unit_roles

# Those who see the rows of all units. A desk sees some: whether this one is known by a query only.
OF_ALL = {GateRole.PROPAGANDA, GateRole.OFFICE, GateRole.VOICE_CENTRE}


def may_follow(user, unit_id: int) -> Callable[[str], bool]:
    """Return what tells whether an account opens the address of a record of a unit; no query.

    A record belongs to its unit: a role in another unit opens nothing here.
    """
    roles = _roles_towards(user, unit_id)
    admin = reverse("wagtailadmin_home")

    def check(url: str) -> bool:
        if not url.startswith(admin):
            return bool(url)
        return is_portal_administrator(user) or bool(_roles_of(url) & roles)

    return check


def _roles_towards(user, unit_id: int) -> frozenset[GateRole]:
    units = {unit_id} | successors_of(unit_id)
    in_unit = {GateRole(role) for unit, role in unit_roles(user) if unit in units}
    return frozenset(in_unit | (gate_roles(user) & OF_ALL))


def _roles_of(url: str) -> frozenset[GateRole]:
    try:
        name = resolve(url.split("?")[0].split("#")[0]).view_name
    except Resolver404:
        return frozenset()
    return roles_for(name) or frozenset()
