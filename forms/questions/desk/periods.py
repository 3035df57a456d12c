"""The spans over which answers are counted, as the union reports: half-years and years."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A span of days, both ends in it."""

    key: str
    label: Any
    first: date
    last: date


def periods_of(today: date) -> list[Period]:
    """Return the spans to choose from; what goes on ends today."""
    return [Period(key, label, *days(today)) for key, label, days in _SPANS]


def period_of(key: str, today: date) -> Period:
    """Return the span with a key, this half-year for any other word."""
    spans = periods_of(today)
    return next((one for one in spans if one.key == key), spans[0])


def _half_begin(day: date) -> date:
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def _last_half(today: date) -> tuple[date, date]:
    last = _half_begin(today) - DAY
    return _half_begin(last), last


_Days = Callable[[date], tuple[date, date]]
_SPANS: tuple[tuple[str, Any, _Days], ...] = (
    ("half", _("This half-year"), lambda today: (_half_begin(today), today)),
    ("year", _("This year"), lambda today: (date(today.year, 1, 1), today)),
    ("last-half", _("Last half-year"), _last_half),
)
