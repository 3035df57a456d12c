"""The span of a period as indicators ask for it."""

from datetime import datetime, timedelta

from units.indicators import Window

from .models import ReportPeriod

DAY = timedelta(days=1)


def window_of(period: ReportPeriod, now: datetime) -> Window:
    """Return the days that count, seen from a moment."""
    return Window(period.starts_on, period.cut_off_on, now)


def is_over(period: ReportPeriod, now: datetime) -> bool:
    """Tell whether the last day that counts has passed; from its midnight on figures are final."""
    return now >= window_of(period, now).end
