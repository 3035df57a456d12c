"""The matrix as a workbook and as CSV for people."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _

from core.exports import plain_cell
from core.workbooks import Cell, workbook

from .matrix import Matrix

BOM = "\ufeff"


def matrix_workbook(matrix: Matrix) -> bytes:
    """Return an XLSX file: a line for each unit, words in every cell."""
    headings = _headings(matrix)
    widths = [12, 44, 26, 10, 10, *[26] * len(matrix.directives)]
    return workbook(_("Matrix of directives"), headings, _rows(matrix), widths=widths)


def matrix_csv(matrix: Matrix) -> str:
    """Return CSV with a mark by which spreadsheets know the letters."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([plain_cell(text) for text in _headings(matrix)])
    for row in _rows(matrix):
        writer.writerow([plain_cell(str(cell)) for cell in row])
    return BOM + buffer.getvalue()


def _headings(matrix: Matrix) -> list[str]:
    first = [_("Code"), _("Unit"), _("Kind"), _("Done"), _("Sent to")]
    return first + [
        f"{one.document.number_symbol} {_day(one.deadline)}".strip() for one in matrix.directives
    ]


def _rows(matrix: Matrix) -> Iterator[list[Cell]]:
    for row in matrix.rows:
        unit = row.unit
        facts: list[Cell] = [unit.code, unit.name, str(unit.get_kind_display())]
        words: list[Cell] = [cell.words or str(cell.sign.label) for cell in row.cells]
        yield [*facts, row.done, row.whole, *words]


def _day(day: date | None) -> str:
    return f"({day:%d/%m/%Y})" if day else ""
