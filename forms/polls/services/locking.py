"""Holds a poll while it is changed, and says why it cannot be."""

from django.utils.translation import gettext as _

from ..enums import PollStatus
from ..models import Poll
from ..rules import edits_polls_of

OPEN_TO_CHANGES = (PollStatus.DRAFT, PollStatus.TEST)


class PollRefused(Exception):
    """What cannot be done with a poll; the text is for the person who tried."""


class PollChanged(PollRefused):
    """Somebody has changed the poll since the person looked at it."""


def locked_poll(poll_id: int, *, user) -> Poll:
    """Return a poll whose row is held until the transaction ends.

    Ballots under way are waited for, and those behind see what was changed (`services.casting`
    holds the row as well). Raises `PollRefused` for others than its editors.
    """
    poll = Poll.objects.select_for_update().filter(pk=poll_id).first()
    if poll is None or not edits_polls_of(user, poll.unit_id):
        raise PollRefused(_("This poll does not exist any more."))
    return poll


def editable_poll(poll_id: int, *, user, seen: int | None = None) -> Poll:
    """Return a held poll whose questions may still be changed.

    `seen` is the version that the person looked at. Raises `PollChanged` for an earlier one, and
    `PollRefused` once the poll is announced.
    """
    poll = locked_poll(poll_id, user=user)
    if poll.is_locked or poll.status not in OPEN_TO_CHANGES:
        raise PollRefused(
            _("The poll is announced: its questions stand. Take it back to draft first.")
            if not poll.is_locked and poll.status == PollStatus.ANNOUNCED
            else _("The questions of this poll cannot change any more.")
        )
    require_seen(poll, seen)
    return poll


def require_seen(poll: Poll, seen: int | None) -> None:
    """Raise `PollChanged` when the poll is no longer as the person saw it."""
    if seen is not None and seen != poll.version:
        raise PollChanged(
            _(
                "The poll has been changed since you opened this screen, by somebody else or in "
                "another window. Nothing of yours was saved yet: look at it and save again."
            )
        )


def mark_changed(poll: Poll) -> None:
    """Count a change, so that whoever looked before learns of it."""
    poll.version += 1
    poll.save(update_fields=["version"])
