"""Working days of Vietnam: Monday to Friday, but for what the calendar's rows say.

The day on which a period begins does not count and its last day does (Civil Code 91/2015/QH13,
articles 147 and 148). The rows are read anew for every question, never kept: a day that an officer
enters holds at once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

from core.models import CalendarDay, DayKind

SATURDAY = 5
# Calendar days read beyond twice the count: more than Tết and the weekends around it.
MARGIN = 21


class OutsideCalendar(ValueError):
    """A question about days whose rows were not read."""


class Calendar:
    """Answers any number of questions about the days from `first` to `last` without a query."""

    def __init__(
        self,
        rows: Iterable[tuple[date, str]],
        *,
        first: date = date.min,
        last: date = date.max,
    ) -> None:
        """Take (day, kind) pairs; rows that say of a day what it is anyhow change nothing."""
        self._first, self._last = first, last
        works = {day: kind == DayKind.WORKING for day, kind in rows}
        changed = {day: work for day, work in works.items() if work == (day.weekday() >= SATURDAY)}
        self._works = changed
        self._days = sorted(day.toordinal() for day in changed)
        steps = (1 if changed[date.fromordinal(day)] else -1 for day in self._days)
        self._sums = list(accumulate(steps, initial=0))

    @classmethod
    def covering(cls, first: date, last: date) -> "Calendar":
        """Read the calendar from `first` to `last`, both included, in one query."""
        rows = CalendarDay.objects.filter(date__range=(first, last)).order_by()
        return cls(rows.values_list("date", "kind"), first=first, last=last)

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` is worked. Raises `OutsideCalendar`."""
        self._check(day)
        return self._works.get(day, day.weekday() < SATURDAY)

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and with `last`; 0 when there is no such day.

        Raises `OutsideCalendar`.
        """
        self._check(first, last)
        if last <= first:
            return 0
        return self._position(last.toordinal()) - self._position(first.toordinal())

    def add_working_days(self, start: date, count: int) -> date:
        """Return the `count`-th working day after `start`, and `start` itself for 0.

        Raises `ValueError` for a negative count, `OutsideCalendar` when that day lies beyond.
        """
        if count < 0:
            raise ValueError("working days are counted forwards only")
        self._check(start)
        begin, end = start.toordinal(), self._last.toordinal()
        target = self._position(begin) + count
        found = bisect_left(range(begin, end + 1), target, key=self._position)
        if begin + found > end:
            raise OutsideCalendar(f"{count} working days after {start} lie beyond {self._last}")
        return date.fromordinal(begin + found)

    def _position(self, day: int) -> int:
        """Count the working days up to a day, given as its ordinal; that of a Monday is 7n + 1."""
        weeks, rest = divmod(day, 7)
        return 5 * weeks + min(rest, 5) + self._sums[bisect_right(self._days, day)]

    def _check(self, *days: date) -> None:
        for day in days:
            if not self._first <= day <= self._last:
                raise OutsideCalendar(f"{day} is not between {self._first} and {self._last}")


def is_working_day(day: date) -> bool:
    """Tell whether `day` is worked; one query."""
    return Calendar.covering(day, day).is_working_day(day)


def working_days_between(first: date, last: date) -> int:
    """Count the working days after `first` up to and with `last`; one query, none for no days."""
    if last <= first:
        return 0
    return Calendar.covering(first, last).working_days_between(first, last)


def add_working_days(start: date, count: int) -> date:
    """Return the `count`-th working day after `start`, and `start` itself for 0.

    One query; more only when so many days are off that what was read does not reach. Raises
    `ValueError` for a negative count, `OutsideCalendar` when the end of all dates is passed.
    """
    reach = 2 * count + MARGIN
    while True:
        last = start + timedelta(days=min(reach, (date.max - start).days))
        try:
            return Calendar.covering(start, last).add_working_days(start, count)
        except OutsideCalendar:
            if last == date.max:
                raise
        reach *= 2
