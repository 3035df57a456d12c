"""Days and months by the portal's own clock, whatever time zone an account has chosen."""

import calendar
from datetime import date, datetime, timedelta

from django.utils import timezone


def day_of(moment: datetime) -> date:
    """Return the day of a moment for the portal."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def month_end(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def midnight_after(day: date) -> datetime:
    """Return the moment at which a day ends for the portal."""
    following = day + timedelta(days=1)
    midnight = datetime(following.year, following.month, following.day)
    return timezone.make_aware(midnight, timezone.get_default_timezone())
