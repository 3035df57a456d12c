"""A leader signs a complete report off; its figures are counted for the last time and stay."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.days import day_of

from ..days import is_over, window_of
from ..enums import ContestState, ReportState, StepAction
from ..errors import ChangedMeanwhile, NotAllowed, SignOffRefused
from ..models import HalfYearReport
from ..rules import may_sign
from .counting import digest_of_shown, figures_now, store_figures
from .evaluating import require_with_unit, texts_of
from .steps import lock_period, lock_report, record_step, require_open


@transaction.atomic
def sign_report(
    *, report_id: int, version: int, user, now: datetime, seen_figures: str | None = None
) -> HalfYearReport:
    """Sign a report off: count its figures, fix them, and hand it to the department.

    Only a leader of the unit (or of its successor) signs, from the midnight after the last day
    that counts. `seen_figures` is `digest_of_shown` of what the leader read; other figures by now
    are refused, so that nobody signs what they have not seen. Raises `NotAllowed`,
    `ChangedMeanwhile`, `PeriodNotOpen`, `SignOffRefused`.
    """
    # Days and headings change under the lock of the period: what is signed is what was asked.
    lock_period(HalfYearReport.objects.values_list("period_id", flat=True).get(pk=report_id))
    report = lock_report(report_id)
    if not may_sign(user, report):
        raise NotAllowed
    require_open(report.period)
    require_with_unit(report)
    if version != report.version:
        raise ChangedMeanwhile
    reasons = missing_for_sign_off(report, now=now)
    if reasons:
        raise SignOffRefused(reasons)
    figures = figures_now([report], report.period, now=now)
    if seen_figures is not None and seen_figures != digest_of_shown(figures):
        raise SignOffRefused([_("Figures have changed since you saw them. Look at them again.")])
    store_figures([report], figures, now=now)
    report.state = ReportState.SIGNED
    report.signed_by, report.signed_at, report.return_note = user, now, ""
    report.version += 1
    report.save(update_fields=["state", "signed_by", "signed_at", "return_note", "version"])
    record_step(report, action=StepAction.SIGNED, user=user, now=now)
    return report


def missing_for_sign_off(report: HalfYearReport, *, now: datetime) -> list[str]:
    """Return in sentences what a report lacks before it can be signed; three queries."""
    reasons = []
    if not is_over(report.period, now):
        first = day_of(window_of(report.period, now).end)
        reasons.append(
            _("Figures are still growing: a leader can sign from %(day)s on.")
            % {"day": first.strftime("%d/%m/%Y")}
        )
    texts = texts_of(report)
    required = report.period.headings.filter(is_required=True)
    reasons += [
        _("Nothing is written under “%(heading)s”.") % {"heading": heading}
        for heading in required
        if not texts.get(heading.pk)
    ]
    reasons += [
        _("The contested figure “%(figure)s” is not decided yet.") % {"figure": label}
        for label in _contested(report)
    ]
    return reasons


def _contested(report: HalfYearReport) -> list[str]:
    labels = dict(report.figures.order_by().values_list("indicator", "label_vi"))
    contests = report.contests.filter(state=ContestState.OPEN)
    return [labels.get(one.indicator, one.indicator) for one in contests]
