"""Counts refused ballots: why, never who."""

import secrets

from django.db import DatabaseError, transaction
from django.db.models import F

from ..enums import Refusal
from ..models import RefusalCount

SHARDS = 8
# During a flood one refusal in so many is written, and counts for all of them.
SAMPLED = {Refusal.FLOOD: 20}


def count_refusal(*, poll_id: int, reason: Refusal) -> None:
    """Count one refusal in a row of its own transaction; a busy database loses it.

    Call it after the refused transaction has ended. Floods are an estimate: what is refused must
    not cost a write each time.
    """
    weight = SAMPLED.get(reason, 1)
    if secrets.randbelow(weight):
        return
    try:
        _add(poll_id, reason, weight)
    except DatabaseError:
        # The voter's answer matters more than the figure.
        return


@transaction.atomic
def _add(poll_id: int, reason: Refusal, weight: int) -> None:
    shard = secrets.randbelow(SHARDS)
    row = RefusalCount.objects.filter(poll=poll_id, reason=reason, shard=shard)
    if row.update(count=F("count") + weight):
        return
    empty = RefusalCount(poll_id=poll_id, reason=reason, shard=shard)
    RefusalCount.objects.bulk_create([empty], ignore_conflicts=True)
    row.update(count=F("count") + weight)
