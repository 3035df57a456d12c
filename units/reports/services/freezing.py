"""Freezes a period: a snapshot that later changes of data do not touch."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.audit import record
from units.rules import is_propaganda

from ..days import is_over, window_of
from ..digests import digest_of
from ..enums import ContestState, PeriodState, ReportState, StepAction
from ..errors import FreezeRefused, NotAllowed
from ..models import FigureContest, HalfYearReport, ReportPeriod, ReportStep
from ..rules import WITH_UNIT
from .counting import figures_now, store_figures
from .steps import lock_period, require_open


@dataclass(frozen=True)
class Readiness:
    """What stands between a period and its freezing: nothing, or rows to name.

    `waiting` reports are signed and not judged, `contests` not decided: both keep a period open.
    `not_sent` reports never came; they are frozen so where somebody confirms it.
    """

    is_over: bool
    waiting: list[HalfYearReport]
    contests: list[FigureContest]
    not_sent: list[HalfYearReport]
    accepted: int

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing is left but to confirm."""
        return self.is_over and not self.waiting and not self.contests


def readiness_of(period: ReportPeriod, *, now: datetime) -> Readiness:
    """Return what is missing before a period can be frozen; two queries."""
    reports = list(period.reports.order_by("unit__sort_name", "pk"))
    contests = FigureContest.objects.filter(report__period=period, state=ContestState.OPEN)
    return Readiness(
        is_over=is_over(period, now),
        waiting=[one for one in reports if one.state == ReportState.SIGNED],
        contests=list(contests.select_related("report")),
        not_sent=[one for one in reports if one.state in WITH_UNIT],
        accepted=sum(one.state == ReportState.ACCEPTED for one in reports),
    )


@transaction.atomic
def freeze_period(
    *,
    period_id: int,
    version: int,
    user,
    now: datetime,
    confirms_missing: bool = False,
    seen_missing: Collection[int] | None = None,
) -> ReportPeriod:
    """Freeze a period whose reports are all accepted, or the rest confirmed as not sent.

    Figures that nobody signed keep their last count; one from before the days were over is made
    anew. `seen_missing` are the ids of the reports that were confirmed: one more is refused. From
    then on the database refuses every change. A second call changes nothing. Raises `NotAllowed`,
    `ChangedMeanwhile`, `PeriodNotOpen`, `FreezeRefused`.
    """
    if not is_propaganda(user):
        raise NotAllowed
    period = lock_period(period_id)
    if period.state == PeriodState.FROZEN:
        return period
    period = lock_period(period_id, version=version)
    require_open(period)
    # Whoever works on a report holds it; wait for them, then look what they did.
    list(period.reports.select_for_update(of=("self",)).order_by("pk"))
    readiness = readiness_of(period, now=now)
    reasons = reasons_against(readiness, confirms_missing=confirms_missing)
    if seen_missing is not None and not {one.pk for one in readiness.not_sent} <= set(seen_missing):
        reasons.append(
            _("More reports are not sent by now than you confirmed. Look at them again.")
        )
    if reasons:
        raise FreezeRefused(reasons)
    _count_last_days(period, readiness.not_sent, now=now)
    _record(period, readiness, user=user, now=now)
    period.state, period.frozen_at, period.frozen_by = PeriodState.FROZEN, now, user
    period.digest = digest_of(period)
    period.version += 1
    period.save()
    return period


def reasons_against(readiness: Readiness, *, confirms_missing: bool) -> list[str]:
    """Return in sentences why a period cannot be frozen; no query."""
    reasons = []
    if not readiness.is_over:
        reasons.append(_("The last day that counts is not over."))
    counts = (len(readiness.waiting), len(readiness.contests), len(readiness.not_sent))
    if counts[0]:
        text = ngettext(
            "%(count)s report is signed and waits to be judged.",
            "%(count)s reports are signed and wait to be judged.",
            counts[0],
        )
        reasons.append(text % {"count": counts[0]})
    if counts[1]:
        text = ngettext(
            "%(count)s contested figure is not decided.",
            "%(count)s contested figures are not decided.",
            counts[1],
        )
        reasons.append(text % {"count": counts[1]})
    if counts[2] and not confirms_missing:
        text = ngettext(
            "%(count)s report was not sent: confirm that it is frozen so.",
            "%(count)s reports were not sent: confirm that they are frozen so.",
            counts[2],
        )
        reasons.append(text % {"count": counts[2]})
    return reasons


def _count_last_days(period: ReportPeriod, reports: list[HalfYearReport], *, now: datetime) -> None:
    """Count reports whose last count was made before all that counts had happened, or never."""
    end = window_of(period, now).end
    early = [one for one in reports if one.computed_at is None or one.computed_at < end]
    if early:
        store_figures(early, figures_now(early, period, now=now), now=now)


def _record(period: ReportPeriod, readiness: Readiness, *, user, now: datetime) -> None:
    ReportStep.objects.bulk_create(
        ReportStep(report_id=pk, action=StepAction.FROZEN, user=user, happened_at=now)
        for pk in period.reports.order_by("pk").values_list("pk", flat=True)
    )
    record(
        actor=user,
        action="reports.period.frozen",
        subject=period,
        accepted=readiness.accepted,
        not_sent=[one.unit_id for one in readiness.not_sent],
    )
