"""Ranking and shortfalls as sheets."""

from typing import Any

from django.utils.timezone import get_default_timezone, make_naive
from django.utils.translation import gettext as _

from articles.quotas.overview import Overview
from articles.quotas.periods import week_name
from articles.quotas.ranking import Ranked, ranked
from articles.quotas.sheet_cells import PERCENT, TITLE, Value, put, put_headings, set_page
from articles.quotas.shortfalls import Shortfall

HEADINGS_ROW = 3
A4 = 9


def write_ranking(sheet: Any, overview: Overview) -> None:
    """List units, the best first."""
    put(sheet, 1, 1, _("Ranking of %(year)s") % {"year": overview.year}, font=TITLE)
    columns = [
        (_("Rank"), 7),
        (_("Unit"), 52),
        (_("Kind of unit"), 30),
        (_("Weeks that count"), 11),
        (_("Weeks with enough"), 11),
        (_("Share"), 9),
        (_("Sent"), 9),
        (_("Used"), 9),
        (_("Exempt weeks"), 11),
    ]
    put_headings(sheet, HEADINGS_ROW, *zip(*columns, strict=True))
    for row, place in enumerate(ranked(overview.standings), start=HEADINGS_ROW + 1):
        _write_place(sheet, row, place)
    set_page(sheet, paper=A4)


def write_shortfalls(sheet: Any, overview: Overview) -> None:
    """List who is short this week, with contacts."""
    put(sheet, 1, 1, week_name(overview.this_week), font=TITLE)
    columns = [
        (_("Unit"), 52),
        (_("Kind of unit"), 30),
        (_("Due"), 8),
        (_("Sent"), 8),
        (_("Missing"), 8),
        (_("E-mail"), 30),
        (_("Telephone"), 18),
        (_("Reminded at"), 18),
    ]
    put_headings(sheet, HEADINGS_ROW, *zip(*columns, strict=True))
    for row, short in enumerate(overview.short, start=HEADINGS_ROW + 1):
        _write_shortfall(sheet, row, short)
    if not overview.short:
        put(sheet, HEADINGS_ROW + 1, 1, _("Nobody is short in this week."))
    set_page(sheet, paper=A4)


def _write_place(sheet: Any, row: int, place: Ranked) -> None:
    standing = place.standing
    percent = standing.percent()
    values = [
        place.rank,
        standing.unit.name,
        standing.unit.get_kind_display(),
        len(standing.judged),
        standing.met(),
        None if percent is None else percent / 100,
        standing.sent,
        standing.used,
        standing.exempt,
    ]
    for column, value in enumerate(values, start=1):
        cell = put(sheet, row, column, value)
        if isinstance(value, float):
            cell.number_format = PERCENT


def _write_shortfall(sheet: Any, row: int, short: Shortfall) -> None:
    unit, figures = short.unit, short.figures
    values: list[Value] = [
        unit.name,
        unit.get_kind_display(),
        figures.required,
        figures.sent,
        figures.missing,
        unit.email,
        unit.phone,
        make_naive(short.reminded_at, get_default_timezone()) if short.reminded_at else None,
    ]
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, value)
