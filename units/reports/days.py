"""The portal's own day of a moment, and the span of a period as indicators ask for it."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from units.indicators import Window

from .models import ReportPeriod

DAY = timedelta(days=1)


def local_day(moment: datetime) -> date:
    """Return the day of a moment in Asia/Ho_Chi_Minh, whatever zone the account prefers."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def window_of(period: ReportPeriod, now: datetime) -> Window:
    """Return the days that count, seen from a moment."""
    return Window(period.starts_on, period.cut_off_on, now)


def is_over(period: ReportPeriod, now: datetime) -> bool:
    """Tell whether the last day that counts has passed; from its midnight on figures are final."""
    return now >= window_of(period, now).end
