"""The parts of the summary in words, as its screen shows them; no query."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .charts import Bar, Chart
from .national_document import more_of
from .ranking import Ranking
from .reading import Line, National
from .totals import Comparison, totals_of_kind
from .wording import shown_change, shown_value

# Heights in the drawing: a line of text, a bar, the space below a row.
TEXT, BAR, SPACE = 20, 14, 12


@dataclass(frozen=True)
class TotalRow:
    """One indicator of the country in words; `direction` says whether it grew or fell."""

    label: str
    formula: str
    value: str
    before: str
    change: str
    direction: str
    median: str
    units: int


@dataclass(frozen=True)
class KindRow:
    """One kind of unit with its totals."""

    kind: str
    label: str
    units: int
    reported: int
    cells: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class RankingShown:
    """Who leads and who lags by one share; `more` tells who shares the last places."""

    label: str
    best: Sequence[tuple[Line, str]]
    weakest: Sequence[tuple[Line, str]]
    more: Sequence[str]


@dataclass(frozen=True)
class DrawnBar:
    """Where a bar lies in the drawing; lengths are per cent with a point, as SVG wants them."""

    bar: Bar
    text_at: int
    bar_at: int
    length: str
    before_at: int
    before: str


@dataclass(frozen=True)
class DrawnChart:
    """A chart ready for SVG."""

    chart: Chart
    height: int
    bars: Sequence[DrawnBar]


def totals_shown(national: National, compared: Sequence[Comparison]) -> list[TotalRow]:
    """Return a row for each indicator."""
    return [_total_row(one) for one in compared]


def kinds_shown(national: National) -> list[KindRow]:
    """Return a row for each kind of unit: its totals, and the unit in the middle."""
    rows = []
    for kind in national.kinds:
        lines = [line for line in national.lines if line.report.unit_kind == kind]
        totals = totals_of_kind(national, kind)
        cells = [
            (
                column.label,
                shown_value(totals[column.code].value, column.kind),
                shown_value(totals[column.code].median, column.kind),
            )
            for column in national.columns
        ]
        reported = sum(line.has_reported for line in lines)
        rows.append(KindRow(kind, lines[0].kind_label, len(lines), reported, cells))
    return rows


def rankings_shown(rankings: Sequence[Ranking]) -> list[RankingShown]:
    """Return the rankings with their shares in words."""
    return [
        RankingShown(
            label=one.column.label,
            best=_named(one.best, one.column.kind),
            weakest=_named(one.weakest, one.column.kind),
            more=more_of(one),
        )
        for one in rankings
    ]


def charts_shown(*charts: Chart | None) -> list[DrawnChart]:
    """Return the charts that there are, drawn."""
    return [_drawn(chart) for chart in charts if chart is not None]


def _total_row(one: Comparison) -> TotalRow:
    kind, change = one.column.kind, one.change
    return TotalRow(
        label=one.column.label,
        formula=str(one.column.formula),
        value=shown_value(one.now.value, kind),
        before=shown_value(one.before.value if one.before else None, kind),
        change=shown_change(change, kind),
        direction="" if not change else "up" if change > 0 else "down",
        median=shown_value(one.now.median, kind),
        units=one.now.units,
    )


def _named(pairs: Sequence[tuple[Line, Decimal]], kind: str) -> list[tuple[Line, str]]:
    return [(line, shown_value(value, kind)) for line, value in pairs]


def _drawn(chart: Chart) -> DrawnChart:
    bars, top = [], 0
    for bar in chart.bars:
        is_compared = bar.before is not None
        bars.append(
            DrawnBar(
                bar=bar,
                text_at=top + TEXT - 5,
                bar_at=top + TEXT,
                length=f"{bar.length:.2f}%",
                before_at=top + TEXT + BAR + 2,
                before=f"{bar.before:.2f}%" if is_compared else "",
            )
        )
        top += TEXT + BAR + SPACE + (BAR + 2 if is_compared else 0)
    return DrawnChart(chart, top, bars)
