"""What figures must be, for the form, the workbook and the service alike."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from units.models import Unit

from ..models import YearlyFigure
from ..models.figures import FIRST_YEAR

NUMBERS = ("grassroots_unions", "members", "enterprises", "full_time_officers")
# As many as the country has people: more is a slip of the hand.
LARGEST = 100_000_000
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one year; None is not known. `counted_on` None: 31 December of the year."""

    grassroots_unions: int | None = None
    members: int | None = None
    enterprises: int | None = None
    full_time_officers: int | None = None
    counted_on: date | None = None
    source: str = ""

    @property
    def numbers(self) -> dict[str, int | None]:
        """Return the four numbers by name."""
        return {name: getattr(self, name) for name in NUMBERS}

    @property
    def has_numbers(self) -> bool:
        """Tell whether any number is known."""
        return any(value is not None for value in self.numbers.values())

    def as_data(self) -> dict[str, Any]:
        """Return plain data for the audit trail."""
        day = self.counted_on.isoformat() if self.counted_on else None
        return self.numbers | {"counted_on": day, "source": self.source}


NAMES = tuple(field.name for field in fields(Figures))


def figures_of(row: YearlyFigure) -> Figures:
    """Return what a stored row says."""
    return Figures(**{name: getattr(row, name) for name in NAMES})


def number_label(name: str) -> str:
    """Return what a number is called, with a capital letter."""
    text = str(YearlyFigure._meta.get_field(name).verbose_name)
    return text[:1].upper() + text[1:]


def fault_of_number(value: int) -> str:
    """Return what is wrong with a number, or nothing."""
    if value < 0:
        return _("A number cannot be below nought.")
    if value > LARGEST:
        return _("This number is larger than the whole country.")
    return ""


def fault_of_year(unit: Unit, year: int, today: date) -> str:
    """Return why a unit cannot have figures of a year, or nothing."""
    if year > today.year:
        return _("The year %(year)s has not begun yet.") % {"year": year}
    if year < FIRST_YEAR:
        return _("Choose a year from %(year)s on.") % {"year": FIRST_YEAR}
    if unit.valid_from and year < unit.valid_from.year:
        return _("The unit begins on %(day)s.") % {"day": _day(unit.valid_from)}
    if unit.valid_to and year > unit.valid_to.year:
        return _("The unit ended on %(day)s.") % {"day": _day(unit.valid_to)}
    return ""


def fault_of_day(unit: Unit, year: int, counted_on: date | None, today: date) -> str:
    """Return what is wrong with the day of counting, or nothing.

    Empty means the last day of the year, so it must be said while the year runs, and for the year
    in which a unit ends.
    """
    day = counted_on or date(year, 12, 31)
    if day.year != year:
        return _("The day of counting must lie in the year %(year)s.") % {"year": year}
    if day > today:
        return (
            _("This day is still to come.")
            if counted_on
            else _("The year %(year)s is not over: say on which day was counted.") % {"year": year}
        )
    if unit.valid_to and day > unit.valid_to:
        return _("The unit ended on %(day)s: count on that day or before.") % {
            "day": _day(unit.valid_to)
        }
    return ""


@dataclass(frozen=True, slots=True)
class Jump:
    """A number that differs by more than half from the year before."""

    name: str
    old: int
    new: int

    @property
    def words(self) -> str:
        """Return the jump in words."""
        return _("%(what)s: %(old)s the year before, %(new)s now.") % {
            "what": number_label(self.name),
            "old": grouped(self.old),
            "new": grouped(self.new),
        }


def jumps(before: Mapping[str, int | None] | None, after: Mapping[str, int | None]) -> list[Jump]:
    """Return the numbers that differ by more than half from the year before."""
    pairs = ((name, (before or {}).get(name), new) for name, new in after.items())
    return [
        Jump(name, old, new)
        for name, old, new in pairs
        if old is not None and new is not None and 2 * abs(new - old) > old
    ]


def grouped(value: int) -> str:
    """Return a number with the separators of the active language."""
    return number_format(value, force_grouping=True)


def words_of(value: int | date | str | None) -> str:
    """Return a value of the figures as a person reads it; a dash is not known."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return _day(value)
    return grouped(value) if isinstance(value, int) else value


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
