"""The workbook that units fill in: their units, one line for each year, what is known already."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from units.models import Unit

from ...models import YearlyFigure
from ..checks import NUMBERS, fault_of_year
from .columns import COLUMNS, GUIDE, SHEET

BOLD, SHADE = Font(bold=True), PatternFill("solid", fgColor="F6F3EE")
FORMATS = {"counted_on": "dd/mm/yyyy", **dict.fromkeys(NUMBERS, "#,##0")}
GUIDE_WIDTH = 100


def template_workbook(units: Sequence[Unit], *, years: Sequence[int], today: date) -> bytes:
    """Return the XLSX file; what is stored stands in its cells, so that sent back it changes
    nothing. Years in which a unit did not exist have no line."""
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(title=SHEET)
    sheet.freeze_panes = "C2"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_cell(sheet, column.heading, font=BOLD, fill=SHADE) for column in COLUMNS])
    stored = _stored(units, years)
    for unit in units:
        for year in years:
            if not fault_of_year(unit, year, today):
                sheet.append(_line(sheet, unit, year, stored.get((unit.pk, year))))
    _guide(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _stored(units: Sequence[Unit], years: Sequence[int]) -> dict[tuple[int, int], YearlyFigure]:
    rows = YearlyFigure.objects.filter(unit__in=[unit.pk for unit in units], year__in=years)
    return {(row.unit_id, row.year): row for row in rows}


def _line(sheet: Any, unit: Unit, year: int, row: YearlyFigure | None) -> list[WriteOnlyCell]:
    known: dict[str, Any] = {"code": unit.code, "unit_name": unit.name_vi, "year": year}
    cells = []
    for column in COLUMNS:
        value = known.get(column.name, getattr(row, column.name, None))
        cell = _cell(sheet, value)
        if column.name in FORMATS:
            cell.number_format = FORMATS[column.name]
        cells.append(cell)
    return cells


def _cell(sheet: Any, value: Any, **styles: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value or None if isinstance(value, str) else value)
    if isinstance(value, str) and value:
        cell.data_type, cell.quotePrefix = "s", True
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell


def _guide(book: Any) -> None:
    """Add a sheet that says how to fill in; it is not read."""
    sheet = book.create_sheet(title=GUIDE)
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    for text in (
        _("Fill in the sheet “%(name)s”: one line for each unit and year.") % {"name": SHEET},
        _("The code of the unit decides. Columns may change places; headings keep their words."),
        _("Write whole numbers. A cell left empty says nothing: what the portal knows stays."),
        _("Days as 31/12/2025 or 2025-12-31. Empty: 31 December of the year."),
        _("No formulas, no merged cells, no hidden lines or columns, no lines for sums."),
        _("Nothing is written before you have seen on the portal what would change."),
    ):
        sheet.append([text])
