"""Days by the portal's own clock, whatever time zone an account or a request has chosen."""

from datetime import date, datetime, time

from django.utils import timezone


def day_of(moment: datetime) -> date:
    """Return the day on which a moment lies for the portal."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def begin_of(day: date) -> datetime:
    """Return the moment at which a day begins for the portal."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
