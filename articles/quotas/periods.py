"""Which weeks the screens of quotas show, and what a week is called."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from core.weeks import WEEK, monday_of, week_of

RECENT_WEEKS = 12
SUNDAY = timedelta(days=6)
# Outside these nothing was sent or will be: a slip of the pen, or somebody trying addresses.
EARLIEST, LATEST = date(2000, 1, 3), date(2099, 12, 28)


def recent_weeks(now: datetime) -> list[date]:
    """Return the Mondays of the running week and of the eleven before it, oldest first."""
    this = week_of(now)
    return [this - back * WEEK for back in reversed(range(RECENT_WEEKS))]


def iso_year(week: date) -> int:
    """Return the ISO year to which the week of a Monday belongs."""
    return week.isocalendar().year


def this_year(now: datetime) -> int:
    """Return the ISO year of the running week."""
    return iso_year(week_of(now))


def sunday_of(week: date) -> date:
    """Return the last day of the week of a Monday."""
    return week + SUNDAY


def month_of(week: date) -> int:
    """Return the month that has most days of a week: the one of its Thursday."""
    return (week + timedelta(days=3)).month


def days_of(week: date) -> str:
    """Return the first and the last day of a week, such as “23/11 – 29/11”."""
    return f"{week:%d/%m} – {sunday_of(week):%d/%m}"


def span_of(first: date, last: date) -> str:
    """Return the first and the last day of a row of weeks, with the year."""
    return f"{first:%d/%m/%Y} – {sunday_of(last):%d/%m/%Y}"


def week_name(week: date) -> str:
    """Return a week's number, year and days."""
    number = week.isocalendar()
    values = {"number": number.week, "year": number.year, "days": days_of(week)}
    return _("Week %(number)s of %(year)s (%(days)s)") % values


def week_from(text: str) -> date | None:
    """Return the Monday of the week of an ISO day, or None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return monday_of(day) if EARLIEST <= day <= LATEST else None
