"""Reads a workbook: finds the sheet of figures, looks at how it is built, then reads its lines."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from . import limits
from .cells import is_blank
from .columns import GUIDE, SHEET, folded
from .faults import Fault, damaged, shown
from .headings import Headings, find_headings
from .lines import Sheet, read_lines
from .package import UNREADABLE, open_package
from .structure import Structure, structure_of

# What the libraries raise for a part that is not what the format asks for.
BROKEN = (
    *UNREADABLE,
    *(DefusedXmlException, LxmlError, SyntaxError, InvalidFileException),
    *(TypeError, AttributeError, IndexError, AssertionError),
)


def read_workbook(content: bytes, *, name: str) -> Sheet:
    """Return what the sheet of figures says; raises `WorkbookRefused` for what is no workbook."""
    package = open_package(content, name=name)
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        return _read(book, package)
    except BROKEN as error:
        raise damaged() from error


def _read(book: Any, package: ZipFile) -> Sheet:
    read = Sheet()
    sheet = next((one for one in book.worksheets if folded(one.title) == folded(SHEET)), None)
    if sheet is None:
        read.faults.append(_no_sheet(book))
        return read
    if sheet.sheet_state != "visible":
        read.faults.append(_hidden_sheet(sheet.title))
        return read
    read.notes += _other_sheets(book, sheet)
    sheet.reset_dimensions()
    structure = structure_of(
        package, _part_of(sheet), lines=limits.LAST_LINE, columns=limits.COLUMNS
    )
    if structure.unread_line:
        text = _("Below line %(last)s nothing is read, but something stands in line %(line)s.")
        read.notes.append(text % {"last": limits.LAST_LINE, "line": structure.unread_line})
    lines = _lines(sheet)
    headings = find_headings(lines, sheet.title)
    read.faults += headings.faults
    read.notes += headings.notes
    if not headings.faults:
        _check_boxes(read, sheet.title, structure, headings)
        read_lines(read, sheet.title, lines, headings, structure)
    return read


def _lines(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield (line, cells) of every line that holds anything."""
    rows = sheet.iter_rows(max_row=limits.LAST_LINE, max_col=limits.COLUMNS)
    for number, cells in enumerate(rows, start=1):
        if any(not is_blank(cell.value) for cell in cells):
            yield number, cells


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _no_sheet(book: Any) -> Fault:
    names = ", ".join(f"“{shown(one.title)}”" for one in book.worksheets[:10])
    return Fault(
        SHEET,
        "",
        names,
        _("There is no sheet “%(name)s” in this workbook.") % {"name": SHEET},
        _("Rename the sheet that holds the figures, or fill in the template."),
    )


def _hidden_sheet(title: str) -> Fault:
    return Fault(
        title,
        "",
        "",
        _("The sheet of figures is hidden: nobody sees what would be taken over."),
        _("Show the sheet, look it through, save and send it again."),
    )


def _other_sheets(book: Any, sheet: Any) -> Iterator[str]:
    for one in book.worksheets:
        if one.title == sheet.title or folded(one.title) == folded(GUIDE):
            continue
        if one.sheet_state == "visible":
            yield _("The sheet “%(name)s” is not read.") % {"name": shown(one.title)}
        else:
            yield _("The hidden sheet “%(name)s” is not read.") % {"name": shown(one.title)}


def _check_boxes(read: Sheet, title: str, structure: Structure, headings: Headings) -> None:
    """Name merged cells in the table: which line or column their value belongs to is unknown."""
    boxes = structure.boxes_in(line=headings.line, column=headings.last_column)
    for left, top, right, bottom in boxes:
        first = f"{get_column_letter(left)}{top}"
        last = f"{get_column_letter(right)}{bottom}"
        read.faults.append(
            Fault(
                title,
                first,
                f"{first}:{last}",
                _("These cells are merged."),
                _("Unmerge them and write the value into each cell."),
            )
        )
