"""Cells of a workbook: numbers are numbers, and text never runs as a formula."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Value = str | int | float | date | None


def font(**style: Any) -> Font:
    """Return a font of the one family; without a name a program chooses another for each style."""
    return Font(**{"name": "Calibri", "size": 11} | style)


BOLD, TITLE = font(bold=True), font(bold=True, size=14)
WRAPPED = Alignment(wrap_text=True, vertical="center")
MOMENT, DAY, PERCENT = "hh:mm dd/mm/yyyy", "dd/mm/yyyy", "0%"


def put(sheet: Any, row: int, column: int, value: Value, **style: Any) -> Any:
    """Write a value and return its cell; `style` are attributes of the cell."""
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        if cell.value:
            cell.data_type, cell.quotePrefix = "s", True
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = MOMENT if isinstance(value, datetime) else DAY
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def put_headings(sheet: Any, row: int, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Write a row of bold headings, set the widths and keep both in view."""
    for column, (text, width) in enumerate(zip(headings, widths, strict=True), start=1):
        put(sheet, row, column, str(text), font=BOLD, alignment=WRAPPED)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(row=row + 1, column=1)
    sheet.print_title_rows = f"{row}:{row}"


def set_page(sheet: Any, *, paper: int) -> None:
    """Print across, as wide as the paper and as many pages down as there are."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
