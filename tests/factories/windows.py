"""Half-years for indicators, moments around their ends, and counts that know nothing of the ORM."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from factories.quotas import local
from units.indicators import Figure, Window, indicator_of

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 6, 30)
# The last second before, the first and the last of the half-year, and the first after it.
BEFORE, FIRST = local(2025, 12, 31, 23, 59, 59), local(2026, 1, 1, 0)
LAST, AFTER = local(2026, 6, 30, 23, 59, 59), local(2026, 7, 1, 0)
EDGES = (BEFORE, FIRST, LAST, AFTER)


def half_year(now: datetime | None = None) -> Window:
    """Return the first half of 2026, seen ten days after its end unless told otherwise."""
    return Window(FIRST_DAY, LAST_DAY, now or local(2026, 7, 10))


def figure(code: str, unit: Any, window: Window | None = None) -> Figure | None:
    """Return what an indicator counts for one unit."""
    return counted(code, [unit], window).get(unit.pk)


def counted(code: str, units: Sequence[Any], window: Window | None = None) -> dict[int, Figure]:
    """Return what an indicator counts for units."""
    return _indicator(code).count([unit.pk for unit in units], window or half_year())


def records(code: str, unit: Any, window: Window | None = None):
    """Return what stands behind an indicator's figure."""
    return _indicator(code).records(unit.pk, window or half_year())


def share(part: int, whole: int) -> Figure:
    """Return a share, worked out by long division."""
    per_mille_of_cents = (part * 20000 + whole) // (2 * whole)
    return Figure(Decimal(per_mille_of_cents) / 100, part, whole)


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a statement; moments are written as this database keeps them."""
    adapted = [
        connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
        for value in values
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, adapted)
        return cursor.fetchall()


def _indicator(code: str):
    found = indicator_of(code)
    assert found is not None, code
    return found
