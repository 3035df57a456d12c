"""Changes what an account may do in a unit, each change with its audit entry."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log
from wagtail.models import APIToken

from core.models import User
from units.accounts.rules import can_close_account, works_elsewhere
from units.enums import UnitRole
from units.models import Membership, Unit
from units.rules import is_portal_administrator
from units.services.memberships import grant_role, revoke_role


class AccountChangeRefused(Exception):
    """A rule forbids the change; nothing was changed."""


class OwnAccount(AccountChangeRefused):
    """Nobody closes their own account or gives up their own administration."""


class LastAdministrator(AccountChangeRefused):
    """A unit keeps one active administrator, unless a portal administrator decides otherwise."""


class NotAMember(AccountChangeRefused):
    """The account has no role in this unit (any more)."""


class AccountWorksElsewhere(AccountChangeRefused):
    """The account also serves another unit, so that this unit's administrator cannot reopen it."""


@transaction.atomic
def change_roles(*, user: User, unit: Unit, roles: set[str], by: User) -> bool:
    """Give `user` exactly `roles` in `unit`; return whether anything changed.

    Raises NotAMember, OwnAccount and LastAdministrator. At least one role must remain.
    """
    present = _lock_roles(user, unit)
    wanted = {UnitRole(role).value for role in roles}
    if not wanted:
        raise ValueError("An account of a unit has at least one role.")
    if UnitRole.ADMINISTRATOR in present - wanted:
        _refuse_losing_administration(user, unit, by)
    for role in wanted - present:
        grant_role(user=user, unit=unit, role=role, by=by)
    for role in present - wanted:
        revoke_role(user=user, unit=unit, role=role, by=by)
    if wanted != present:
        data = {"unit": unit.code, "before": sorted(present), "after": sorted(wanted)}
        log(user, "units.account.change_roles", user=by, data=data)
    return wanted != present


@transaction.atomic
def deactivate_account(*, user: User, unit: Unit, by: User, now: datetime) -> bool:
    """End the access of `user` through `unit`, with all sessions, at once.

    Closes the account and revokes its API tokens, and returns True. An account that also works
    elsewhere and is not `by`'s to close only loses its roles here: returns False.
    Raises NotAMember, OwnAccount and LastAdministrator.
    """
    present = _lock_roles(user, unit)
    if user.pk == by.pk:
        raise OwnAccount
    if UnitRole.ADMINISTRATOR in present:
        _refuse_losing_administration(user, unit, by)
    closes = can_close_account(by, user, unit)
    if closes:
        _close(user, now=now)
    else:
        for role in present:
            revoke_role(user=user, unit=unit, role=role, by=by)
    data = {"unit": unit.code, "roles": sorted(present)}
    action = "units.account.deactivate" if closes else "units.account.leave"
    log(user, action, user=by, data=data)
    return closes


@transaction.atomic
def reactivate_account(*, user: User, unit: Unit, by: User) -> None:
    """Let a closed account in again with the roles it had; sessions and tokens stay ended.

    Raises NotAMember and AccountWorksElsewhere.
    """
    _lock_roles(user, unit)
    if not can_close_account(by, user, unit):
        raise AccountWorksElsewhere
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        user.refresh_from_db()
        log(user, "units.account.reactivate", user=by, data={"unit": unit.code})


@transaction.atomic
def end_account(*, user: User, unit: Unit, now: datetime) -> bool:
    """End the roles of `user` in `unit` by the clock, and the account that works nowhere else.

    Nobody decides it, so nobody is refused: the last administrator of a unit goes too. Returns
    whether the account was closed, with all sessions and API tokens. Raises NotAMember.
    """
    present = _lock_roles(user, unit)
    closes = not works_elsewhere(user, unit)
    for role in present:
        revoke_role(user=user, unit=unit, role=role)
    if closes:
        _close(user, now=now)
    log(user, "units.account.end", data={"unit": unit.code, "roles": sorted(present)})
    return closes


def _close(user: User, *, now: datetime) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    APIToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now)
    user.refresh_from_db()


def _lock_roles(user: User, unit: Unit) -> set[str]:
    """Let one change of a unit's accounts happen at a time; return the roles of `user` in it."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    roles = set(Membership.objects.filter(user=user, unit=unit).values_list("role", flat=True))
    if not roles:
        raise NotAMember
    return roles


def _refuse_losing_administration(user: User, unit: Unit, by: User) -> None:
    if user.pk == by.pk:
        raise OwnAccount
    others = Membership.objects.filter(
        unit=unit, role=UnitRole.ADMINISTRATOR, user__is_active=True
    ).exclude(user=user)
    if user.is_active and not others.exists() and not is_portal_administrator(by):
        raise LastAdministrator
