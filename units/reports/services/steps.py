"""What all services of a report share: the lock, the checks, the sealed record."""

from datetime import datetime
from typing import Any

from core.audit import record
from core.text import normalize

from ..enums import PeriodState, StepAction
from ..errors import ChangedMeanwhile, PeriodNotOpen, ReportRefused
from ..models import HalfYearReport, ReportPeriod, ReportStep

LONGEST_NOTE = 1000


def lock_period(period_id: int, *, version: int | None = None) -> ReportPeriod:
    """Return a period, locked until the transaction ends. Raises `ChangedMeanwhile`."""
    period = ReportPeriod.objects.select_for_update(of=("self",)).get(pk=period_id)
    if version is not None and version != period.version:
        raise ChangedMeanwhile
    return period


def lock_report(report_id: int) -> HalfYearReport:
    """Return a report with its period, locked until the transaction ends.

    Freezing locks every report of its period: whoever holds a report reads its period in a query
    of its own afterwards, and so as it is now.
    """
    report = HalfYearReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    report.period = ReportPeriod.objects.get(pk=report.period_id)
    return report


def require_open(period: ReportPeriod) -> None:
    """Raise `PeriodNotOpen` unless reports are prepared and judged now."""
    if period.state != PeriodState.OPEN:
        raise PeriodNotOpen(period.state == PeriodState.FROZEN)


def require_not_frozen(period: ReportPeriod) -> None:
    """Raise `PeriodNotOpen` once nothing of a period changes any more."""
    if period.state == PeriodState.FROZEN:
        raise PeriodNotOpen(True)


def written(text: str, refusal: str) -> str:
    """Return a text in NFC without its margins. Raises `ReportRefused` with `refusal` for none."""
    mended = normalize(text).strip()
    if not mended:
        raise ReportRefused(refusal)
    return mended


def record_step(
    report: HalfYearReport, *, action: StepAction, user, now: datetime, note: str = "", **data: Any
) -> ReportStep:
    """Write the sealed step and its audit entry; the note stays out of the audit trail."""
    step = ReportStep.objects.create(
        report=report, action=action, user=user, note=note[:LONGEST_NOTE], happened_at=now
    )
    record(
        actor=user,
        action=f"reports.report.{StepAction(action).value}",
        subject=report,
        unit=report.unit_id,
        **data,
    )
    return step
