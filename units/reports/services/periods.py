"""Plans half-years: which days count, and when reports are due."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import normalize
from units.rules import is_propaganda

from ..days import DAY
from ..enums import Half, PeriodState
from ..errors import NotAllowed, ReportRefused
from ..models import ReportPeriod
from ..rules import SENT
from .headings import copy_headings
from .steps import lock_period, require_not_frozen

DAYS_TO_REPORT = 5
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class PeriodDays:
    """First and last day that count, and the day on which reports are due."""

    starts_on: date
    cut_off_on: date
    due_on: date


def usual_days(year: int, half: int) -> PeriodDays:
    """Return the half of the calendar year; due on the fifth day after it.

    The official letter 1197/TLĐ asks at the end of June and of December. Where the half-year
    before was cut off on another day, this one begins on the day after, so that none is lost or
    counted twice; one query.
    """
    first_half = half == Half.FIRST
    starts_on = date(year, 1 if first_half else 7, 1)
    cut_off_on = date(year, 6, 30) if first_half else date(year, 12, 31)
    before = ReportPeriod.objects.filter(
        year=year - 1 if first_half else year, half=Half.SECOND if first_half else Half.FIRST
    ).first()
    if before and before.cut_off_on + DAY < cut_off_on:
        starts_on = before.cut_off_on + DAY
    return PeriodDays(starts_on, cut_off_on, cut_off_on + DAYS_TO_REPORT * DAY)


@transaction.atomic
def plan_period(
    *,
    year: int,
    half: int,
    user,
    days: PeriodDays | None = None,
    instructions: str = "",
    copies_headings: bool = True,
) -> ReportPeriod:
    """Plan a half-year, with the headings of the last one; it opens on its first day.

    Raises `ReportRefused` for a half-year that exists or days that make no period.
    """
    _require_department(user)
    if year not in YEARS or half not in Half.values:
        raise ReportRefused(_("Choose a half-year."))
    _lock_days()
    days = days or usual_days(year, half)
    _check_days(days)
    period = ReportPeriod(
        year=year, half=half, instructions=normalize(instructions).strip(), **vars(days)
    )
    try:
        with transaction.atomic():
            period.save()
    except IntegrityError as error:
        raise ReportRefused(_("This period exists already.")) from error
    _audit("planned", period, user)
    if copies_headings:
        copy_headings(period_id=period.pk, user=user)
    return period


@transaction.atomic
def change_period(
    *, period_id: int, version: int, user, days: PeriodDays, instructions: str
) -> ReportPeriod:
    """Change days and instructions; the days that count stay once a unit has signed.

    Raises `ReportRefused`, `ChangedMeanwhile`, `PeriodNotOpen`.
    """
    _require_department(user)
    _lock_days()
    period = lock_period(period_id, version=version)
    require_not_frozen(period)
    counted = (period.starts_on, period.cut_off_on)
    if counted != (days.starts_on, days.cut_off_on) and _has_signed(period):
        raise ReportRefused(_("Reports are signed off already: the days that count stay."))
    _check_days(days, but=period)
    for name, value in vars(days).items():
        setattr(period, name, value)
    period.instructions = normalize(instructions).strip()
    period.version += 1
    period.save()
    _audit("changed", period, user)
    return period


@transaction.atomic
def drop_period(*, period_id: int, user) -> None:
    """Remove a half-year that was planned by mistake. Raises `ReportRefused` once it was open."""
    _require_department(user)
    period = lock_period(period_id)
    if period.state != PeriodState.PLANNED:
        raise ReportRefused(_("This period was opened: it stays."))
    _audit("dropped", period, user)
    period.delete()


def _require_department(user) -> None:
    if not is_propaganda(user):
        raise NotAllowed


def _lock_days() -> None:
    """Let days change in one period at a time, so that two at once cannot come to overlap."""
    list(ReportPeriod.objects.select_for_update().order_by("pk").values_list("pk"))


def _has_signed(period: ReportPeriod) -> bool:
    return period.reports.filter(state__in=SENT).exists()


def _check_days(days: PeriodDays, but: ReportPeriod | None = None) -> None:
    if not days.starts_on <= days.cut_off_on <= days.due_on:
        raise ReportRefused(_("First day, last day and due day must follow in order."))
    others = ReportPeriod.objects.filter(
        starts_on__lte=days.cut_off_on, cut_off_on__gte=days.starts_on
    )
    for other in others.exclude(pk=but.pk) if but else others:
        raise ReportRefused(
            _("Some of these days belong to “%(period)s” already.") % {"period": other}
        )


def _audit(action: str, period: ReportPeriod, user, **data) -> None:
    days = {name: getattr(period, name).isoformat() for name in ("starts_on", "cut_off_on")}
    record(
        actor=user,
        action=f"reports.period.{action}",
        subject=period,
        due_on=period.due_on.isoformat(),
        **days,
        **data,
    )
