"""Compares a sheet with what stands in the database: what would be added, changed, left alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from core.text import fold
from units.models import Unit

from ...models import YearlyFigure
from ..checks import (
    NUMBERS,
    Figures,
    fault_of_day,
    fault_of_year,
    figures_of,
    grouped,
    jumps,
    number_label,
    words_of,
)
from ..rules import units_kept_by
from .columns import BY_NAME
from .faults import Fault, shown
from .lines import Line, Sheet

Key = tuple[int, int]
VALUES = (*NUMBERS, "counted_on", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """One unit's year: what stands there (`stored`, None is nothing) and what would."""

    line: Line
    unit: Unit
    year: int
    stored: YearlyFigure | None
    new: Figures

    @property
    def old(self) -> Figures | None:
        """Return what stands there."""
        return figures_of(self.stored) if self.stored else None

    @property
    def is_new(self) -> bool:
        """Tell whether nothing stands there yet."""
        return self.stored is None

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """Return (label, before, after) of each value that differs, before empty if new."""
        old = self.old or Figures()
        return [
            (_label(name), words_of(getattr(old, name)), words_of(getattr(self.new, name)))
            for name in VALUES
            if getattr(old, name) != getattr(self.new, name)
        ]


@dataclass
class Plan:
    """What taking over would do. With any fault it does nothing at all."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    blank: int = 0
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def added(self) -> list[Change]:
        """Return the years that are not there yet."""
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        """Return the years that would say something else."""
        return [change for change in self.changes if not change.is_new]

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to write and nothing in the way."""
        return bool(self.changes) and not self.faults

    @property
    def needs_tick(self) -> bool:
        """Tell whether somebody must say that they looked at what is unlikely or not read."""
        return bool(self.warnings or self.notes)

    @property
    def digest(self) -> str:
        """Return a mark of exactly this plan: it differs as soon as anything in it does."""
        told = hashlib.sha256()
        for one in self.changes:
            version = one.stored.version if one.stored else None
            told.update(repr((one.unit.pk, one.year, version, one.new)).encode())
        told.update(repr((self.unchanged, len(self.faults), len(self.warnings))).encode())
        return told.hexdigest()


def plan_of(sheet: Sheet, *, user, today: date) -> Plan:
    """Return the plan of a sheet for an account: two queries, whatever the number of lines."""
    plan = Plan(blank=sheet.blank, faults=list(sheet.faults), notes=list(sheet.notes))
    units = {unit.code: unit for unit in units_kept_by(user)}
    found = list(_identified(sheet.lines, units, plan))
    stored = _stored({unit.pk for _line, unit in found})
    for line, unit in found:
        _compare(plan, line, unit, stored.get((unit.pk, line.values["year"])), today)
    _warn(plan, stored)
    return plan


def _identified(
    lines: list[Line], units: dict[str, Unit], plan: Plan
) -> Iterator[tuple[Line, Unit]]:
    """Yield the lines of known units, each unit and year once; note the others as faults."""
    seen: dict[tuple[str, int], Line] = {}
    for line in lines:
        code, year = line.values["code"], line.values["year"]
        unit = units.get(code)
        if unit is None:
            wrong = _("There is no unit with this code among yours.")
            mend = _("Compare with the template, which lists your units.")
            plan.faults.append(_fault(line, "code", code, wrong, mend))
        elif (first := seen.setdefault((code, year), line)) is not line:
            wrong = _("This unit has this year in line %(line)s already.") % {"line": first.number}
            mend = _("Keep one of the two lines.")
            plan.faults.append(_fault(line, "code", f"{code}, {year}", wrong, mend))
        else:
            yield line, unit


def _stored(unit_ids: set[int]) -> dict[Key, YearlyFigure]:
    rows = YearlyFigure.objects.filter(unit__in=unit_ids)
    return {(row.unit_id, row.year): row for row in rows}


def _compare(plan: Plan, line: Line, unit: Unit, stored: YearlyFigure | None, today: date) -> None:
    year, old = line.values["year"], figures_of(stored) if stored else Figures()
    # An empty cell says nothing: what stands there stays.
    told = {name: line.values.get(name) for name in VALUES}
    new = replace(old, **{name: value for name, value in told.items() if value not in (None, "")})
    faults = _faults_of(line, unit, year, new, today)
    plan.faults += faults
    if faults:
        return
    if stored is not None and new == old:
        plan.unchanged += 1
        return
    plan.changes.append(Change(line, unit, year, stored, new))
    name = line.values.get("unit_name") or ""
    if name and not _is_name_of(unit, name):
        wrong = _("The code belongs to “%(name)s”.") % {"name": unit.name_vi}
        mend = _("The code decides. Make sure that the line is not of another unit.")
        plan.warnings.append(_fault(line, "unit_name", name, wrong, mend))


def _faults_of(line: Line, unit: Unit, year: int, new: Figures, today: date) -> list[Fault]:
    if wrong := fault_of_year(unit, year, today):
        return [_fault(line, "year", year, wrong, _("Delete the line, or mend the year."))]
    if wrong := fault_of_day(unit, year, new.counted_on, today):
        where = "counted_on" if "counted_on" in line.columns else "year"
        mend = _("Write it as 31/12/2025 or 2025-12-31.")
        return [_fault(line, where, words_of(new.counted_on), wrong, mend)]
    if not new.has_numbers:
        mend = _("Write at least one number, or empty the whole line.")
        return [_fault(line, "code", line.values["code"], _("This line has no number."), mend)]
    return []


def _is_name_of(unit: Unit, name: str) -> bool:
    return fold(name) in {fold(one) for one in (unit.name_vi, unit.name_en, unit.short_name_vi)}


def _warn(plan: Plan, stored: dict[Key, YearlyFigure]) -> None:
    """Warn of numbers far from those of the year before, of the same file where it has that."""
    planned = {(one.unit.pk, one.year): one.new.numbers for one in plan.changes}
    for change in plan.changes:
        key = change.unit.pk, change.year - 1
        row = stored.get(key)
        before = planned.get(key) or (figures_of(row).numbers if row else None)
        for jump in jumps(before, change.new.numbers):
            if _is_told(change, jump.name):
                mend = _("Right all the same? Then confirm below.")
                found = grouped(jump.new)
                plan.warnings.append(_fault(change.line, jump.name, found, jump.words, mend))


def _is_told(change: Change, name: str) -> bool:
    """Tell whether the number is this line's own and new."""
    old = getattr(change.old, name, None)
    return change.line.values.get(name) is not None and change.new.numbers[name] != old


def _fault(line: Line, name: str, found: object, wrong: str, mend: str) -> Fault:
    return Fault(line.sheet, line.cell(name), shown(found), wrong, mend)


def _label(name: str) -> str:
    return number_label(name) if name in NUMBERS else BY_NAME[name].heading
