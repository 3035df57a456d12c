"""Which figures of a poll may be read at a moment: none before the close unless it was said so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache

from ..counting.count import count_poll
from ..counting.suppression import SMALLEST
from ..enums import PollPhase
from ..models import Poll

# Interim figures are counted anew at most so often: a count reads every ballot.
INTERIM_SECONDS = 300
COUNTING_SECONDS = 60


@dataclass(frozen=True)
class Standing:
    """Figures of a poll as `count_poll` returns them; final ones are sealed with `digest`."""

    data: dict[str, Any]
    is_final: bool
    digest: str = ""
    frozen_at: datetime | None = None


def standing_of(poll: Poll, *, now: datetime) -> Standing | None:
    """Return what may be shown: the sealed count, or interim totals where the poll promised them.

    Interim figures have no groups: two readings of a small group would tell what one voter chose.
    """
    phase = poll.phase(now)
    if phase == PollPhase.FROZEN:
        result = poll.result
        return Standing(result.data, True, result.digest, result.frozen_at)
    if not poll.shows_interim or phase not in (PollPhase.OPEN, PollPhase.CLOSED):
        return None
    data = _interim(poll)
    if data is None or data["turnout"]["cast"] < SMALLEST:
        return None
    return Standing(data, False)


def _interim(poll: Poll) -> dict[str, Any] | None:
    """Return figures at most `INTERIM_SECONDS` old; None while somebody else counts the first."""
    key = f"polls-interim-{poll.pk}"
    kept = cache.get(key)
    if kept is not None:
        return kept
    if not cache.add(f"{key}-counting", True, COUNTING_SECONDS):
        return None
    data = count_poll(poll) | {"groups": {}}
    cache.set(key, data, INTERIM_SECONDS)
    cache.delete(f"{key}-counting")
    return data
