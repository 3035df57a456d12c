"""Reads the lines below the headings cell by cell, and names the cell of each fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from . import limits
from .cells import (
    Unreadable,
    is_blank,
    read_code,
    read_day,
    read_number,
    read_text,
    read_year,
)
from .columns import BY_NAME
from .faults import Fault, shown
from .headings import Headings
from .structure import Structure

LONGEST_CELL = 1_000
READERS = {
    "code": read_code,
    "unit_name": read_text,
    "year": read_year,
    "counted_on": read_day,
    "source": read_text,
}
NAMED = {"code", "unit_name", "year"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet as read; `columns` says where each value stood."""

    sheet: str
    number: int
    values: dict[str, Any]
    columns: dict[str, int]

    def cell(self, name: str) -> str:
        """Return the address of a column's cell in this line, such as D17."""
        return f"{get_column_letter(self.columns[name])}{self.number}"


@dataclass
class Sheet:
    """What a workbook says: good lines, faults, what was not read, how many lines were empty."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    blank: int = 0


def read_lines(
    read: Sheet,
    title: str,
    lines: Iterator[tuple[int, Sequence[Any]]],
    headings: Headings,
    structure: Structure,
) -> None:
    _check_columns(read, title, headings, structure)
    for count, (number, cells) in enumerate(lines, start=1):
        if count > limits.ROWS:
            read.faults.append(_too_many(title, number))
            return
        if not any(not is_blank(_value(cells, place)) for place in headings.columns.values()):
            continue
        if number in structure.hidden_lines:
            read.faults.append(_hidden_line(title, number, cells, headings))
            continue
        # What is merged has been named; its cells say nothing for themselves.
        if not structure.is_merged(number, column=headings.last_column):
            _read_line(read, title, number, cells, headings)


def _check_columns(read: Sheet, title: str, headings: Headings, structure: Structure) -> None:
    for name, column in headings.columns.items():
        if column in structure.hidden_columns:
            read.faults.append(
                Fault(
                    title,
                    f"{get_column_letter(column)}{headings.line}",
                    BY_NAME[name].heading,
                    _("This column is hidden: nobody sees what would be taken over."),
                    _("Show the column, look it through, save and send it again."),
                )
            )


def _read_line(
    read: Sheet, title: str, number: int, cells: Sequence[Any], headings: Headings
) -> None:
    """Add a line, or the faults of its cells."""
    values: dict[str, Any] = {}
    faults = []
    for name, column in headings.columns.items():
        cell = cells[column - 1] if column <= len(cells) else None
        try:
            values[name] = _read_cell(name, cell)
        except Unreadable as error:
            where = f"{get_column_letter(column)}{number}"
            faults.append(Fault(title, where, shown(cell.value), error.wrong, error.mend))
    line = Line(title, number, values, headings.columns)
    if not faults and _says_nothing(values):
        read.blank += 1
        return
    faults = faults or _incomplete(title, line)
    read.faults += faults
    if not faults:
        read.lines.append(line)


def _read_cell(name: str, cell: Any) -> Any:
    value = cell.value if cell is not None else None
    if is_blank(value):
        return READERS.get(name, read_number)(None)
    if cell.data_type == "f":
        raise Unreadable(
            _("Here stands a formula; only values are taken, not what a formula last gave."),
            _("Copy the column and paste it as values."),
        )
    if cell.data_type == "e":
        raise Unreadable(_("Here stands an error of Excel."), _("Write the value itself."))
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise Unreadable(_("This text is too long."), _("Write what the heading asks for."))
    return READERS.get(name, read_number)(value)


def _says_nothing(values: dict[str, Any]) -> bool:
    """Tell whether a line of the template was left as it was: a unit, a year, nothing else."""
    return not any(
        value is not None and value != "" for name, value in values.items() if name not in NAMED
    )


def _incomplete(title: str, line: Line) -> list[Fault]:
    if line.values["code"] and line.values["year"]:
        return []
    wrong = {"code": _("The code of the unit is missing."), "year": _("The year is missing.")}
    mend = _("Fill it in, or empty the whole line; sums need no line of their own.")
    return [
        Fault(title, line.cell(name), "", text, mend)
        for name, text in wrong.items()
        if not line.values[name]
    ]


def _hidden_line(title: str, number: int, cells: Sequence[Any], headings: Headings) -> Fault:
    column = min(headings.columns.values())
    return Fault(
        title,
        f"{get_column_letter(column)}{number}",
        shown(_value(cells, column) or ""),
        _("This line is hidden: nobody sees what would be taken over."),
        _("Show the line, or delete it."),
    )


def _too_many(title: str, number: int) -> Fault:
    return Fault(
        title,
        f"A{number}",
        "",
        _("A workbook may have %(limit)s lines.") % {"limit": limits.ROWS},
        _("Split it into several files."),
    )


def _value(cells: Sequence[Any], column: int) -> Any:
    return cells[column - 1].value if column <= len(cells) else None
