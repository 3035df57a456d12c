"""Who is short in a week, how to reach them, and whether they were reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from articles.models import QuotaReminder
from articles.quotas.recipients import people_to_remind
from articles.quotas.standings import UnitStanding, WeekStanding, read_standings
from units.models import Unit


@dataclass(frozen=True)
class Shortfall:
    """A unit that is short; `people` is how many a reminder reaches."""

    unit: Unit
    figures: WeekStanding
    reminded_at: datetime | None
    people: int


def shortfalls(
    *, units: Sequence[Unit], week: date, now: datetime, all_units: bool = False
) -> list[Shortfall]:
    """Return the units that owe more in a week than they sent; five queries."""
    standings = read_standings(units=units, weeks=[week], now=now, all_units=all_units)
    short = [one for one in standings if one.weeks[0].missing]
    reminders = QuotaReminder.objects.filter(week=week)
    reminded = dict(reminders.values_list("unit_id", "sent_at"))
    people = people_to_remind(one.unit.pk for one in short)
    return [_shortfall(one, reminded, people) for one in short]


def _shortfall(standing: UnitStanding, reminded: dict, people: dict) -> Shortfall:
    unit = standing.unit
    return Shortfall(
        unit=unit,
        figures=standing.weeks[0],
        reminded_at=reminded.get(unit.pk),
        people=len(people.get(unit.pk, [])),
    )
