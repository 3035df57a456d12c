"""Lines of the table of figures: how units answer, the worst first, each number with its list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units.models import Unit

from .. import queries, rules
from ..queries import UnitFigures, UnitLoad, unit_figures, unit_loads
from .periods import Period


@dataclass(frozen=True)
class Number:
    """A count under its heading; `url` leads to the questions behind it, where there is a list."""

    label: Any
    value: int
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """The figures of a unit, or of all together where `unit` is missing."""

    unit: Unit | None
    load: UnitLoad
    figures: UnitFigures
    is_linked: bool = False

    @property
    def numbers(self) -> list[Number]:
        """Return the counts in the order of the headings."""
        load, answered, on_time = self.load, self.figures.answered, self.figures.on_time
        return [
            Number(
                pgettext_lazy("tab of questions", "Open"), load.open, self._url("open", load.open)
            ),
            Number(
                pgettext_lazy("tab of questions", "Due soon"),
                load.soon,
                self._url("soon", load.soon),
                "soon",
            ),
            Number(
                pgettext_lazy("tab of questions", "Overdue"),
                load.overdue,
                self._url("late", load.overdue),
                "late",
            ),
            Number(_("Answered in time"), on_time),
            Number(_("Answered late"), answered - on_time),
        ]

    def _url(self, tab: str, value: int) -> str:
        if not (self.is_linked and value):
            return ""
        query: dict[str, Any] = {"tab": tab}
        if self.unit:
            query["unit"] = self.unit.pk
        return f"{reverse('question_list')}?{urlencode(query)}"


def lines_for(user, *, period: Period, today: date) -> list[Line]:
    """Return the line of each unit with questions that the account reads; the worst rate first."""
    centre = rules.is_voice_centre(user)
    ids = None if centre else rules.counted_units(user)
    linked = rules.answering_units(user)
    loads = unit_loads(today=today, soon_until=queries.soon_until(today), unit_ids=ids)
    found = unit_figures(first=period.first, last=period.last, today=today, unit_ids=ids)
    lines = [
        Line(unit, loads[unit.pk], found[unit.pk], centre or unit.pk in linked)
        for unit in Unit.objects.filter(pk__in=_with_something(loads, found))
    ]
    return sorted(lines, key=_worst_first)


def _with_something(loads: dict[int, UnitLoad], found: dict[int, UnitFigures]) -> Collection[int]:
    """Return the units that have something open or answered in the period."""
    return [pk for pk, load in loads.items() if load.open or found[pk] != UnitFigures()]


def _worst_first(line: Line) -> tuple[bool, int, int]:
    rate = line.figures.rate
    return rate is None, rate or 0, -line.load.overdue


def total_of(lines: Sequence[Line]) -> Line:
    """Return all lines together; its numbers have lists where those of each line have."""
    load = UnitLoad(*(sum(getattr(one.load, name) for one in lines) for name in _LOAD))
    figures = UnitFigures(*(sum(getattr(one.figures, name) for one in lines) for name in _FIGURES))
    return Line(None, load, figures, all(one.is_linked for one in lines))


_LOAD = ("open", "soon", "overdue")
_FIGURES = ("answered", "on_time", "overdue")
