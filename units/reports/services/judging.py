"""The department returns a report with a note, accepts it, and gives it a score."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import normalize
from units.indicators import TWO_PLACES

from ..enums import ReportState, StepAction
from ..errors import ChangedMeanwhile, NotAllowed, ReportRefused
from ..models import HalfYearReport
from ..rules import SENT, may_judge
from ..scoring import propose_score
from .news import RETURNED, queue_news
from .steps import lock_report, record_step, require_open, written

HIGHEST = Decimal(100)


@transaction.atomic
def return_report(
    *, report_id: int, version: int, user, note: str, now: datetime
) -> HalfYearReport:
    """Give a signed or accepted report back to its unit, with what is to be changed.

    Its figures are counted again, and again fixed when a leader signs. Raises `NotAllowed`,
    `ChangedMeanwhile`, `PeriodNotOpen`, `ReportRefused`.
    """
    report = _judged(report_id, version, user, SENT)
    report.return_note = written(note, _("Write what the unit shall change."))
    report.state = ReportState.RETURNED
    report.signed_by = report.signed_at = report.accepted_by = report.accepted_at = None
    report.score, report.score_note = None, ""
    _save(report)
    record_step(report, action=StepAction.RETURNED, user=user, now=now, note=report.return_note)
    queue_news(report, RETURNED)
    return report


@transaction.atomic
def accept_report(
    *,
    report_id: int,
    version: int,
    user,
    now: datetime,
    score: Decimal | None = None,
    score_note: str = "",
) -> HalfYearReport:
    """Accept a signed report with a score; without one it gets the proposed one.

    A score other than proposed needs its reason. Raises `NotAllowed`, `ChangedMeanwhile`,
    `PeriodNotOpen`, `ReportRefused`.
    """
    report = _judged(report_id, version, user, (ReportState.SIGNED,))
    report.score, report.score_note = _score(report, score, score_note)
    report.state = ReportState.ACCEPTED
    report.accepted_by, report.accepted_at = user, now
    _save(report)
    record_step(
        report, action=StepAction.ACCEPTED, user=user, now=now, score=str(report.score or "")
    )
    return report


@transaction.atomic
def score_report(
    *, report_id: int, version: int, user, score: Decimal, score_note: str, now: datetime
) -> HalfYearReport:
    """Change the score of an accepted report; other than proposed needs its reason.

    Raises `NotAllowed`, `ChangedMeanwhile`, `PeriodNotOpen`, `ReportRefused`.
    """
    report = _judged(report_id, version, user, (ReportState.ACCEPTED,))
    before = report.score
    report.score, report.score_note = _score(report, score, score_note)
    _save(report)
    record_step(
        report,
        action=StepAction.SCORED,
        user=user,
        now=now,
        note=report.score_note,
        before=str(before or ""),
        score=str(report.score or ""),
    )
    return report


def _judged(report_id: int, version: int, user, states) -> HalfYearReport:
    report = lock_report(report_id)
    if not may_judge(user, report):
        raise NotAllowed
    require_open(report.period)
    if report.state not in states:
        raise ReportRefused(
            _("This report is “%(state)s” now. Look at it again first.")
            % {"state": report.get_state_display()}
        )
    if version != report.version:
        raise ChangedMeanwhile
    return report


def _score(report: HalfYearReport, score: Decimal | None, note: str) -> tuple[Decimal | None, str]:
    proposed = propose_score(report).score
    if score is None:
        return proposed, ""
    if not score.is_finite() or not 0 <= score <= HIGHEST:
        raise ReportRefused(_("A score is 0 to 100."))
    if score != score.quantize(TWO_PLACES):
        raise ReportRefused(_("A score has two decimal places at most."))
    score, reason = score.quantize(TWO_PLACES), normalize(note).strip()
    if score != proposed and not reason:
        raise ReportRefused(_("Give a reason for a score other than the proposed one."))
    return score, reason


def _save(report: HalfYearReport) -> None:
    report.version += 1
    report.save()
