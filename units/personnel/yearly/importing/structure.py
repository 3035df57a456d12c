"""Reads of a sheet what values do not tell: merged cells, hidden lines and columns.

One pass over the part, line by line, that forgets what it has read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from openpyxl.utils import range_boundaries

from .faults import damaged
from .package import UNREADABLE

Box = tuple[int, int, int, int]
MOST_BOXES = 5_000
TRUE = {"1", "true"}
CONTAINERS, PARTS = {"sheetData", "cols", "mergeCells"}, {"row", "col", "mergeCell"}


@dataclass
class Structure:
    """Merged boxes (first column, first line, last column, last line), what is hidden."""

    merged: list[Box] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def boxes_below(self, line: int) -> list[Box]:
        """Return the merged boxes that reach a line or lie below it."""
        return [box for box in self.merged if box[3] >= line]


def structure_of(package: ZipFile, part: str, *, columns: int) -> Structure:
    """Return the structure of the sheet in a part; raises `WorkbookRefused` for a damaged one."""
    found = Structure()
    try:
        with package.open(part) as entry:
            for name, element in _elements(entry):
                _note(found, name, element, columns)
    except (ParseError, DefusedXmlException, *UNREADABLE) as error:
        raise damaged() from error
    return found


def _elements(entry: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Yield (name, element) at the end of each element, and drop what is read."""
    line, around = 0, None
    for event, element in iterparse(entry, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            around = element if name in CONTAINERS else around
            continue
        if name == "row":
            # A line without a number follows the one before.
            line = int(element.get("r") or line + 1)
            element.set("r", str(line))
        yield name, element
        if name in PARTS and around is not None:
            around.clear()


def _note(found: Structure, name: str, element: Any, columns: int) -> None:
    if name == "row" and element.get("hidden") in TRUE:
        found.hidden_lines.add(int(element.get("r")))
    elif name == "col" and element.get("hidden") in TRUE:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        found.hidden_columns.update(range(first, min(last, columns) + 1))
    elif name == "mergeCell" and len(found.merged) < MOST_BOXES:
        found.merged.append(_box(element.get("ref", "")))


def _box(text: str) -> Box:
    left, top, right, bottom = range_boundaries(text)
    return left or 1, top or 1, right or 1, bottom or 1
