"""Reads a file of changes: two kinds of header, every fault with its line, nothing written.

A date of which only the year is known counts as 1 July of it, and one of which only the month is
known as the first of that month: the middle of the year is at most half a year from the truth, and
1 July 2025 is the day on which the whole organisation was arranged anew. How exact a date is stays
with the succession, in its source.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from core.text import normalize
from units.register import Fault

from ..enums import OperationKind

MERGERS = ("from_slug", "to_slug", "date")
CHANGES = ("from_slug", "to_slug", "change", "effective", "precision", "source", "confidence")
# What a change is called, by its first words.
WORDS = (
    ("renamed", OperationKind.RENAME),
    ("rename", OperationKind.RENAME),
    ("replaced", OperationKind.REPLACE),
    ("merged", OperationKind.MERGE),
    ("moved under", OperationKind.MERGE),
    ("split", OperationKind.SPLIT),
    ("ended", OperationKind.CLOSE),
    ("closed", OperationKind.CLOSE),
)
MID_YEAR = (7, 1)


@dataclass(frozen=True)
class Line:
    """One line of the file; `kind` is None where the file does not say, as for mergers."""

    number: int
    from_slug: str
    to_slug: str
    effective_on: date
    kind: OperationKind | None = None
    note: str = ""
    source: str = ""


@dataclass
class Reading:
    """Lines, or the faults that forbid them."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, number: int, message: str) -> None:
        """Record a fault."""
        self.faults.append(Fault(number, message))


def read_lines(path: Path) -> Reading:
    """Read mergers (`from_slug,to_slug,date`) or changes of sectors; nothing is written."""
    reading = Reading()
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        reading.fault(number, _("The file is not UTF-8 text. Save it again as “CSV UTF-8”."))
        return reading
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = tuple(reader.fieldnames or ())
    read = {MERGERS: _read_merger, CHANGES: _read_change}.get(names)
    if read is None:
        reading.fault(1, _header_fault(names))
        return reading
    try:
        for row in reader:
            _read_row(reading, reader.line_num, row, read)
    except csv.Error as error:
        text = _("This line cannot be read as CSV: %(error)s.")
        # The line itself is not counted, since it was not read.
        reading.fault(reader.line_num + 1, text % {"error": error})
    if not reading.lines and not reading.faults:
        reading.fault(1, _("The file names no change."))
    return reading


def _header_fault(names: tuple[str, ...]) -> str:
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        return _("Separate the columns by commas: save the file again as “CSV (comma delimited)”.")
    return _("The first line must name these columns: %(first)s; or these: %(second)s.") % {
        "first": ", ".join(MERGERS),
        "second": ", ".join(CHANGES),
    }


def _read_row(reading: Reading, number: int, row: dict, read) -> None:
    if None in row or None in row.values():
        reading.fault(number, _("This line does not have as many columns as the header."))
        return
    values = {name: normalize(text).strip() for name, text in row.items()}
    if not values["from_slug"]:
        reading.fault(number, _("Column %(name)s is empty.") % {"name": "from_slug"})
        return
    try:
        reading.lines.append(read(number, values))
    except ValueError as error:
        reading.fault(number, str(error))


def _read_merger(number: int, values: dict[str, str]) -> Line:
    if not values["to_slug"]:
        raise ValueError(_("Column %(name)s is empty.") % {"name": "to_slug"})
    return Line(
        number=number,
        from_slug=values["from_slug"],
        to_slug=values["to_slug"],
        effective_on=_date(values["date"]),
    )


def _read_change(number: int, values: dict[str, str]) -> Line:
    kind = _kind(values["change"])
    if kind == OperationKind.CLOSE and values["to_slug"]:
        raise ValueError(_("A unit that is closed has no successor."))
    if kind != OperationKind.CLOSE and not values["to_slug"]:
        raise ValueError(_("Column %(name)s is empty.") % {"name": "to_slug"})
    return Line(
        number=number,
        from_slug=values["from_slug"],
        to_slug=values["to_slug"],
        effective_on=_date(values["effective"]),
        kind=kind,
        note=values["change"],
        source=_source(values),
    )


def _kind(change: str) -> OperationKind:
    for words, kind in WORDS:
        if change.lower().startswith(words):
            return kind
    raise ValueError(_("Unknown change: “%(change)s”.") % {"change": change})


def _date(text: str) -> date:
    """Return the day that a text names, or stands for; raise ValueError with the reason."""
    if re.fullmatch(r"\d{4}", text):
        return _safe_date(text, int(text), *MID_YEAR)
    month = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if month:
        return _safe_date(text, int(month[1]), int(month[2]), 1)
    day = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if day:
        return _safe_date(text, int(day[1]), int(day[2]), int(day[3]))
    raise ValueError(_no_date(text))


def _safe_date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(_no_date(text)) from error


def _no_date(text: str) -> str:
    return _("%(value)s is not a date; write it as YYYY-MM-DD.") % {"value": text}


def _source(values: dict[str, str]) -> str:
    """Return where a change is known from and how exact its date is, at most 255 characters."""
    exactness = f"{values['effective']} ({values['precision']})"
    return f"{exactness}; {values['source']}"[:255]
