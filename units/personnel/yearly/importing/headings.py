"""Finds the line of headings, whatever their order; names what is missing, doubled or unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from . import limits
from .cells import is_blank
from .columns import BY_HEADING, COLUMNS, Column, folded
from .faults import Fault, shown

# So many known headings make a line of headings.
ENOUGH = 3
LIKE = 0.6


@dataclass
class Headings:
    """Line of the headings, nought where there is none, and the column of each name."""

    line: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def last_column(self) -> int:
        """Return the last column of the table."""
        return max(self.columns.values(), default=0)


def find_headings(lines: Iterator[tuple[int, Sequence[Any]]], title: str) -> Headings:
    """Return the headings; `lines` goes on behind them."""
    first: tuple[int, Sequence[Any]] | None = None
    for number, cells in lines:
        first = first or (number, cells)
        texts = _texts(cells)
        if sum(folded(text) in BY_HEADING for text in texts.values()) >= ENOUGH:
            return _headings(number, texts, title)
        if number >= limits.HEADING_LINES:
            break
    return Headings(faults=[_no_line(first, title)])


def _texts(cells: Sequence[Any]) -> dict[int, str]:
    """Return the texts of a line by column."""
    return {
        column: str(cell.value)[:200]
        for column, cell in enumerate(cells, start=1)
        if not is_blank(cell.value)
    }


def _headings(line: int, texts: dict[int, str], title: str) -> Headings:
    found = Headings(line)
    unknown: dict[int, str] = {}
    for column, text in texts.items():
        known = BY_HEADING.get(folded(text))
        where = f"{get_column_letter(column)}{line}"
        if known is None:
            unknown[column] = text
        elif known.name in found.columns:
            found.faults.append(_doubled(title, where, text, found.columns[known.name], line))
        else:
            found.columns[known.name] = column
    missing = [column for column in COLUMNS if column.name not in found.columns]
    renamed = {name: place for place, text in unknown.items() for name in _meant(text, missing)}
    for one in missing:
        if one.is_needed or one.name in renamed:
            found.faults.append(_missing(title, line, one, renamed.get(one.name), unknown))
    found.notes += [
        _("Column %(column)s “%(heading)s” is not read.")
        % {"column": get_column_letter(place), "heading": shown(text)}
        for place, text in unknown.items()
        if place not in renamed.values()
    ]
    return found


def _meant(text: str, missing: list[Column]) -> list[str]:
    """Return the name of the missing heading that an unknown one is like, in a list, or none."""
    names = {folded(column.heading): column.name for column in missing}
    return [names[one] for one in get_close_matches(folded(text), names, n=1, cutoff=LIKE)]


def _missing(
    title: str, line: int, column: Column, place: int | None, unknown: dict[int, str]
) -> Fault:
    if place is not None:
        return Fault(
            title,
            f"{get_column_letter(place)}{line}",
            shown(unknown[place]),
            _("This heading was renamed, or misspelt."),
            _("Write “%(heading)s”.") % {"heading": column.heading},
        )
    return Fault(
        title,
        f"A{line}",
        ", ".join(shown(text) for text in unknown.values()),
        _("The heading “%(heading)s” is missing in this line.") % {"heading": column.heading},
        _("Add the column; its cells may stay empty. The order of columns is free."),
    )


def _doubled(title: str, where: str, text: str, first: int, line: int) -> Fault:
    return Fault(
        title,
        where,
        shown(text),
        _("This heading stands in %(cell)s already.")
        % {"cell": f"{get_column_letter(first)}{line}"},
        _("Delete one of the two columns."),
    )


def _no_line(first: tuple[int, Sequence[Any]] | None, title: str) -> Fault:
    number, cells = first or (1, ())
    texts = ", ".join(shown(text) for text in _texts(cells).values())
    names = ", ".join(f"“{column.heading}”" for column in COLUMNS if column.is_needed)
    return Fault(
        title,
        f"A{number}",
        shown(texts),
        _("No line of headings was found."),
        _("One of the first lines must hold %(names)s.") % {"names": names},
    )
