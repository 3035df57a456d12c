"""Figures of units, and workbooks with figures as people send them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from units.models import Unit
from units.personnel.models import YearlyFigure
from units.personnel.yearly.importing.columns import COLUMNS, SHEET

HEADINGS = [column.heading for column in COLUMNS]


def make_figure(unit: Unit, year: int = 2024, **fields: Any) -> YearlyFigure:
    """Make the figures of a year; numbers that are not named are not known."""
    return YearlyFigure.objects.create(
        unit=unit, year=year, **({"changed_at": timezone.now()} | fields)
    )


def line(unit: Unit | str, year: Any = 2024, *numbers: Any, day: Any = None, source: Any = None):
    """Return the cells of one line in the template's order; numbers that are left out are empty."""
    code = unit if isinstance(unit, str) else unit.code
    name = "" if isinstance(unit, str) else unit.name_vi
    filled = (*numbers, None, None, None, None)[:4]
    return [code, name, year, *filled, day, source]


def book_of(lines: Sequence[Sequence[Any]], *, headings=HEADINGS, title: str = SHEET) -> Workbook:
    """Return a workbook with the headings in its first line."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(headings))
    for one in lines:
        sheet.append(list(one))
    return book


def content_of(book: Any) -> bytes:
    """Return the bytes of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook_of(*lines: Sequence[Any], **options: Any) -> bytes:
    """Return the bytes of a workbook with these lines."""
    return content_of(book_of(lines, **options))
