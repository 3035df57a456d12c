"""Sets a unit's figures of a year: checked, against the version seen, with a trail."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.text import normalize
from units.models import Unit

from ..models import YearlyFigure
from .checks import (
    NAMES,
    NUMBERS,
    Figures,
    fault_of_day,
    fault_of_number,
    fault_of_year,
    figures_of,
    jumps,
)

ACTION = "personnel.figures.set"


class FiguresRefused(Exception):
    """Figures that cannot be; `errors` maps fields, or nothing for the whole, to messages."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class FiguresChanged(FiguresRefused):
    """Somebody changed these figures since they were shown; `stored` is what stands there now."""

    def __init__(self, stored: YearlyFigure) -> None:
        who = stored.changed_by.get_full_name() if stored.changed_by else ""
        text = _("These figures were changed meanwhile, by %(who)s at %(at)s. Compare and save.")
        at = timezone.localtime(stored.changed_at)
        super().__init__({"": text % {"who": who or "–", "at": f"{at:%H:%M %d/%m/%Y}"}})
        self.stored = stored


class FiguresUnlikely(FiguresRefused):
    """Numbers far from those of the year before; they are taken once somebody confirms them."""


@transaction.atomic
def set_figures(
    *,
    unit: Unit,
    year: int,
    figures: Figures,
    seen: int | None,
    user,
    now: datetime,
    is_confirmed: bool = False,
) -> YearlyFigure:
    """Set the figures of a year and return the row; setting the same again changes nothing.

    `seen` is the version that the person saw, None where there was no row. Raises
    `FiguresRefused`, `FiguresChanged` and, unless `is_confirmed`, `FiguresUnlikely`.
    """
    figures = replace(figures, source=normalize(figures.source).strip())
    today = timezone.localtime(now, timezone.get_default_timezone()).date()
    unit = lock_units([unit.pk])[unit.pk]
    row = YearlyFigure.objects.select_related("changed_by").filter(unit=unit, year=year).first()
    old = figures_of(row) if row else None
    if row is not None and old == figures:
        return row
    _check(unit, year, figures, today, is_new=row is None)
    if row is not None and row.version != seen:
        raise FiguresChanged(row)
    if not is_confirmed:
        _check_jumps(unit, year, figures)
    return _store(row or YearlyFigure(unit=unit, year=year), old, figures, user=user, now=now)


def lock_units(unit_ids: list[int]) -> dict[int, Unit]:
    """Return the units by id, locked in their order: whoever sets their figures next waits."""
    locked = Unit.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return {unit.pk: unit for unit in locked.filter(pk__in=unit_ids)}


def _check(unit: Unit, year: int, figures: Figures, today: date, *, is_new: bool) -> None:
    faults = {
        name: fault_of_number(value) for name, value in figures.numbers.items() if value is not None
    }
    faults["year"] = fault_of_year(unit, year, today)
    if not faults["year"]:
        faults["counted_on"] = fault_of_day(unit, year, figures.counted_on, today)
    if is_new and not figures.has_numbers:
        faults[""] = _("Write at least one number.")
    found = {name: fault for name, fault in faults.items() if fault}
    if found:
        raise FiguresRefused(found)


def _check_jumps(unit: Unit, year: int, figures: Figures) -> None:
    before = YearlyFigure.objects.filter(unit=unit, year=year - 1).values(*NUMBERS).first()
    if found := jumps(before, figures.numbers):
        raise FiguresUnlikely({jump.name: jump.words for jump in found})


def _store(
    row: YearlyFigure, old: Figures | None, figures: Figures, *, user, now: datetime
) -> YearlyFigure:
    for name in NAMES:
        setattr(row, name, getattr(figures, name))
    row.version = row.version + 1 if row.pk else 0
    row.changed_by, row.changed_at = user, now
    row.is_demonstration, row.imported_with = False, None
    row.save()
    record(
        actor=user,
        action=ACTION,
        subject=row,
        unit=row.unit.code,
        year=row.year,
        old=old.as_data() if old else None,
        new=figures.as_data(),
    )
    return row
