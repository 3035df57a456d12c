"""Draws a unit's numbers over the years: members as bars, the rest as lines; gaps stay gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..models import YearlyFigure
from .checks import NUMBERS, grouped, number_label

# In units of the drawing, about pixels on a telephone.
WIDTH, HEIGHT, LEFT, TOP, FOOT = 360, 150, 74, 8, 22
MOST_YEARS, STEPS, WIDEST_BAR, WIDE_SLOT = 12, 3, 26, 30
ORDER = ("members", *(name for name in NUMBERS if name != "members"))


@dataclass(frozen=True)
class Mark:
    """One year: its number, the middle of its slot and the height at which the number lies."""

    year: int
    value: int | None
    middle: float
    top: float
    width: float
    is_wide: bool

    @property
    def label(self) -> str:
        """Return the year, of many years the last two digits."""
        return str(self.year) if self.is_wide else f"’{self.year % 100:02}"

    @property
    def left(self) -> float:
        """Return where the bar begins."""
        return round(self.middle - self.width / 2, 1)

    @property
    def height(self) -> float:
        """Return how tall the bar is."""
        return round(TOP + HEIGHT - self.top, 1)


@dataclass(frozen=True)
class Tick:
    """A line across with its number."""

    label: str
    top: float

    @property
    def baseline(self) -> float:
        """Return where its text stands."""
        return self.top + 4


@dataclass(frozen=True)
class Chart:
    """One number over the years; `lines` are the unbroken parts of its line."""

    name: str
    label: str
    is_bars: bool
    marks: list[Mark]
    ticks: list[Tick]
    lines: list[str] = field(default_factory=list)
    width: int = WIDTH
    height: int = TOP + HEIGHT + FOOT
    left: int = LEFT
    label_left: int = LEFT - 8
    ground: int = TOP + HEIGHT
    year_top: int = TOP + HEIGHT + FOOT - 6

    @property
    def known(self) -> list[Mark]:
        """Return the years whose number is known."""
        return [mark for mark in self.marks if mark.value is not None]

    @property
    def missing(self) -> list[Mark]:
        """Return the years whose number is not known."""
        return [mark for mark in self.marks if mark.value is None]


def charts_of(rows: Sequence[YearlyFigure]) -> list[Chart]:
    """Return a chart for each number that is known in two years or more, all over the same years.

    At most the last twelve years; the table beside has all.
    """
    by_year = {row.year: row for row in rows}
    if not by_year:
        return []
    last = max(by_year)
    years = range(max(min(by_year), last - MOST_YEARS + 1), last + 1)
    values = {name: [getattr(by_year.get(year), name, None) for year in years] for name in ORDER}
    drawn = [name for name in ORDER if sum(one is not None for one in values[name]) > 1]
    return [_chart(name, list(years), values[name]) for name in drawn]


def _chart(name: str, years: list[int], values: list[int | None]) -> Chart:
    step = _step(max(value for value in values if value is not None))
    highest, slot = step * STEPS, (WIDTH - LEFT) / len(years)
    marks = [
        Mark(
            year=year,
            value=value,
            middle=round(LEFT + slot * (place + 0.5), 1),
            top=_top(value or 0, highest),
            width=round(min(WIDEST_BAR, slot * 0.62), 1),
            is_wide=slot >= WIDE_SLOT,
        )
        for place, (year, value) in enumerate(zip(years, values, strict=True))
    ]
    ticks = [Tick(grouped(step * one), _top(step * one, highest)) for one in range(1, STEPS + 1)]
    is_bars = name == "members"
    lines = [] if is_bars else _lines(marks)
    return Chart(name, number_label(name), is_bars, marks, ticks, lines)


def _top(value: int, highest: int) -> float:
    return round(TOP + HEIGHT * (1 - value / highest), 1)


def _step(largest: int) -> int:
    """Return a round step of which three reach the largest number: 1, 2, 4, 5 by tens."""
    wanted, scale = max(1, -(-largest // STEPS)), 1
    while True:
        for digit in (1, 2, 4, 5):
            if digit * scale >= wanted:
                return digit * scale
        scale *= 10


def _lines(marks: list[Mark]) -> list[str]:
    """Return the points of each unbroken part of at least two years."""
    parts: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.value is None:
            parts.append([])
        else:
            parts[-1].append(mark)
    return [" ".join(f"{one.middle},{one.top}" for one in part) for part in parts if len(part) > 1]
