"""Proposes the score of a report from its figures, 0 to 100; the department has the last word.

Each indicator with a weight gives points of 100:
- a share gives its per cent;
- a number or a mean gives 100 at the median of the units of the same kind or above it, below in
  proportion: half the median is 50 points. Where the median is nought, any value gives 100.
The proposal is the mean of these points by weight. An indicator that does not apply, or for which
nothing was due, is left out with its weight: nobody loses points for what was not asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from units.indicators import TWO_PLACES, IndicatorKind, registered

from .models import HalfYearReport, ReportFigure
from .queries import Likeness, like_units

FULL = Decimal(100)


@dataclass(frozen=True)
class Points:
    """What one figure gives: points of 100, and the weight with which they count."""

    figure: ReportFigure
    points: Decimal
    weight: int


@dataclass(frozen=True)
class Proposal:
    """A proposed score with what it is made of; None where no figure has a weight."""

    score: Decimal | None
    points: list[Points]


def propose_score(report: HalfYearReport) -> Proposal:
    """Return the proposal for a report; two queries."""
    return proposal_from(report.figures.all(), like_units(report))


def proposal_from(figures: Iterable[ReportFigure], likes: dict[str, Likeness]) -> Proposal:
    """Return the proposal from figures and how units of the kind stand; no query."""
    weights = {indicator.code: indicator.weight for indicator in registered()}
    points = [
        Points(figure, points_of(figure, likes.get(figure.indicator)), weight)
        for figure in figures
        if (weight := weights.get(figure.indicator, 0)) and figure.value is not None
    ]
    total = sum(one.weight for one in points)
    if not total:
        return Proposal(None, [])
    score = sum((one.points * one.weight for one in points), Decimal(0)) / total
    return Proposal(score.quantize(TWO_PLACES, ROUND_HALF_UP), points)


def points_of(figure: ReportFigure, like: Likeness | None) -> Decimal:
    """Return the points of a figure that has a value, 0 to 100."""
    value = figure.value or Decimal(0)
    if figure.kind == IndicatorKind.SHARE:
        return min(value, FULL)
    if like is None or not like.median:
        return FULL
    points = value * 100 / like.median
    return min(points, FULL).quantize(TWO_PLACES, ROUND_HALF_UP)
