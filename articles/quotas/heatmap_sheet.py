"""The heat map as a sheet: the colours of the screen, numbers in the cells, totals below."""

from typing import Any

from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter

from articles.quotas.heatmap import (
    Group,
    WeekTotal,
    groups_of,
    months_of,
    shade_of,
    symbol_of,
    totals_of,
)
from articles.quotas.legend import legend
from articles.quotas.overview import Overview
from articles.quotas.periods import days_of
from articles.quotas.sheet_cells import BOLD, PERCENT, TITLE, WRAPPED, font, put, set_page
from articles.quotas.standings import UnitStanding, WeekStanding
from articles.quotas.tallies import Measure

# Shade → colour of the cell and of its figure; the screen has the same in quotas.css.
COLOURS = {
    "plenty": ("0B5E57", "FFFFFF"),
    "met": ("8FD0C7", "10302D"),
    "partly": ("F6C667", "3D2B00"),
    "short": ("B3261E", "FFFFFF"),
    "running": ("E3E6EA", "2B2F33"),
    "exempt": ("CFC6E4", "2E2550"),
    "not_owed": ("F4F4F4", "6B6B6B"),
    "future": ("FFFFFF", "6B6B6B"),
}
NAMES, FIRST_WEEK = 1, 6
MONTH_ROW, WEEK_ROW, FIRST_ROW = 4, 5, 6
A3 = 8
CENTRE, TURNED = Alignment(horizontal="center"), Alignment(horizontal="center", text_rotation=90)
THIN = Border(*[Side(style="thin", color="FFFFFF")] * 4)
FILLS = {name: PatternFill("solid", start_color=colour) for name, (colour, _on) in COLOURS.items()}
FONTS = {name: font(color=on) for name, (_colour, on) in COLOURS.items()}


def write_heat_map(sheet: Any, overview: Overview) -> None:
    """Fill a sheet with a year of units."""
    measure = _("Sent") if overview.measure == Measure.SENT else _("Used")
    title = _("Quotas of %(year)s by week: %(measure)s") % {
        "year": overview.year,
        "measure": measure.lower(),
    }
    put(sheet, 1, NAMES, title, font=TITLE)
    _write_legend(sheet)
    _write_headings(sheet, overview)
    row = FIRST_ROW
    for group in groups_of(overview.shown):
        row = _write_group(sheet, row, group, overview.measure)
    _write_totals(sheet, row, totals_of(overview.shown, overview.measure))
    sheet.freeze_panes = sheet.cell(row=FIRST_ROW, column=FIRST_WEEK)
    sheet.print_title_rows = f"{MONTH_ROW}:{WEEK_ROW}"
    set_page(sheet, paper=A3)


def _write_legend(sheet: Any) -> None:
    """Write the legend in the row below the title, a coloured cell and its meaning by turns."""
    column = FIRST_WEEK
    for entry in legend():
        put(
            sheet, 2, column, entry.symbol, fill=FILLS[entry.shade], font=FONTS[entry.shade],
            alignment=CENTRE, border=THIN,
        )  # fmt: skip
        put(sheet, 2, column + 1, entry.label)
        column += 2 + len(entry.label) // 3


def _write_headings(sheet: Any, overview: Overview) -> None:
    for column, (text, width) in enumerate(
        (
            (_("Unit"), 30),
            (_("Weeks that count"), 9),
            (_("Weeks with enough"), 9),
            (_("Share"), 8),
            (_("Pieces"), 8),
        ),
        start=1,
    ):
        put(sheet, WEEK_ROW, column, text, font=BOLD, alignment=WRAPPED)
        sheet.column_dimensions[get_column_letter(column)].width = width
    column = FIRST_WEEK
    for month, weeks in months_of(overview.weeks):
        label = _("Month %(number)s") % {"number": month} if weeks > 1 else str(month)
        put(sheet, MONTH_ROW, column, label, font=BOLD, alignment=CENTRE)
        sheet.merge_cells(
            start_row=MONTH_ROW, start_column=column, end_row=MONTH_ROW,
            end_column=column + weeks - 1,
        )  # fmt: skip
        column += weeks
    for position, week in enumerate(overview.weeks):
        text = f"{week.isocalendar().week}: {days_of(week)}"
        put(sheet, WEEK_ROW, FIRST_WEEK + position, text, alignment=TURNED)
        sheet.column_dimensions[get_column_letter(FIRST_WEEK + position)].width = 3.6
    sheet.row_dimensions[WEEK_ROW].height = 96


def _write_group(sheet: Any, row: int, group: Group, measure: str) -> int:
    """Write a heading and a row for each unit; return the row below them."""
    text = f"{group.label} – {group.rule}" if group.rule else group.label
    put(sheet, row, NAMES, text, font=BOLD)
    for standing in group.standings:
        row += 1
        _write_unit(sheet, row, standing, measure)
    return row + 1


def _write_unit(sheet: Any, row: int, standing: UnitStanding, measure: str) -> None:
    put(sheet, row, NAMES, standing.unit.short_name_vi)
    percent = standing.percent(measure)
    if percent is not None:
        put(sheet, row, 2, len(standing.judged))
        put(sheet, row, 3, standing.met(measure))
        put(sheet, row, 4, percent / 100, number_format=PERCENT)
    put(sheet, row, 5, standing.total(measure))
    for position, week in enumerate(standing.weeks):
        _write_week(sheet, row, FIRST_WEEK + position, week, measure)


def _write_week(sheet: Any, row: int, column: int, week: WeekStanding, measure: str) -> None:
    shade, symbol = shade_of(week, measure), symbol_of(week, measure)
    put(
        sheet, row, column, int(symbol) if symbol.isdigit() else symbol or None,
        fill=FILLS[shade], font=FONTS[shade], alignment=CENTRE, border=THIN,
    )  # fmt: skip


def _write_totals(sheet: Any, row: int, totals: list[WeekTotal]) -> None:
    """Write how many units had enough, of how many that owed, and all pieces of each week."""
    begun = [total for total in totals if total.has_begun]
    lines = [
        (_("Units with enough"), [total.met for total in begun]),
        (_("Units that owed"), [total.owed for total in begun]),
        (_("Pieces"), [total.count for total in begun]),
    ]
    for offset, (label, counts) in enumerate(lines):
        put(sheet, row + offset, NAMES, label, font=BOLD)
        for position, count in enumerate(counts):
            put(sheet, row + offset, FIRST_WEEK + position, count, font=BOLD, alignment=CENTRE)
