"""Invented figures of all units for the last years, so that charts and tables have something."""

import random
from collections.abc import Iterator
from datetime import datetime

from units.enums import UnitKind
from units.models import Unit
from units.personnel.models import YearlyFigure
from units.personnel.yearly.checks import NUMBERS

FIRST, LAST = 2019, 2025
SOURCE = "Số liệu trình diễn, không phải số liệu thật"
# Members of the smallest and the largest unit of a kind, and members of one grassroots union.
SIZES = {
    UnitKind.PROVINCE: (20_000, 260_000, 92),
    UnitKind.SECTOR: (18_000, 160_000, 140),
    UnitKind.CORPORATION: (9_000, 110_000, 320),
    UnitKind.DEPARTMENT: (12, 60, 60),
    UnitKind.ATTACHED_UNIT: (40, 900, 130),
}
# A part of the year before, in per cent: the pandemic, then growth.
GROWTH = {2020: 101, 2021: 98, 2022: 102, 2023: 103, 2024: 102, 2025: 103}


def ensure_figures(*, now: datetime) -> int:
    """Make the figures that are missing, all marked as invented; return how many were made.

    The same unit gets the same numbers each time. What somebody wrote stays. The Confederation's
    are the sums of the others'.
    """
    known = set(YearlyFigure.objects.values_list("unit_id", "year"))
    units = list(Unit.objects.order_by("code"))
    rows = [row for unit in units for row in _years_of(unit, now)]
    rows += list(_sums(units, rows, now))
    missing = [row for row in rows if (row.unit_id, row.year) not in known]
    YearlyFigure.objects.bulk_create(missing, batch_size=500)
    return len(missing)


def _years_of(unit: Unit, now: datetime) -> Iterator[YearlyFigure]:
    if unit.kind == UnitKind.CONFEDERATION:
        return
    chance = random.Random(unit.code)  # noqa: S311 - invented numbers, nothing secret
    smallest, largest, of_one = SIZES[UnitKind(unit.kind)]
    members = chance.randint(smallest, largest)
    for year in range(FIRST, LAST + 1):
        members = members * GROWTH.get(year, 100) // 100 + chance.randint(0, smallest // 50)
        unions = max(1, members // of_one)
        in_company = unit.kind in (UnitKind.PROVINCE, UnitKind.SECTOR, UnitKind.CORPORATION)
        if _exists(unit, year):
            yield _row(
                unit,
                year,
                now,
                (unions, members, unions * 55 // 100 if in_company else 0, 2 + members // 9_000),
            )


def _exists(unit: Unit, year: int) -> bool:
    """Tell whether a unit existed at the end of a year."""
    begun = unit.valid_from is None or unit.valid_from.year <= year
    return begun and (unit.valid_to is None or unit.valid_to.year > year)


def _sums(units: list[Unit], rows: list[YearlyFigure], now: datetime) -> Iterator[YearlyFigure]:
    for unit in units:
        if unit.kind == UnitKind.CONFEDERATION:
            for year in range(FIRST, LAST + 1):
                of_year = [row for row in rows if row.year == year]
                yield _row(
                    unit,
                    year,
                    now,
                    tuple(sum(getattr(row, name) for row in of_year) for name in NUMBERS),
                )


def _row(unit: Unit, year: int, now: datetime, numbers: tuple[int, ...]) -> YearlyFigure:
    return YearlyFigure(
        unit=unit,
        year=year,
        source=SOURCE,
        changed_at=now,
        is_demonstration=True,
        **dict(zip(NUMBERS, numbers, strict=True)),
    )
