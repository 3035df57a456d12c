"""A unit doubts a figure with a reason; the department keeps or corrects it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from units.indicators import TWO_PLACES, IndicatorKind

from ..enums import ContestState, StepAction
from ..errors import NotAllowed, ReportRefused
from ..models import FigureContest, HalfYearReport, ReportFigure
from ..rules import may_judge, may_prepare
from .counting import corrected
from .evaluating import require_with_unit
from .news import DECIDED, queue_news
from .steps import lock_report, record_step, require_open, written

HUNDRED = Decimal(100)
MOST = Decimal("999999999.99")


@transaction.atomic
def contest_figure(
    *, report_id: int, indicator: str, claimed: Decimal, reason: str, user, now: datetime
) -> FigureContest:
    """Contest a figure, once until the department has decided.

    Raises `NotAllowed`, `PeriodNotOpen`, and `ReportRefused` for a signed report, a figure that
    is contested already, a value that it cannot have, or a missing reason.
    """
    report = lock_report(report_id)
    if not may_prepare(user, report):
        raise NotAllowed
    require_open(report.period)
    require_with_unit(report)
    figure = _figure(report, indicator)
    reason = written(reason, _("Give a reason: the department decides by it."))
    claimed = valid_value(figure, claimed)
    if report.contests.filter(indicator=indicator, state=ContestState.OPEN).exists():
        raise ReportRefused(_("This figure is contested already; the department will decide."))
    if claimed == figure.value:
        raise ReportRefused(_("That is the figure shown: there is nothing to contest."))
    contest = FigureContest.objects.create(
        report=report,
        indicator=indicator,
        shown=figure.value,
        claimed=claimed,
        reason=reason,
        contested_by=user,
        contested_at=now,
    )
    record_step(
        report,
        action=StepAction.CONTESTED,
        user=user,
        now=now,
        note=f"{figure.label_vi}: {reason}",
        indicator=indicator,
        claimed=str(claimed),
    )
    return contest


@transaction.atomic
def decide_contest(
    *, contest_id: int, user, reply: str, corrected_to: Decimal | None, now: datetime
) -> FigureContest:
    """Keep a figure (`corrected_to` None) or correct it, with a reply to the unit.

    What the data gave stays in `counted`; a later count keeps the correction. Raises `NotAllowed`
    for whoever is of the unit, `PeriodNotOpen`, `ReportRefused`.
    """
    report_id = FigureContest.objects.values_list("report_id", flat=True).get(pk=contest_id)
    report = lock_report(report_id)
    contest = FigureContest.objects.get(pk=contest_id)
    if not may_judge(user, report):
        raise NotAllowed
    require_open(report.period)
    if contest.state != ContestState.OPEN:
        raise ReportRefused(_("Somebody has decided on it already."))
    contest.reply = written(reply, _("Write a reply: the unit reads it."))
    if corrected_to is None:
        contest.state = ContestState.UPHELD
    else:
        contest.state = ContestState.CORRECTED
        contest.corrected_to = _correct(report, contest, corrected_to)
    contest.decided_by, contest.decided_at = user, now
    contest.save()
    record_step(
        report,
        action=StepAction.CONTEST_DECIDED,
        user=user,
        now=now,
        note=contest.reply,
        indicator=contest.indicator,
        state=ContestState(contest.state).value,
        corrected_to=str(contest.corrected_to or ""),
    )
    queue_news(report, DECIDED)
    return contest


def valid_value(figure: ReportFigure, value: Decimal) -> Decimal:
    """Return a value rounded to two places that such a figure can have. Raises `ReportRefused`."""
    if not value.is_finite() or not 0 <= value <= MOST:
        raise ReportRefused(_("A figure is nought or more."))
    if value != value.quantize(TWO_PLACES):
        raise ReportRefused(_("A figure has two decimal places at most."))
    if figure.kind == IndicatorKind.SHARE and value > HUNDRED:
        raise ReportRefused(_("A share is at most 100 per cent."))
    if figure.kind == IndicatorKind.COUNT and value != value.to_integral_value():
        raise ReportRefused(_("A number of things is a whole number."))
    return value.quantize(TWO_PLACES)


def _figure(report: HalfYearReport, indicator: str) -> ReportFigure:
    figure = report.figures.filter(indicator=indicator).first()
    if figure is None:
        raise ReportRefused(_("This report has no such figure any more."))
    return figure


def _correct(report: HalfYearReport, contest: FigureContest, value: Decimal) -> Decimal:
    figure = _figure(report, contest.indicator)
    value = valid_value(figure, value)
    if _was_corrected(report, contest):
        # The data's own value is in `counted` already.
        figure.value = figure.counted
    corrected(figure, value)
    figure.save()
    return value


def _was_corrected(report: HalfYearReport, contest: FigureContest) -> bool:
    earlier = report.contests.filter(indicator=contest.indicator, state=ContestState.CORRECTED)
    return earlier.exists()
