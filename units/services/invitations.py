"""Invites people to a unit and lets them in, once for each invitation."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from core.models import User
from core.text import normalize
from units.accounts.tasks import send_invitation_mail
from units.models import Invitation, Unit
from units.services.memberships import grant_role


class InvitationRefused(Exception):
    """A rule forbids the invitation; nothing was written."""


class AlreadyMember(InvitationRefused):
    """The address belongs to an account of this unit."""


class AlreadyInvited(InvitationRefused):
    """An invitation to this address is still open."""


class InvitationClosed(InvitationRefused):
    """The invitation was accepted or cancelled in the meantime."""


class LinkUnusable(Exception):
    """The link lets nobody in; `reason` is `unknown`, `expired`, `accepted` or `cancelled`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AccountExists(Exception):
    """The invited address has an account, whose owner must log in to accept."""


class WrongAccount(Exception):
    """The account that would accept is closed or has another address than the invited one."""


def clean_address(email: str) -> str:
    """Return an e-mail address as invitations store and compare it."""
    return normalize(email).strip().lower()


def hash_token(token: str) -> str:
    """Return what is stored of a link's token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def account_of(invitation: Invitation) -> User | None:
    """Return the account that has the invited address, open or closed."""
    return User.objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def invite(*, email: str, unit: Unit, roles: list[str], by: User, now: datetime) -> Invitation:
    """Invite `email` to `unit` with `roles` and queue the mail.

    An expired invitation gives way to the new one. Raises AlreadyMember and AlreadyInvited.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    email = clean_address(email)
    if User.objects.filter(email__iexact=email, memberships__unit=unit).exists():
        raise AlreadyMember
    present = Invitation.objects.open().filter(unit=unit, email=email)
    if present.filter(expires_at__gt=now).exists():
        raise AlreadyInvited
    present.update(cancelled_at=now)
    invitation = Invitation(
        email=email, unit=unit, roles=sorted(set(roles)), invited_by=by,
        created_at=now, expires_at=_expiry(now),
    )  # fmt: skip
    invitation.full_clean()
    invitation.save()
    data = {"unit": unit.code, "roles": invitation.roles}
    log(invitation, "units.invitation.send", user=by, data=data)
    _queue_mail(invitation)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Send a new link with a new term; the old link stops working. Raises InvitationClosed."""
    invitation = _lock_open(invitation)
    invitation.expires_at = _expiry(now)
    invitation.token_hash = None
    invitation.save(update_fields=["expires_at", "token_hash"])
    log(invitation, "units.invitation.resend", user=by, data={"unit": invitation.unit.code})
    _queue_mail(invitation)


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User, now: datetime) -> None:
    """End an invitation, so that its link lets nobody in. Raises InvitationClosed."""
    invitation = _lock_open(invitation)
    invitation.cancelled_at = now
    invitation.save(update_fields=["cancelled_at"])
    log(invitation, "units.invitation.cancel", user=by, data={"unit": invitation.unit.code})


@transaction.atomic
def issue_token(*, invitation_id: int, now: datetime) -> tuple[Invitation, str] | None:
    """Make the token of a link that is about to be mailed; only its hash is kept.

    None when the invitation was closed before its mail could leave.
    """
    invitation = Invitation.objects.select_for_update().open().filter(pk=invitation_id).first()
    if invitation is None or invitation.has_expired(now):
        return None
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_token(token)
    invitation.sent_at = now
    invitation.save(update_fields=["token_hash", "sent_at"])
    return invitation, token


@sensitive_variables("token")
def find_invitation(*, token: str, now: datetime, lock: bool = False) -> Invitation:
    """Return the invitation that a link opens. Raises LinkUnusable with the reason."""
    invitations = Invitation.objects.select_related("unit")
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    invitation = invitations.filter(token_hash=hash_token(token)).first()
    if invitation is None:
        raise LinkUnusable("unknown")
    if invitation.accepted_at:
        raise LinkUnusable("accepted")
    if invitation.cancelled_at:
        raise LinkUnusable("cancelled")
    if invitation.has_expired(now):
        raise LinkUnusable("expired")
    return invitation


@sensitive_variables("token", "password")
@transaction.atomic
def accept_as_new_person(
    *, token: str, last_name: str, first_name: str, password: str, now: datetime
) -> User:
    """Make the account of an invited person. Raises LinkUnusable and AccountExists."""
    invitation = find_invitation(token=token, now=now, lock=True)
    if account_of(invitation) is not None:
        raise AccountExists
    user = User(
        username=_free_username(invitation.email), email=invitation.email,
        last_name=last_name, first_name=first_name,
    )  # fmt: skip
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        # Another unit's invitation of the same person was accepted this very moment.
        raise AccountExists from error
    _accept(invitation, user, now=now)
    return user


@sensitive_variables("token")
@transaction.atomic
def accept_with_account(*, token: str, user: User, now: datetime) -> Unit:
    """Give the invited roles to the account that has the invited address.

    Raises LinkUnusable and WrongAccount.
    """
    invitation = find_invitation(token=token, now=now, lock=True)
    owners = User.objects.filter(pk=user.pk, is_active=True, email__iexact=invitation.email)
    if not owners.exists():
        raise WrongAccount
    _accept(invitation, user, now=now)
    return invitation.unit


def _accept(invitation: Invitation, user: User, *, now: datetime) -> None:
    for role in invitation.roles:
        grant_role(user=user, unit=invitation.unit, role=role, by=invitation.invited_by)
    invitation.accepted_at = now
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    data = {"unit": invitation.unit.code, "roles": invitation.roles}
    log(user, "units.invitation.accept", user=user, data=data)


def _free_username(email: str) -> str:
    if len(email) <= 150 and not User.objects.filter(username=email).exists():
        return email
    return f"{email[:130]}-{secrets.token_hex(6)}"


def _lock_open(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().open().filter(pk=invitation.pk).first()
    if locked is None:
        raise InvitationClosed
    return locked


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.UNIT_INVITATION_DAYS)


def _queue_mail(invitation: Invitation) -> None:
    transaction.on_commit(partial(send_invitation_mail.enqueue, invitation.pk))
