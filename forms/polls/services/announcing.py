"""Tries a poll, announces it, changes its times, takes it back or cancels it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import normalize

from ..enums import PollPhase, PollStatus
from ..models import Ballot, Poll
from ..queries import outline_of
from ..validators import check_times, content_faults
from .chains import make_chains
from .editing import drop_trial
from .locking import PollRefused, editable_poll, locked_poll, mark_changed, require_seen
from .pages import publish_pages, unpublish_pages

SHORTEST_REASON = 10
RUNNING = (PollPhase.COMING, PollPhase.OPEN)


@transaction.atomic
def begin_trial(*, poll_id: int, user, seen: int) -> Poll:
    """Let the editors of a draft cast ballots that count for nothing.

    Raises `PollRefused` while a question lacks something, and `PollChanged`.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    _require_content(poll)
    return _set_status(poll, PollStatus.TEST, user=user, action="trial.begun")


@transaction.atomic
def end_trial(*, poll_id: int, user, seen: int) -> Poll:
    """Go back from trial to draft and delete the ballots of the trial.

    Raises `PollRefused` and `PollChanged`.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    drop_trial(poll)
    return _set_status(poll, PollStatus.DRAFT, user=user, action="trial.ended")


@transaction.atomic
def announce(*, poll_id: int, user, seen: int, opens_now: bool, now: datetime) -> Poll:
    """Put a poll before readers; from its opening they vote.

    Deletes the ballots of a trial and makes the chains for real ones. Raises `PollRefused` while
    something is missing, `PollChanged`, and `ValidationError` by field for impossible times.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    _require_content(poll)
    if opens_now:
        poll.opens_at = now
    check_times(poll, now=now)
    if Ballot.objects.filter(poll=poll, is_trial=False).exists():
        raise PollRefused(_("The questions of this poll cannot change any more."))
    drop_trial(poll)
    make_chains(poll.pk)
    poll.status, poll.announced_closes_at = PollStatus.ANNOUNCED, poll.closes_at
    poll.save()
    publish_pages(poll, user=user)
    mark_changed(poll)
    _record(poll, user, "announced", **_times(poll))
    return poll


@transaction.atomic
def take_back(*, poll_id: int, user, seen: int, now: datetime) -> Poll:
    """Make an announced poll a draft again, before anybody has voted; its pages go.

    Raises `PollRefused` after the first ballot, and `PollChanged`.
    """
    poll = locked_poll(poll_id, user=user)
    require_seen(poll, seen)
    if poll.phase(now) not in RUNNING:
        raise PollRefused(_("Only an announced poll can go back to draft."))
    if poll.is_locked:
        raise PollRefused(_("Somebody has voted already. The poll can only be cancelled now."))
    unpublish_pages(poll, user=user)
    poll.announced_closes_at = None
    poll.save(update_fields=["announced_closes_at"])
    return _set_status(poll, PollStatus.DRAFT, user=user, action="taken_back")


@transaction.atomic
def change_times(
    *,
    poll_id: int,
    user,
    seen: int,
    opens_at: datetime | None,
    closes_at: datetime | None,
    now: datetime,
) -> Poll:
    """Change the times of an announced poll: both before it opens, later only the close.

    An open poll closes later and never earlier; after the close nothing changes. Raises
    `PollRefused`, `PollChanged`, and `ValidationError` by field.
    """
    poll = locked_poll(poll_id, user=user)
    require_seen(poll, seen)
    before = _times(poll)
    phase = poll.phase(now)
    if phase == PollPhase.COMING:
        poll.opens_at, poll.closes_at = opens_at, closes_at
        check_times(poll, now=now)
        poll.announced_closes_at = closes_at
    elif phase == PollPhase.OPEN:
        _extend(poll, closes_at)
    else:
        raise PollRefused(_("The times of this poll cannot change any more."))
    poll.save()
    mark_changed(poll)
    _record(poll, user, "times.changed", before=before, after=_times(poll))
    return poll


@transaction.atomic
def cancel(
    *, poll_id: int, user, seen: int, reason_vi: str, reason_en: str = "", now: datetime
) -> Poll:
    """Call a poll off; what was cast stays and counts for nothing.

    After the first ballot it needs a reason, which readers see; before it the pages go. Once a
    poll has closed it stands, whatever came out. A second click changes nothing. Raises
    `PollRefused`, `PollChanged`, and `ValidationError` by field.
    """
    poll = locked_poll(poll_id, user=user)
    if poll.status == PollStatus.CANCELLED:
        return poll
    require_seen(poll, seen)
    if poll.phase(now) in (PollPhase.CLOSED, PollPhase.FROZEN):
        raise PollRefused(_("The poll is over: it is counted, whatever came out."))
    reason_vi, reason_en = normalize(reason_vi).strip(), normalize(reason_en).strip()
    if poll.is_locked and len(reason_vi) < SHORTEST_REASON:
        text = _("Members have voted. Tell them why, in at least %(count)s characters.")
        raise ValidationError({"reason_vi": text % {"count": SHORTEST_REASON}})
    if not poll.is_locked:
        drop_trial(poll)
        unpublish_pages(poll, user=user)
    poll.cancelled_at = now
    poll.cancel_reason_vi, poll.cancel_reason_en = reason_vi, reason_en
    poll.save()
    return _set_status(poll, PollStatus.CANCELLED, user=user, action="cancelled", reason=reason_vi)


def _extend(poll: Poll, closes_at: datetime | None) -> None:
    """Put the close later, within the longest run."""
    if closes_at is None or poll.closes_at is None or closes_at <= poll.closes_at:
        text = _("Once a poll is open it can only close later, never earlier.")
        raise ValidationError({"closes_at": text})
    poll.closes_at = closes_at
    check_times(poll, now=poll.opens_at or closes_at)


def _require_content(poll: Poll) -> None:
    faults = content_faults(outline_of(poll))
    if faults:
        raise PollRefused(" ".join(fault.text for fault in faults[:3]))


def _set_status(poll: Poll, status: PollStatus, *, user, action: str, **facts) -> Poll:
    poll.status = status
    poll.save(update_fields=["status"])
    mark_changed(poll)
    _record(poll, user, action, **facts)
    return poll


def _record(poll: Poll, user, action: str, **facts) -> None:
    record(actor=user, action=f"polls.poll.{action}", subject=poll, **facts)


def _times(poll: Poll) -> dict[str, str]:
    moments = {"opens_at": poll.opens_at, "closes_at": poll.closes_at}
    return {name: moment.isoformat() for name, moment in moments.items() if moment}
