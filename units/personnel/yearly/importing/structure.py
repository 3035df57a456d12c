"""Reads of a sheet what values do not tell: merged cells, hidden lines and columns.

One pass over the part that keeps nothing but what it looks for.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from openpyxl.utils import range_boundaries

from .faults import damaged
from .package import UNREADABLE

Box = tuple[int, int, int, int]
MOST_BOXES = 5_000
TRUE = {"1", "true"}


@dataclass
class Structure:
    """Merged boxes (first column, first line, last column, last line), what is hidden."""

    merged: list[Box] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    # The first line below those that are read in which anything stands, nought for none.
    unread_line: int = 0

    def boxes_in(self, *, line: int, column: int) -> list[Box]:
        """Return the merged boxes that reach a line or lie below it, up to a column."""
        return [box for box in self.merged if box[3] >= line and box[0] <= column]

    def is_merged(self, line: int, *, column: int) -> bool:
        """Tell whether a merged box, up to a column, covers a part of a line."""
        return any(box[1] <= line <= box[3] and box[0] <= column for box in self.merged)


def structure_of(package: ZipFile, part: str, *, lines: int, columns: int) -> Structure:
    """Return the structure of the sheet in a part; raises `WorkbookRefused` for a damaged one."""
    reader = _Reader(lines, columns)
    # The parser itself limits how far entities may grow; here none are needed at all.
    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler = reader.begin
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        with package.open(part) as entry:
            parser.ParseFile(entry)
    except (ExpatError, *UNREADABLE) as error:
        raise damaged() from error
    return reader.found


class _Reader:
    """Notes the elements that tell something."""

    def __init__(self, lines: int, columns: int) -> None:
        self.found, self.lines, self.columns = Structure(), lines, columns
        self.line, self.cell = 0, ""

    def refuse(self, *_args: Any) -> None:
        """Stop at a document type: no spreadsheet program writes one."""
        raise damaged()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Look at one element."""
        note = self._NOTES.get(name.rpartition("}")[2])
        if note is not None:
            note(self, attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        # A line without a number follows the one before.
        self.line = int(attributes.get("r") or self.line + 1)
        if attributes.get("hidden") in TRUE:
            self.found.hidden_lines.add(self.line)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cell = attributes.get("r", "")

    def _value(self, _attributes: dict[str, str]) -> None:
        if self.line > self.lines and not self.found.unread_line:
            column = range_boundaries(self.cell)[0] if self.cell else 1
            if column is not None and column <= self.columns:
                self.found.unread_line = self.line

    def _column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.found.hidden_columns.update(range(first, min(last, self.columns) + 1))

    def _box(self, attributes: dict[str, str]) -> None:
        if len(self.found.merged) < MOST_BOXES:
            left, top, right, bottom = range_boundaries(attributes.get("ref", ""))
            self.found.merged.append((left or 1, top or 1, right or 1, bottom or 1))

    _NOTES = {"row": _row, "col": _column, "mergeCell": _box, "c": _cell} | dict.fromkeys(
        ("v", "is", "f"), _value
    )
