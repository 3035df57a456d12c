"""Counts a closed poll once and for all."""

import hashlib
from datetime import datetime, timedelta

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record

from ..counting.count import count_poll
from ..enums import PollPhase, PollStatus
from ..models import BallotChain, Poll, PollResult
from .unlinking import forget_order

# A ballot that came in before the close may still be on its way into the database.
GRACE = timedelta(seconds=30)


class NotClosed(Exception):
    """The poll is not over, or is counted already."""


@transaction.atomic
def freeze_poll(*, poll_id: int, now: datetime) -> PollResult:
    """Count a closed poll and seal the figures; raises `NotClosed`.

    Locking the heads of the chains waits for ballots that are being cast; none can follow, since
    casting looks at the poll again once it holds its chain.
    """
    poll = Poll.objects.select_for_update(of=("self",)).select_related("unit").get(pk=poll_id)
    if poll.phase(now - GRACE) != PollPhase.CLOSED:
        raise NotClosed(_("Only a poll that is over and not counted yet can be counted."))
    list(BallotChain.objects.select_for_update().filter(poll=poll).order_by("number"))
    data = count_poll(poll)
    result = PollResult.objects.create(poll=poll, data=data, digest=digest_of(data), frozen_at=now)
    Poll.objects.filter(pk=poll.pk).update(status=PollStatus.FROZEN)
    forget_order(poll_id=poll.pk)
    record(actor=None, action="polls.poll.frozen", subject=poll, digest=result.digest)
    return result


def digest_of(data: dict) -> str:
    """Return the SHA-256 of the figures, as hex, over JSON with sorted keys."""
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()


def due_polls(now: datetime):
    """Return the polls that are over and not counted yet."""
    return Poll.objects.filter(status=PollStatus.ANNOUNCED, closes_at__lte=now - GRACE)
