"""ISO weeks in the portal's time zone, named by their Monday."""

from datetime import date, datetime, timedelta

from django.utils import timezone

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def week_of(moment: datetime) -> date:
    """Return the Monday of the week in which a moment lies by the portal's own clock."""
    return monday_of(timezone.localtime(moment, timezone.get_default_timezone()).date())


def end_of_week(week: date) -> datetime:
    """Return the midnight of the portal's own clock at which the week of a Monday is over."""
    following = week + WEEK
    midnight = datetime(following.year, following.month, following.day)
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def weeks_between(first: date, last: date) -> list[date]:
    """Return the Mondays from the week of `first` to the week of `last`, both included."""
    begin, end = monday_of(first), monday_of(last)
    return [begin + i * WEEK for i in range((end - begin).days // 7 + 1)]


def weeks_of_year(year: int) -> list[date]:
    """Return the 52 or 53 Mondays of an ISO year."""
    first = date.fromisocalendar(year, 1, 1)
    return weeks_between(first, date.fromisocalendar(year + 1, 1, 1) - WEEK)
