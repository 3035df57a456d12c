"""From which units a unit came: what its predecessors published and left open is looked after here.

Successions are few (a hundred in a lifetime) and change once in years: all of them are kept in the
cache, so that lists that include predecessors cost no query of their own. Rights hang on them, and
a cache in the memory of one process hears nothing of others: they are read anew every minute (ADR
0024).
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, Subquery

from units.enums import UnitRole
from units.models import Unit
from units.queries import successions_until, today
from units.rules import units_of

KEY = "units:successions"
KEPT_FOR = 60
# Predecessor, successor, first day of the successor.
Step = tuple[int, int, date]
_reads_past_cache: ContextVar[bool] = ContextVar("units_lineage_reads_past_cache", default=False)


def lineage_of(unit_id: int, *, day: date | None = None) -> frozenset[int]:
    """Return the ids of a unit and of all units that became (part of) it up to a day, today."""
    return frozenset({unit_id}) | predecessors_of({unit_id}, day=day)


def predecessors_of(unit_ids: Collection[int], *, day: date | None = None) -> frozenset[int]:
    """Return the ids of all units that became (part of) these up to a day, over any steps."""
    steps, wanted = _steps(day or today()), set(unit_ids)
    found: set[int] = set()
    while wanted:
        wanted = {old for old, new, _on in steps if new in wanted} - found - set(unit_ids)
        found |= wanted
    return frozenset(found)


def successors_of(unit_id: int, *, day: date | None = None) -> frozenset[int]:
    """Return the ids of the units that a unit is today, at the end of all steps; often none."""
    steps, wanted = _steps(day or today()), {unit_id}
    ends: set[int] = set()
    seen: set[int] = set()
    while wanted:
        seen |= wanted
        following = {old: {new for first, new, _on in steps if first == old} for old in wanted}
        ends |= {old for old, new in following.items() if not new}
        wanted = set().union(*following.values()) - seen
    return frozenset(ends - {unit_id})


def of_lineage(unit_id: int | None, field: str = "unit_id") -> dict[str, Any]:
    """Return the condition for rows of a unit and of its predecessors, as `filter(**…)` takes it.

    Equality for a unit without any, as most are: by it the index of unit and date gives rows in
    order.
    """
    found = predecessors_of({unit_id}) if unit_id is not None else frozenset()
    return {f"{field}__in": sorted({unit_id, *found})} if found else {field: unit_id}


def of_named(code_or_slug: str) -> dict[str, Any]:
    """Return the same condition for the unit with a code or address; no query of its own."""
    unit_id = _successions().names.get(code_or_slug)
    if unit_id is not None:
        return of_lineage(unit_id)
    units = Unit.objects.filter(Q(code=code_or_slug) | Q(slug=code_or_slug))
    return {"unit_id": Subquery(units.values("pk")[:1])}


def acting_units(user, *roles: UnitRole) -> frozenset[int]:
    """Return the ids of the units for which an account acts: its own and their predecessors."""
    own = units_of(user, *roles)
    return frozenset(own) | predecessors_of(own) if own else frozenset()


def forget_successions(**kwargs: Any) -> None:
    """Read the successions anew: now, and again once what changed them is committed."""
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))


@contextmanager
def read_past_cache() -> Iterator[None]:
    """Read successions from the database: what is not committed must not reach others' cache."""
    token = _reads_past_cache.set(True)
    try:
        yield
    finally:
        _reads_past_cache.reset(token)


@dataclass(frozen=True)
class Successions:
    """All steps from unit to unit, and the codes and addresses of the units that came of them."""

    steps: list[Step]
    names: dict[str, int]


def _steps(day: date) -> list[Step]:
    return [step for step in _successions().steps if step[2] <= day]


def _successions() -> Successions:
    if _reads_past_cache.get():
        return _read_successions()
    found: Successions | None = cache.get(KEY)
    if found is None:
        found = _read_successions()
        cache.set(KEY, found, KEPT_FOR)
    return found


def _read_successions() -> Successions:
    rows = (
        successions_until(date.max)
        .order_by("pk")
        .values_list(
            "predecessor_id", "successor_id", "effective_on", "successor__code", "successor__slug"
        )
    )
    names = {name: row[1] for row in rows for name in row[3:]}
    return Successions([row[:3] for row in rows], names)
