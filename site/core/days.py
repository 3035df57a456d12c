"""Days by the portal's own clock, whatever time zone an account or a request has chosen."""

from datetime import date, datetime, time

from django.db.models import Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone


def day_of(moment: datetime) -> date:
    """Return the day on which a moment lies for the portal."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def begin_of(day: date) -> datetime:
    """Return the moment at which a day begins for the portal."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def since(field: str, day: date) -> Q:
    """Tell the rows of which a moment lies on a day or later, for any day that there can be.

    A plain `__date` would count in the zone that is active for the reader.
    """
    return Q(GreaterThanOrEqual(day_in(field), day))


def day_in(field: str) -> TruncDate:
    """Return the day of a column of moments, as an expression for the database."""
    return TruncDate(field, tzinfo=timezone.get_default_timezone())
