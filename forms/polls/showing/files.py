"""The count as files: sealed JSON for checking, CSV and XLSX for reading."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.exports import plain_cell
from core.workbooks import Cell, workbook

from .results import DIMENSIONS
from .tables import question_shown
from .words import group_name

WIDTHS = (18, 34, 52, 40, 12, 12, 14)
Figures = dict[str, Any]


def sealed_json(data: Figures) -> bytes:
    """Return exactly the bytes whose SHA-256 is the digest of the result."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def headings() -> list[str]:
    """Return the headings of CSV and XLSX."""
    return [
        _("Division"),
        _("Group"),
        _("Question"),
        _("Answer"),
        pgettext("ballots", "Count"),
        _("Percent"),
        _("Mean place"),
    ]


def rows(data: Figures) -> Iterator[list[Cell]]:
    """Yield one row for each answer in the whole and in each group that is shown."""
    yield from _rows(_("All"), "", data)
    for _value, key, label in DIMENSIONS:
        division = data["groups"].get(key)
        for group in division["groups"] if division else []:
            yield from _rows(str(label), group_name(key, group), group)


def results_csv(data: Figures) -> str:
    """Return the rows as CSV; what people wrote never runs as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings())
    for row in rows(data):
        writer.writerow([plain_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return buffer.getvalue()


def results_workbook(data: Figures) -> bytes:
    """Return the rows as an XLSX file."""
    return workbook(_("Results"), headings(), rows(data), widths=WIDTHS)


def _rows(division: str, group: str, figures: Figures) -> Iterator[list[Cell]]:
    for question in figures["questions"]:
        shown = question_shown(question)
        if not shown.tables:
            yield [division, group, shown.title, _("Answered"), shown.answered, None, ""]
        for table in shown.tables:
            for row in table.rows:
                percent = None if row.share is None else f"{row.share / 10:.1f}"
                yield [division, group, table.caption, row.label, row.count, percent, row.extra]
