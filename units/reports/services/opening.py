"""Opens periods, and gives every unit of a period its report."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from units.enums import UnitKind
from units.models import Unit
from units.rules import is_propaganda

from ..enums import PeriodState, StepAction
from ..errors import NotAllowed, ReportRefused
from ..models import HalfYearReport, ReportPeriod, ReportStep
from .steps import lock_period, require_not_frozen


@transaction.atomic
def open_period(
    *, period_id: int, now: datetime, user=None, is_demonstration: bool = False
) -> ReportPeriod:
    """Open a period from its first day on, and give every unit its report; again: the new ones.

    It opens at the beginning, not at the cut-off, so that units watch their figures grow. Every
    unit that existed on a day of the period reports under its name of now, the Confederation, to
    which they report, excepted. `user` None is the schedule. Raises `ReportRefused`.
    """
    if user is not None and not is_propaganda(user):
        raise NotAllowed
    period = lock_period(period_id)
    require_not_frozen(period)
    if day_of(now) < period.starts_on:
        raise ReportRefused(
            _("This period begins on %(day)s; until then nothing can be reported.")
            % {"day": period.starts_on.strftime("%d/%m/%Y")}
        )
    if period.state == PeriodState.PLANNED:
        period.state, period.opened_at = PeriodState.OPEN, now
        period.version += 1
        period.save(update_fields=["state", "opened_at", "version"])
        record(actor=user, action="reports.period.opened", subject=period)
    _make_reports(period, user=user, now=now, is_demonstration=is_demonstration)
    return period


def open_due_periods(*, now: datetime) -> int:
    """Open what begins today or began before; give new units their report. Return how many.

    Counts reports made, whatever period they belong to; two queries where nothing is to be done.
    """
    planned = Q(state=PeriodState.PLANNED, starts_on__lte=day_of(now))
    made = 0
    for period in ReportPeriod.objects.filter(planned | Q(state=PeriodState.OPEN)):
        if period.state == PeriodState.PLANNED or units_without_report(period):
            before = period.reports.count()
            open_period(period_id=period.pk, now=now)
            made += period.reports.count() - before
    return made


def units_without_report(period: ReportPeriod) -> list[Unit]:
    """Return the units that existed on a day of the period and have no report; one query."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=period.cut_off_on)
    not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=period.starts_on)
    units = Unit.objects.filter(begun & not_ended).exclude(kind=UnitKind.CONFEDERATION)
    return list(units.exclude(half_year_reports__period=period).order_by("pk"))


def _make_reports(period: ReportPeriod, *, user, now: datetime, is_demonstration: bool) -> None:
    reports = HalfYearReport.objects.bulk_create(
        HalfYearReport(
            period=period,
            unit=unit,
            unit_name=unit.name_vi,
            unit_kind=unit.kind,
            is_demonstration=is_demonstration,
        )
        for unit in units_without_report(period)
    )
    ReportStep.objects.bulk_create(
        ReportStep(report=report, action=StepAction.OPENED, user=user, happened_at=now)
        for report in reports
    )
