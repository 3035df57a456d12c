"""Roles as the gate sees them, read once per account object."""

from enum import Enum

from units.enums import PortalRole, UnitRole
from units.rules import portal_roles, unit_roles


class GateRole(Enum):
    """Who an address is open to; EVERYBODY needs no account, ACCOUNT any active one."""

    EVERYBODY = "everybody"
    ACCOUNT = "account"
    CONTRIBUTOR = "contributor"
    CHIEF_EDITOR = "chief_editor"
    RESPONDENT = "respondent"
    OFFICER = "officer"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    DESK = "desk"
    EDITOR_IN_CHIEF = "editor_in_chief"
    FINANCE = "finance"
    OFFICE = "office"
    PROPAGANDA = "propaganda"
    VOICE_CENTRE = "voice_centre"
    PORTAL_ADMINISTRATOR = "portal_administrator"


EVERYBODY = frozenset({GateRole.EVERYBODY})
ACCOUNTS = frozenset({GateRole.ACCOUNT})
PORTAL = frozenset({GateRole.PORTAL_ADMINISTRATOR})
CHIEFS = PORTAL | {GateRole.CHIEF_EDITOR}
WRITERS = CHIEFS | {GateRole.CONTRIBUTOR}
REVIEWERS = CHIEFS | {GateRole.DESK}
NEWSROOM = WRITERS | REVIEWERS
MEMBERS = WRITERS | {GateRole.ADMINISTRATOR}
DESKS = PORTAL | {GateRole.DESK}
ROYALTIES = DESKS | {GateRole.EDITOR_IN_CHIEF, GateRole.FINANCE}
FINANCE = PORTAL | {GateRole.FINANCE}
# Members' voice: those who answer for a unit, and the centre that checks for all.
VOICE_CENTRE = PORTAL | {GateRole.VOICE_CENTRE}
RESPONDENTS = VOICE_CENTRE | {GateRole.RESPONDENT}
VOICE_UNITS = RESPONDENTS | {GateRole.CHIEF_EDITOR}
# Executive information: the Office for all units, officers and leaders for theirs.
OFFICE = PORTAL | {GateRole.OFFICE}
OFFICERS = OFFICE | {GateRole.OFFICER}
EXECUTIVES = OFFICERS | {GateRole.LEADER}
# Half-year reports: the Propaganda department judges, units report.
PROPAGANDA = PORTAL | {GateRole.PROPAGANDA}
REPORTERS = PROPAGANDA | {GateRole.OFFICER, GateRole.LEADER}
NOBODY: frozenset[GateRole] = frozenset()

_OF_UNIT_ROLE = {
    UnitRole.CONTRIBUTOR.value: GateRole.CONTRIBUTOR,
    UnitRole.CHIEF_EDITOR.value: GateRole.CHIEF_EDITOR,
    UnitRole.RESPONDENT.value: GateRole.RESPONDENT,
    UnitRole.OFFICER.value: GateRole.OFFICER,
    UnitRole.LEADER.value: GateRole.LEADER,
    UnitRole.ADMINISTRATOR.value: GateRole.ADMINISTRATOR,
}
_OF_PORTAL_ROLE = {
    PortalRole.NEWS_DESK_EDITOR.value: GateRole.DESK,
    PortalRole.NEWS_DESK_HEAD.value: GateRole.DESK,
    PortalRole.THEMATIC_DESK_EDITOR.value: GateRole.DESK,
    PortalRole.THEMATIC_DESK_HEAD.value: GateRole.DESK,
    PortalRole.NEWS_EDITOR_IN_CHIEF.value: GateRole.EDITOR_IN_CHIEF,
    PortalRole.THEMATIC_EDITOR_IN_CHIEF.value: GateRole.EDITOR_IN_CHIEF,
    PortalRole.FINANCE.value: GateRole.FINANCE,
    PortalRole.OFFICE.value: GateRole.OFFICE,
    PortalRole.PROPAGANDA.value: GateRole.PROPAGANDA,
    PortalRole.VOICE_CENTRE.value: GateRole.VOICE_CENTRE,
    PortalRole.PORTAL_ADMINISTRATOR.value: GateRole.PORTAL_ADMINISTRATOR,
}


def gate_roles(user) -> frozenset[GateRole]:
    """Return every role of an account, those open to all included."""
    if not user.is_authenticated or not user.is_active:
        return EVERYBODY
    of_units = {_OF_UNIT_ROLE[role] for _unit, role in unit_roles(user)}
    of_portal = {_OF_PORTAL_ROLE[role] for role in portal_roles(user)}
    return EVERYBODY | ACCOUNTS | of_units | of_portal


def is_open_to(user, roles: frozenset[GateRole] | None) -> bool:
    """Tell whether an address with these roles is open to `user`; unmapped (None) is not.

    A superuser passes every address that is open to somebody.
    """
    if not roles:
        return False
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return bool(roles & gate_roles(user))
