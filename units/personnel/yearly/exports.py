"""Figures as files: workbooks for the Office, CSV for spreadsheets and for open data."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.exports import plain_cell
from core.text import safe_filename
from core.workbooks import CONTENT_TYPE, Cell, workbook

from ..models import YearlyFigure
from .checks import NUMBERS, number_label

WIDTHS = (16, 46, 26, 8, 18, 16, 26, 22, 16, 40)
# Open data keeps its headings for ever, in any language.
OPEN_HEADINGS = ("unit_code", "unit_name", "kind", "year", *NUMBERS, "counted_on", "source")
FORMATS = ("xlsx", "csv")


def headings() -> list[str]:
    """Return the headings in the active language."""
    numbers = [number_label(name) for name in NUMBERS]
    return [
        *(_("Unit code"), _("Unit"), _("Kind"), _("Year")),
        *numbers,
        *(_("Counted on"), _("Source")),
    ]


def cells(figures: Iterable[YearlyFigure]) -> Iterator[list[Cell]]:
    """Yield one row for each figure; reads its unit."""
    for one in figures:
        unit = one.unit
        yield [
            *(unit.code, unit.name, str(unit.get_kind_display()), one.year),
            *(getattr(one, name) for name in NUMBERS),
            *(one.counted_on or date(one.year, 12, 31), one.source),
        ]


def figures_workbook(figures: Iterable[YearlyFigure]) -> bytes:
    """Return an XLSX file."""
    # A year is no amount: as text it has no thousands separator.
    rows = ([*row[:3], str(row[3]), *row[4:]] for row in cells(figures))
    return workbook(_("Figures"), headings(), rows, widths=WIDTHS)


def figures_csv(figures: Iterable[YearlyFigure], *, names: Sequence[str]) -> str:
    """Return CSV with the mark by which spreadsheets know UTF-8; nothing runs as a formula."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(names)
    for row in cells(figures):
        writer.writerow([plain_cell(one) if isinstance(one, str) else one for one in row])
    return buffer.getvalue()


def file_response(figures: Iterable[YearlyFigure], *, kind: str, name: str) -> HttpResponse:
    """Return the figures as a file to keep, `kind` of FORMATS."""
    if kind == "xlsx":
        response = HttpResponse(figures_workbook(figures), content_type=CONTENT_TYPE)
    else:
        content = figures_csv(figures, names=headings())
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{safe_filename(f"{name}.{kind}")}"'
    return response
