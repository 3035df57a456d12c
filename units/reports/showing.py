"""Figures in the words of their readers: with their sign, their change, how they compare."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from units.indicators import IndicatorKind, indicator_of

from .comparing import Before, Earlier
from .enums import ContestState, PeriodState
from .models import FigureContest, HalfYearReport, ReportAmendment, ReportFigure
from .queries import Likeness, like_units

NOTHING = "–"


@dataclass(frozen=True)
class FigureRow:
    """One figure with all that a screen says of it; no query is made for it."""

    figure: ReportFigure
    before: Earlier | None
    like: Likeness | None
    contest: FigureContest | None
    amendment: ReportAmendment | None

    @property
    def label(self) -> str:
        """Return the label of the time of counting, in the reader's language."""
        return label_of(self.figure)

    @property
    def formula(self) -> str:
        """Return how it is counted; nothing where no app counts it any more."""
        indicator = indicator_of(self.figure.indicator)
        return str(indicator.formula) if indicator else ""

    @property
    def value(self) -> str:
        """Return the value."""
        return shown_value(self.figure.value, self.figure.kind)

    @property
    def share(self) -> str:
        """Return what a share is made of; nothing where a decision replaced what was counted."""
        if self.figure.whole is None or self.is_corrected:
            return ""
        values = {"part": self.figure.part, "whole": self.figure.whole}
        return _("%(part)s of %(whole)s") % values

    @property
    def is_corrected(self) -> bool:
        """Tell whether the department put another value in place of the counted one."""
        contest = self.contest
        return self.figure.counted is not None or bool(
            contest and contest.state == ContestState.CORRECTED
        )

    @property
    def counted(self) -> str:
        """Return what the data gave where the value was corrected."""
        return shown_value(self.figure.counted, self.figure.kind)

    @property
    def value_before(self) -> str:
        """Return the value of the period before."""
        return shown_value(self.before.value, self.before.kind) if self.before else NOTHING

    @property
    def difference(self) -> Decimal | None:
        """Return by how much it changed since the period before, where both are comparable."""
        before = self.before.value if self.before and self.before.is_of_same_days else None
        if before is None or self.figure.value is None:
            return None
        return self.figure.value - before

    @property
    def change(self) -> str:
        """Return the change with its sign; of shares in points."""
        change = self.difference
        if change is None:
            return NOTHING
        sign = "+" if change > 0 else "−" if change < 0 else "±"
        return sign + plain_number(abs(change))

    @property
    def tone(self) -> str:
        """Return whether it grew, fell or stayed, as a word of the style sheet."""
        change = self.difference
        return "" if not change else "up" if change > 0 else "down"

    @property
    def median(self) -> str:
        """Return the median of the units of the kind, not where it tells one other's figure."""
        return shown_value(self.like.shown_median, self.figure.kind) if self.like else NOTHING

    @property
    def rank(self) -> str:
        """Return the rank among the units of the kind and how many there are."""
        if self.like is None or self.like.rank is None:
            return NOTHING
        return f"{self.like.rank}/{self.like.count}"

    @property
    def amended(self) -> str:
        """Return what the figure was amended to after the period was frozen."""
        return shown_value(self.amendment.amended, self.figure.kind) if self.amendment else ""


def figure_rows(report: HalfYearReport, before: Before) -> list[FigureRow]:
    """Return the figures of a report with those before and those of like units; four queries."""
    figures = list(report.figures.all())
    likes = like_units(report)
    contests = {one.indicator: one for one in report.contests.order_by("contested_at", "pk")}
    amendments = {one.indicator: one for one in report.amendments.order_by("made_at", "pk")}
    return [
        FigureRow(
            figure=one,
            before=before.figures.get(one.indicator),
            like=likes.get(one.indicator),
            contest=contests.get(one.indicator),
            amendment=amendments.get(one.indicator),
        )
        for one in figures
    ]


def amendment_rows(report: HalfYearReport, rows: list[FigureRow]) -> list[dict[str, Any]]:
    """Return `[{"amendment", "label", "frozen", "amended"}]` of a report in words; one query."""
    by_code = {row.figure.indicator: row for row in rows}
    found = []
    for one in report.amendments.select_related("made_by"):
        row = by_code.get(one.indicator)
        kind = row.figure.kind if row else ""
        found.append(
            {
                "amendment": one,
                "label": row.label if row else one.indicator,
                "frozen": shown_value(one.frozen, kind),
                "amended": shown_value(one.amended, kind) if one.amended is not None else "",
            }
        )
    return found


def label_of(figure: ReportFigure) -> str:
    """Return the label of a figure in the reader's language."""
    return figure.label_en if get_language() == "en" and figure.label_en else figure.label_vi


def heading_of(heading: Any) -> str:
    """Return a heading in the reader's language, Vietnamese where English is missing."""
    return heading.text_en if get_language() == "en" and heading.text_en else heading.text_vi


def shown_value(value: Decimal | None, kind: str) -> str:
    """Return a value with the sign of its kind; a dash for none."""
    if value is None:
        return NOTHING
    number = plain_number(value)
    return f"{number} %" if kind == IndicatorKind.SHARE else number


def plain_number(value: Decimal) -> str:
    """Return a number without places that say nothing."""
    places = 0 if value == value.to_integral_value() else 2
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def state_of(report: HalfYearReport, *, has_text: bool) -> tuple[str, str]:
    """Return where a report stands as a word of the style sheet and in the reader's words."""
    if report.state == "draft" and report.period.state == PeriodState.FROZEN:
        return "missing", _("Not sent")
    if report.state == "returned" and report.period.state == PeriodState.FROZEN:
        return "missing", _("Returned, not sent again")
    if report.state == "draft" and not has_text:
        return "idle", _("Not begun")
    return str(report.state), str(report.get_state_display())
