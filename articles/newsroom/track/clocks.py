"""The clock of each desk: how long it had a piece, over every time it came."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.timesince import timesince

from articles.models import Contribution, Desk, DeskStay


@dataclass
class DeskClock:
    """One desk's times with a piece; `total` counts every time until it left, or until now."""

    desk: Desk
    stays: list[DeskStay] = field(default_factory=list)
    total: timedelta = timedelta()
    is_running: bool = False
    text: str = ""


def clocks_of(piece: Contribution, *, now: datetime) -> list[DeskClock]:
    """Return a clock for each desk that had a piece, in the order in which they had it first."""
    clocks: dict[int, DeskClock] = {}
    for stay in piece.stays.select_related("desk"):
        clock = clocks.setdefault(stay.desk_id, DeskClock(stay.desk))
        clock.stays.append(stay)
        clock.total += max((stay.left_at or now) - stay.arrived_at, timedelta())
        clock.is_running = clock.is_running or stay.left_at is None
        clock.text = timesince(now - clock.total, now, depth=2)
    return list(clocks.values())
