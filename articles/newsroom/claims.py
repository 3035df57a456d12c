"""Claims: who works on a piece at its desk, so that two people do not do the same work."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.enums import EventKind
from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.newsroom.rules import (
    can_claim,
    can_pass_on,
    has_valid_claim,
    is_held_by_other,
    waits_at_desk_of,
)
from articles.rules import owns_piece, works_at_desk
from articles.services.events import record_event
from core.models import User

CLAIM_FIELDS = ["claimed_by", "claimed_at", "claim_expires_at"]


@transaction.atomic
def claim(*, contribution_id: int, user: User, now: datetime) -> Contribution:
    """Give a piece to `user` for the desk's claim time; the holder's own claim begins again.

    Raises `ReviewRefused` for outsiders, on one's own piece, and while somebody else holds it,
    unless `user` heads the desk.
    """
    contribution = locked_piece(contribution_id, user=user)
    if owns_piece(user, contribution.page):
        raise ReviewRefused(_("You may not work at the desk on a piece of your own."))
    if not can_claim(user, contribution, now):
        raise ReviewRefused(held_message(contribution))
    renewed = has_valid_claim(contribution, now) and contribution.claimed_by_id == user.pk
    _hold(contribution, user=user, now=now)
    if not renewed:
        record_event(contribution=contribution, kind=EventKind.CLAIMED, actor=user, now=now)
    return contribution


@transaction.atomic
def release(*, contribution_id: int, user: User, now: datetime) -> Contribution:
    """Free a claimed piece: its holder or a head of the desk. Raises `ReviewRefused`."""
    contribution = locked_piece(contribution_id, user=user)
    if not has_valid_claim(contribution, now):
        raise ReviewRefused(_("Nobody has claimed this piece."))
    if not can_pass_on(user, contribution, now):
        raise ReviewRefused(held_message(contribution))
    drop_claim(contribution)
    contribution.save(update_fields=CLAIM_FIELDS)
    record_event(contribution=contribution, kind=EventKind.RELEASED, actor=user, now=now)
    return contribution


@transaction.atomic
def hand_over(
    *, contribution_id: int, user: User, to_user: User, now: datetime, note: str = ""
) -> Contribution:
    """Give a piece to a colleague of the same desk: its holder or a head of the desk.

    The colleague's claim begins now. Raises `ReviewRefused`.
    """
    contribution = locked_piece(contribution_id, user=user)
    if not can_pass_on(user, contribution, now):
        raise ReviewRefused(
            held_message(contribution)
            if is_held_by_other(user, contribution, now)
            else _("Claim this piece before you hand it over.")
        )
    _refuse_receiver(contribution, to_user=to_user)
    _hold(contribution, user=to_user, now=now)
    text = "\n".join(filter(None, [to_user.get_full_name() or to_user.username, note.strip()]))
    record_event(
        contribution=contribution, kind=EventKind.HANDED_OVER, actor=user, note=text, now=now
    )
    return contribution


def holder(contribution: Contribution, now: datetime) -> User | None:
    """Return who holds a piece, or None; an expired claim counts as none."""
    return contribution.claimed_by if has_valid_claim(contribution, now) else None


def free_or_mine(user: User, now: datetime) -> Q:
    """Return the condition of contributions that nobody else holds."""
    expired = Q(claim_expires_at__isnull=True) | Q(claim_expires_at__lte=now)
    return Q(claimed_by__isnull=True) | Q(claimed_by=user) | expired


def locked_piece(contribution_id: int, *, user: User) -> Contribution:
    """Return a piece that waits at the account's desk, locked until the transaction ends.

    Nothing is joined: PostgreSQL joins before it waits for the lock, so that a holder or desk
    that came meanwhile would be missing. Raises `ReviewRefused`, with the same message for a
    piece that does not exist.
    """
    contribution = Contribution.objects.select_for_update().filter(pk=contribution_id).first()
    if contribution is None or not waits_at_desk_of(user, contribution):
        raise ReviewRefused(_("This piece does not wait at your desk."))
    return contribution


def drop_claim(contribution: Contribution) -> None:
    """Forget who held a piece; the caller saves."""
    contribution.claimed_by = contribution.claimed_at = contribution.claim_expires_at = None


def refuse_claimed(contribution: Contribution, *, user: User, now: datetime) -> None:
    """Raise `ReviewRefused` while somebody else's claim on a piece is valid."""
    if is_held_by_other(user, contribution, now):
        raise ReviewRefused(held_message(contribution))


def held_message(contribution: Contribution) -> str:
    """Say who holds a piece and until when."""
    person = contribution.claimed_by
    ends = timezone.localtime(contribution.claim_expires_at)
    return _("%(name)s has claimed this piece until %(time)s.") % {
        "name": person.get_full_name() or person.get_username(),
        "time": formats.date_format(ends, "SHORT_DATETIME_FORMAT"),
    }


def _hold(contribution: Contribution, *, user: User, now: datetime) -> None:
    contribution.claimed_by, contribution.claimed_at = user, now
    contribution.claim_expires_at = now + timedelta(minutes=contribution.desk.claim_minutes)
    contribution.save(update_fields=CLAIM_FIELDS)


def _refuse_receiver(contribution: Contribution, *, to_user: User) -> None:
    if not works_at_desk(to_user, desk=contribution.desk):
        raise ReviewRefused(_("This person does not work at your desk."))
    if owns_piece(to_user, contribution.page):
        raise ReviewRefused(_("This person wrote the piece. Hand it to somebody else."))
    if contribution.claimed_by_id == to_user.pk:
        raise ReviewRefused(_("This person has claimed the piece already."))
