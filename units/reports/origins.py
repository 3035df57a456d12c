"""Whose reports of the half-year before stand beside a unit's: its own, and those it came from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.translation import get_language

from core.text import sort_key
from units.enums import SuccessionKind, UnitKind
from units.models import Unit, UnitSuccession

from .models import HalfYearReport, ReportPeriod

# Predecessor, successor, kind, first day of the successor.
Step = tuple[int, int, str, date]
Names = dict[int, str]


@dataclass(frozen=True)
class Origin:
    """The units whose reports of the half-year before are compared with, under their old names.

    `names` has reported then, in order of the alphabet; `missing` existed then and has no report.
    `split` was divided since: its figures are of the whole, and nothing is compared. `is_within`
    tells that it happened inside the period: the days of both sides are not the same.
    """

    unit_id: int
    names: Names
    missing: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    is_within: bool = False

    @property
    def count(self) -> int:
        """Return of how many units the sum should be."""
        return len(self.names) + len(self.missing)

    @property
    def has_others(self) -> bool:
        """Tell whether figures of other units than itself are compared with."""
        return bool(self.missing) or set(self.names) != {self.unit_id}


def origins_of(
    unit_ids: Collection[int], period: ReportPeriod, previous: ReportPeriod
) -> dict[int, Origin]:
    """Return by unit id from where its figures of the half-year before come.

    Units that were not reorganised from then until the last day of the period are left out: they
    are compared with themselves. Goes back in time only, so that nobody sees figures of a unit
    whose successor they are not. One query where no unit was reorganised, else three.
    """
    steps = _steps(period, previous)
    touched = {unit_id for step in steps for unit_id in step[:2]} & set(unit_ids)
    lines = {unit_id: _lineage(unit_id, steps) for unit_id in touched}
    members = set().union(*lines.values())
    if not members:
        return {}
    names, units = _names_then(previous, members), _units(members)
    return {
        unit_id: _origin(unit_id, line, steps, period, previous, names, units)
        for unit_id, line in lines.items()
    }


def name_then(report: HalfYearReport) -> str:
    """Return a unit's name of the time; the English one only while that is still its name."""
    unit = report.unit
    is_english = get_language() == "en" and unit.name_en and unit.name_vi == report.unit_name
    return unit.name_en if is_english else report.unit_name


def _steps(period: ReportPeriod, previous: ReportPeriod) -> list[Step]:
    """Return what happened after the first day of the half-year before, up to the last of this.

    What came on that first day or earlier is in the reports of then already.
    """
    rows = UnitSuccession.objects.filter(
        effective_on__gt=previous.starts_on, effective_on__lte=period.cut_off_on
    ).exclude(predecessor=F("successor"))
    fields = ("predecessor_id", "successor_id", "kind", "effective_on")
    return list(rows.order_by("effective_on", "pk").values_list(*fields))


def _lineage(unit_id: int, steps: Iterable[Step]) -> frozenset[int]:
    found, wanted = {unit_id}, {unit_id}
    while wanted:
        wanted = {step[0] for step in steps if step[1] in wanted} - found
        found |= wanted
    return frozenset(found)


def _names_then(previous: ReportPeriod, unit_ids: Collection[int]) -> Names:
    reports = HalfYearReport.objects.filter(period=previous, unit__in=unit_ids)
    names = {one.unit_id: name_then(one) for one in reports.select_related("unit").order_by()}
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def _units(unit_ids: Collection[int]) -> dict[int, Unit]:
    return Unit.objects.in_bulk(list(unit_ids))


def _origin(
    unit_id: int,
    line: frozenset[int],
    steps: Iterable[Step],
    period: ReportPeriod,
    previous: ReportPeriod,
    names: Names,
    units: dict[int, Unit],
) -> Origin:
    own_steps = [step for step in steps if step[1] in line or step[0] == unit_id]
    begun = {step[1] for step in own_steps}
    split = {step[0] for step in steps if step[2] == SuccessionKind.SPLIT and step[0] in line}
    missing = [
        units[one]
        for one in line - set(names)
        if _should_have_reported(units[one], previous, has_begun_since=one in begun)
    ]
    return Origin(
        unit_id,
        {one: name for one, name in names.items() if one in line},
        _sorted(one.name for one in missing),
        _sorted(names.get(one, units[one].name) for one in split),
        any(step[3] > period.starts_on for step in own_steps),
    )


def _should_have_reported(unit: Unit, previous: ReportPeriod, *, has_begun_since: bool) -> bool:
    """Tell whether a unit without a report existed in the half-year before.

    The first day of a unit that took others over and does not tell its own is taken as theirs.
    """
    if unit.kind == UnitKind.CONFEDERATION or unit.has_ended_on(previous.starts_on):
        return False
    if unit.valid_from is None:
        return not has_begun_since
    return unit.valid_from <= previous.cut_off_on


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=sort_key))
