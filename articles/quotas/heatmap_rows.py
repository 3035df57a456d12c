"""Turns standings into table rows of the heat map, with titles and links made ready.

A year of all units has more than five thousand cells: they are put together here once, because a
template would spend a second on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.quotas.heatmap import Group, has_pieces, measure_shown, shade_of, symbol_of
from articles.quotas.standings import UnitStanding, WeekStanding
from articles.quotas.tallies import Measure
from articles.quotas.wording import week_in_words
from units.models import Unit


@dataclass(frozen=True)
class Row:
    """One unit: its summary and its cells as HTML."""

    standing: UnitStanding
    met: int
    percent: int | None
    total: int
    cells: SafeString


def rows_of(group: Group, measure: str) -> list[Row]:
    """Return the rows of a group of units."""
    return [_row(standing, measure) for standing in group.standings]


def _row(standing: UnitStanding, measure: str) -> Row:
    pieces_url = reverse("quota_pieces", args=[standing.unit.code])
    cells = [_cell(pieces_url, week, measure) for week in standing.weeks]
    return Row(
        standing=standing,
        met=standing.met(measure),
        percent=standing.percent(measure),
        total=standing.total(measure),
        cells=mark_safe("".join(cells)),  # noqa: S308 - each made by format_html
    )


def _cell(pieces_url: str, week: WeekStanding, measure: str) -> SafeString:
    shade, symbol, title = shade_of(week, measure), symbol_of(week, measure), week_in_words(week)
    if not has_pieces(week):
        return format_html('<td class="quota-{}" title="{}">{}</td>', shade, title, symbol)
    return format_html(
        '<td class="quota-{}"><a href="{}?week={}&amp;what={}" title="{}">{}</a></td>',
        shade,
        pieces_url,
        week.week,
        measure_shown(week, measure),
        title,
        symbol,
    )


def strip_of(unit: Unit, weeks: Sequence[WeekStanding]) -> list[dict]:
    """Return the weeks of one unit's year as `[{"number", "shade", "symbol", "title", "url"}]`."""
    pieces_url = reverse("quota_pieces", args=[unit.code])
    return [
        {
            "number": week.week.isocalendar().week,
            "shade": shade_of(week, Measure.SENT),
            "symbol": symbol_of(week, Measure.SENT),
            "title": week_in_words(week),
            "url": f"{pieces_url}?week={week.week}&what={measure_shown(week, Measure.SENT)}"
            if has_pieces(week)
            else "",
        }
        for week in weeks
    ]
