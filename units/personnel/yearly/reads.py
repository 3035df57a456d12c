"""Reads figures: of one unit over the years, of all units in one year by kind with sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from units.enums import UnitKind
from units.models import Unit
from units.querysets import UnitQuerySet

from ..models import YearlyFigure
from .checks import NUMBERS, grouped, number_label

KNOWN = Q(*((f"{name}__isnull", False) for name in NUMBERS), _connector=Q.OR)


@dataclass(frozen=True)
class Cell:
    """A number as text under its heading; a dash is not known."""

    label: str
    text: str


@dataclass(frozen=True)
class Row:
    """One unit in one year. `is_added` says whether its numbers are part of the sums."""

    unit: Unit
    figure: YearlyFigure | None
    is_added: bool

    @property
    def numbers(self) -> list[int | None]:
        """Return the four numbers in their order."""
        return [getattr(self.figure, name, None) for name in NUMBERS]

    @property
    def cells(self) -> list[Cell]:
        """Return the numbers as text."""
        return cells_of(self.numbers)


@dataclass(frozen=True)
class Group:
    """The units of one kind with their sums; None where no unit told a number."""

    kind: str
    label: str | Promise
    rows: list[Row]

    @property
    def told(self) -> int:
        """Return how many units have figures."""
        return sum(row.figure is not None for row in self.rows)

    @property
    def sums(self) -> list[int | None]:
        """Return the sum of each number over the units that are added."""
        return sums_of(self.rows)

    @property
    def cells(self) -> list[Cell]:
        """Return the sums as text."""
        return cells_of(self.sums)


@dataclass(frozen=True)
class YearTable:
    """All units of a year by kind; the sums leave out what would be counted twice."""

    year: int
    groups: list[Group]

    @property
    def rows(self) -> list[Row]:
        """Return the rows of all groups."""
        return [row for group in self.groups for row in group.rows]

    @property
    def cells(self) -> list[Cell]:
        """Return the sums over all units as text."""
        return cells_of(sums_of(self.rows))

    @property
    def told(self) -> int:
        """Return how many units have figures."""
        return sum(group.told for group in self.groups)

    @property
    def has_numbers(self) -> bool:
        """Tell whether any unit has figures."""
        return self.told > 0

    @property
    def is_demonstration(self) -> bool:
        """Tell whether invented figures are among them."""
        return any(row.figure and row.figure.is_demonstration for row in self.rows)


def figures_of_unit(unit_id: int) -> list[YearlyFigure]:
    """Return the years of a unit that have any number, the newest first: one query."""
    rows = YearlyFigure.objects.filter(KNOWN, unit=unit_id).select_related("changed_by")
    return list(rows.order_by("-year"))


def known_years(units: QuerySet[Unit] | None = None) -> list[int]:
    """Return the years of which anything is known, the newest first."""
    rows = YearlyFigure.objects.filter(KNOWN)
    if units is not None:
        rows = rows.filter(unit__in=units.values("pk"))
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def table_of_year(
    year: int, *, units: UnitQuerySet, today: date, kind: str = "", all_units: bool = True
) -> YearTable:
    """Return the units that existed at the end of a year with their figures: two queries.

    `all_units` also names those that told nothing.
    """
    there = units.active_on(min(date(year, 12, 31), today)).select_related("parent")
    if kind:
        there = there.filter(kind=kind)
    found = {row.unit_id: row for row in YearlyFigure.objects.filter(KNOWN, year=year)}
    rows = [Row(unit, found.get(unit.pk), _is_added(unit)) for unit in there]
    shown = [row for row in rows if all_units or row.figure]
    return YearTable(year, _groups(shown))


def _groups(rows: Iterable[Row]) -> list[Group]:
    order = {value: place for place, value in enumerate(UnitKind.values)}
    ranked = sorted(rows, key=lambda row: (order[row.unit.kind], row.unit.sort_name))
    return [
        Group(kind, UnitKind(kind).label, list(members))
        for kind, members in groupby(ranked, lambda row: row.unit.kind)
    ]


def _is_added(unit: Unit) -> bool:
    """Leave out the Confederation, which tells the whole, and what lies within another unit."""
    is_within = unit.parent is not None and unit.parent.kind != UnitKind.CONFEDERATION
    return unit.kind != UnitKind.CONFEDERATION and not is_within


def sums_of(rows: Sequence[Row]) -> list[int | None]:
    """Return the sum of each known number; None where none is known."""
    added = [row.numbers for row in rows if row.is_added]
    columns = [[one[place] for one in added] for place in range(len(NUMBERS))]
    known = [[value for value in column if value is not None] for column in columns]
    return [sum(values) if values else None for values in known]


def cells_of(numbers: Iterable[int | None]) -> list[Cell]:
    """Return the four numbers as text under their headings."""
    pairs = zip(NUMBERS, numbers, strict=True)
    return [Cell(number_label(name), "–" if one is None else grouped(one)) for name, one in pairs]
