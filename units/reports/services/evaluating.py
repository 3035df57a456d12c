"""Keeps what a unit writes under the department's headings."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import normalize

from ..enums import StepAction
from ..errors import ChangedMeanwhile, NotAllowed, ReportRefused
from ..models import HalfYearReport, ReportHeading, ReportSection
from ..rules import WITH_UNIT, may_prepare
from .steps import lock_report, record_step, require_open

LONGEST_TEXT = 10_000


@transaction.atomic
def save_evaluation(
    *, report_id: int, version: int, user, texts: Mapping[int, str], now: datetime
) -> HalfYearReport:
    """Store the texts by heading; headings left out keep theirs, and no change is no step.

    A second click finds its own texts and changes nothing. Officers and leaders of the unit write
    until it is signed. Raises `NotAllowed`, `ChangedMeanwhile`, `PeriodNotOpen`, `ReportRefused`.
    """
    report = lock_report(report_id)
    if not may_prepare(user, report):
        raise NotAllowed
    require_open(report.period)
    require_with_unit(report)
    changed = _changed(report, texts)
    if changed and version != report.version:
        raise ChangedMeanwhile
    if changed:
        _store(report, changed)
        report.version += 1
        report.save(update_fields=["version"])
        record_step(report, action=StepAction.SAVED, user=user, now=now, headings=len(changed))
    return report


def require_with_unit(report: HalfYearReport) -> None:
    """Raise `ReportRefused` once the unit has signed."""
    if report.state not in WITH_UNIT:
        raise ReportRefused(
            _("This report is “%(state)s”: it changes only when the department returns it.")
            % {"state": report.get_state_display()}
        )


def texts_of(report: HalfYearReport) -> dict[int, str]:
    """Return what is written, by heading id; one query."""
    return dict(report.sections.order_by().values_list("heading_id", "text"))


def _changed(report: HalfYearReport, texts: Mapping[int, str]) -> dict[int, str]:
    # Locked, so that a heading cannot be removed while something is written under it.
    headings = ReportHeading.objects.select_for_update(of=("self",))
    known = set(headings.filter(period=report.period_id).values_list("pk", flat=True))
    stored = texts_of(report)
    changed = {}
    for heading_id, text in texts.items():
        mended = normalize(text).replace("\r\n", "\n").strip()
        if heading_id not in known:
            raise ReportRefused(
                _("The department has changed the headings. Look at them, then save again.")
            )
        if len(mended) > LONGEST_TEXT:
            raise ReportRefused(
                _("A text is too long: at most %(limit)s signs.") % {"limit": LONGEST_TEXT}
            )
        if mended != stored.get(heading_id, ""):
            changed[heading_id] = mended
    return changed


def _store(report: HalfYearReport, texts: Mapping[int, str]) -> None:
    ReportSection.objects.bulk_create(
        [
            ReportSection(report=report, heading_id=heading_id, text=text)
            for heading_id, text in texts.items()
        ],
        update_conflicts=True,
        unique_fields=["report", "heading"],
        update_fields=["text"],
    )
