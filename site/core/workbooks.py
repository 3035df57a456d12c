"""Workbooks: numbers are numbers, and what people typed never runs as a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONEY, DAY = "#,##0", "dd/mm/yyyy"
Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: bold headings that stay in view, then the rows; `widths` in characters."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]


def workbook(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int]
) -> bytes:
    """Return an XLSX file of one sheet."""
    return workbook_of([Sheet(title, headings, rows, widths)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """Return an XLSX file of several sheets, in their order."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(title=sheet.title), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(target: Any, sheet: Sheet) -> None:
    target.freeze_panes = "A2"
    for position, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(position)].width = width
    target.append([_heading(target, text) for text in sheet.headings])
    for row in sheet.rows:
        target.append([_cell(target, value) for value in row])


def _heading(sheet: Any, text: str) -> WriteOnlyCell:
    cell = _cell(sheet, str(text))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> WriteOnlyCell:
    """Return a cell of the value's own kind; text is marked as text, whatever it begins with."""
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = DAY
        elif isinstance(value, int):
            cell.number_format = MONEY
        return cell
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    if cell.value:
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = True
    return cell
