"""Reminds units of reports that are due soon or late: of each once, whatever happens."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.days import day_of
from core.working_days import add_working_days, is_working_day

from ..enums import PeriodState, ReminderKind
from ..models import HalfYearReport, ReportReminder
from ..people import people_of
from ..rules import WITH_UNIT
from .mail import send_to_people

SOON_DAYS = 3
FROM_HOUR = time(8)


def remind_reports(*, now: datetime) -> int:
    """Remind of reports due within three working days, and of late ones; return how many.

    On working days from 08:00 on. A unit in which nobody can be reached is tried again.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    if local.time() < FROM_HOUR:
        return 0
    due = {kind: list(_unreminded(kind, local.date())) for kind in ReminderKind}
    if not any(due.values()) or not is_working_day(local.date()):
        return 0
    return sum(_remind(kind, reports, now) for kind, reports in due.items())


def due_reports(kind: str, today: date) -> QuerySet[HalfYearReport]:
    """Return the unsigned reports of open periods that are late, or due soon and not late."""
    reports = HalfYearReport.objects.filter(
        state__in=WITH_UNIT, period__state=PeriodState.OPEN
    ).select_related("period")
    if kind == ReminderKind.LATE:
        return reports.filter(period__due_on__lt=today)
    last = add_working_days(today, SOON_DAYS)
    return reports.filter(period__due_on__range=(today, last))


def deliver_reminder(*, report_id: int, kind: str, now: datetime) -> int:
    """Send the reminder as things stand when it goes out; nothing once the unit has signed."""
    report = due_reports(kind, day_of(now)).filter(pk=report_id).first()
    if report is None:
        return 0
    return send_to_people(kind, report, people_of([report])[report.pk])


def _unreminded(kind: str, today: date) -> QuerySet[HalfYearReport]:
    known = ReportReminder.objects.filter(kind=kind).values("report_id")
    return due_reports(kind, today).exclude(pk__in=known).order_by("pk")


def _remind(kind: str, reports: Collection[HalfYearReport], now: datetime) -> int:
    reached = people_of(reports)
    return sum(_remind_once(kind, one.pk, now) for one in reports if reached[one.pk])


@transaction.atomic
def _remind_once(kind: str, report_id: int, now: datetime) -> bool:
    """Record a reminder and order its mail, both or neither; False when there was one already."""
    from ..tasks import send_report_reminder

    _reminder, is_new = ReportReminder.objects.get_or_create(
        report_id=report_id, kind=kind, defaults={"sent_at": now}
    )
    if is_new:
        send_report_reminder.enqueue(report_id=report_id, kind=str(kind))
    return is_new
