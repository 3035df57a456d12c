"""Registry of what half-year reports count; every app puts its own indicators here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise

from units.enums import UnitKind

TWO_PLACES = Decimal("0.01")


class IndicatorKind(StrEnum):
    """What a value is: a number of things, a part of a whole in per cent, or a mean."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"


@dataclass(frozen=True)
class Window:
    """From the first day to the last, both included, by the portal's clock; counted at `now`."""

    starts_on: date
    ends_on: date
    now: datetime

    @property
    def begin(self) -> datetime:
        """Return the first moment that counts."""
        return _midnight(self.starts_on)

    @property
    def end(self) -> datetime:
        """Return the first moment that does not count any more."""
        return _midnight(self.ends_on + timedelta(days=1))


@dataclass(frozen=True)
class Figure:
    """A counted value. Of a share `part` of `whole`; an indicator without a whole is no figure."""

    value: Decimal
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True)
class Record:
    """One thing that was counted, for the drill-down; `counts` says whether it is in the part."""

    label: str
    happened_at: datetime | date | None
    counts: bool = True
    note: str = ""
    url: str = ""


# Given unit ids and a window: figures by unit id, in a number of queries that does not grow with
# the units. A unit left out has none: the indicator does not apply to it, or nothing was due.
Count = Callable[[Collection[int], Window], dict[int, Figure]]
# Given one unit and a window: the records that make its figure, newest first.
Records = Callable[[int, Window], Sequence[Record]]


@dataclass(frozen=True)
class Indicator:
    """One indicator; `code` is stored in reports and never changes its meaning.

    `formula` tells readers in one sentence how the figure is counted. `unit_kinds` empty: all.
    `weight` is its share of the score that is proposed; nought: it is not part of it.
    """

    code: str
    order: int
    label: str | Promise
    formula: str | Promise
    kind: IndicatorKind
    count: Count
    records: Records
    unit_kinds: frozenset[UnitKind] = field(default_factory=frozenset)
    weight: int = 0


_indicators: dict[str, Indicator] = {}


def register(indicator: Indicator) -> None:
    """Add an indicator; registering the same code again replaces it."""
    _indicators[indicator.code] = indicator


def registered() -> list[Indicator]:
    """Return all indicators in their order."""
    return sorted(_indicators.values(), key=lambda indicator: (indicator.order, indicator.code))


def indicator_of(code: str) -> Indicator | None:
    """Return an indicator by its code, or None where no app has it any more."""
    return _indicators.get(code)


def count_of(number: int) -> Figure:
    """Return a count as a figure."""
    return Figure(Decimal(number))


def share_of(part: int, whole: int) -> Figure | None:
    """Return a share in per cent, rounded half up to two places; None where nothing was due."""
    if not whole:
        return None
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(TWO_PLACES, ROUND_HALF_UP)
    return Figure(value, part, whole)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
