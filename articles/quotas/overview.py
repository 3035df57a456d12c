"""All that the exported overview holds, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from articles.quotas.shortfalls import Shortfall
from articles.quotas.standings import UnitStanding


@dataclass(frozen=True)
class Overview:
    """A year of units; `shown` is what the heat map keeps of `standings`.

    `short` are the units that are short in the running week, whichever year is chosen.
    """

    now: datetime
    year: int
    weeks: Sequence[date]
    measure: str
    standings: Sequence[UnitStanding]
    shown: Sequence[UnitStanding]
    this_week: date
    short: Sequence[Shortfall]
