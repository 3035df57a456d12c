"""The report and a unit's pages as files."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.english.queries import Figures, Progress
from articles.english.rows import PageRow, UnitRow, total_of
from articles.english.states import EnglishState
from core.days import day_of
from core.workbooks import Cell, workbook


def units_sheet(rows: Sequence[UnitRow]) -> bytes:
    """Return the report of units, with the sum below."""
    headings = [
        _("Unit"),
        _("Vietnamese pages"),
        *(str(state.label) for state in EnglishState),
        _("In preparation: translated (%)"),
    ]
    table = [[row.unit.name, *_numbers(row.figures)] for row in rows]
    table.append([_("Together"), *_numbers(total_of(rows))])
    return workbook(_("English pages"), headings, table, widths=[52, 14, *[14] * 5, 18])


def pages_sheet(rows: Sequence[PageRow]) -> bytes:
    """Return a unit's pages."""
    headings = [
        _("Title"),
        _("Published at"),
        _("State"),
        _("Parts"),
        _("Translated"),
        _("By machine"),
    ]
    table = [
        [
            row.page.title,
            day_of(row.page.published) if row.page.published else None,
            str(row.state.label),
            *_parts(row.progress),
        ]
        for row in rows
    ]
    return workbook(_("English pages"), headings, table, widths=[70, 18, 20, 10, 10, 12])


def _numbers(figures: Figures) -> list[Cell]:
    counts = [count for _state, count in figures.by_state]
    return [figures.total, *counts, figures.progress.percent if figures.progress else None]


def _parts(progress: Progress | None) -> list[Cell]:
    if progress is None:
        return [None, None, None]
    return [progress.total, progress.done, progress.machine]
