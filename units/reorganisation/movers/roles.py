"""People of the old unit work in its taker; its groups lose them, so that the archive is still."""

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.models import User
from units.enums import UnitRole
from units.models import Invitation, Membership, Unit
from units.services.memberships import grant_role, revoke_role, unit_group_name

from ..handover import Handover
from ..report import ENDS, HAS_ALREADY, MOVES, RoleLine

_InGroup = User.groups.through


def move_roles(handover: Handover) -> None:
    """Give each role in the old unit in the taker too, unless held already, and end it.

    Closed accounts too, so that the taker's administrator may let them in again.
    """
    memberships = Membership.objects.filter(unit=handover.predecessor)
    moved = 0
    for membership in memberships.select_related("user").order_by("user__username", "role"):
        outcome = _move_role(handover, membership)
        moved += outcome == MOVES
        name = membership.user.get_full_name() or membership.user.get_username()
        key = f"{membership.user_id}:{membership.role}"
        line = RoleLine(name, UnitRole(membership.role).label, outcome, key)
        handover.passage.roles.append(line)
    handover.moves(_("roles of people"), moved)


def move_invitations(handover: Handover) -> None:
    """Let open invitations lead to the taker; cancel those that say nothing new there."""
    invitations = Invitation.objects.open().filter(unit=handover.predecessor)
    moving = invitations.none()
    if handover.taker:
        moving = invitations.filter(expires_at__gt=handover.now).exclude(_known(handover.taker))
    moving_keys = list(moving.values_list("pk", flat=True))
    ending = invitations.exclude(pk__in=moving_keys)
    cancelled = handover.change(ending, cancelled_at=handover.now)
    if handover.taker:
        chosen = Invitation.objects.filter(pk__in=moving_keys)
        handover.moves(_("open invitations"), handover.change(chosen, unit=handover.taker.pk))
    handover.keeps(_("invitations that are cancelled"), cancelled)


def _known(unit: Unit) -> Q:
    """Return the condition of addresses that are invited to a unit or work there already."""
    invited = Invitation.objects.open().filter(unit=unit)
    members = User.objects.filter(memberships__unit=unit).exclude(email="")
    addresses = {email.lower() for email in members.values_list("email", flat=True)}
    return Q(email__in=invited.values("email")) | Q(email__in=addresses)


def _move_role(handover: Handover, membership: Membership) -> str:
    user, old, taker = membership.user, handover.predecessor, handover.taker
    outcome = ENDS
    if taker:
        outcome = MOVES if _grant(handover, user, taker, membership.role) else HAS_ALREADY
    handover.removed(membership)
    for row in _in_group(user, old, membership.role):
        handover.removed(row)
    revoke_role(user=user, unit=old, role=membership.role, by=handover.user)
    return outcome


def _grant(handover: Handover, user: User, unit: Unit, role: str) -> bool:
    """Grant a role; return False when it was held."""
    if Membership.objects.filter(user=user, unit=unit, role=role).exists():
        return False
    group, is_new = Group.objects.get_or_create(name=unit_group_name(unit, role))
    if is_new:
        handover.made(group)
    was_inside = _in_group(user, unit, role).exists()
    handover.made(grant_role(user=user, unit=unit, role=role, by=handover.user))
    if not was_inside:
        handover.made(_in_group(user, unit, role).get())
    return True


def _in_group(user: User, unit: Unit, role: str) -> QuerySet:
    return _InGroup.objects.filter(user=user, group__name=unit_group_name(unit, role))
