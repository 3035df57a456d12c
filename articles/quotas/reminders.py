"""Reminds units on Thursday that they are short: once per unit and week, whatever happens."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import QuotaReminder
from articles.quotas.recipients import people_to_remind
from articles.quotas.registers import units_in
from articles.quotas.standings import UnitStanding, read_standings
from articles.quotas.tasks import send_quota_reminder
from core.weeks import week_of
from units.models import Unit

THURSDAY = timedelta(days=3)
FROM_HOUR = time(8)


def remind_short_units(*, now: datetime) -> int:
    """Remind the units that are short in the running week; return how many were reminded now.

    Nothing goes out before Thursday 08:00. Whoever comes late, up to Sunday midnight, still
    reminds; the next week begins anew. A unit in which nobody can be reached is tried again.
    """
    week = week_of(now)
    if now < reminds_from(week):
        return 0
    short = _not_reminded(week, short_units(week=week, now=now))
    reached = people_to_remind(one.unit.pk for one in short)
    return sum(
        remind(unit=one.unit, week=week, missing=one.weeks[0].missing, now=now)
        for one in short
        if one.unit.pk in reached
    )


def reminds_from(week: date) -> datetime:
    """Return the moment from which the units short in a week are reminded."""
    moment = datetime.combine(week + THURSDAY, FROM_HOUR)
    return timezone.make_aware(moment, timezone.get_default_timezone())


def short_units(*, week: date, now: datetime) -> list[UnitStanding]:
    """Return the units that owe more in a week than they have sent; four queries."""
    standings = read_standings(units=units_in([week]), weeks=[week], now=now, all_units=True)
    return [one for one in standings if one.weeks[0].missing]


@transaction.atomic
def remind(*, unit: Unit, week: date, missing: int, now: datetime) -> bool:
    """Record a reminder and order its mail, both or neither; False when there was one already.

    The queue of tasks lies in the same database: neither a crash in between nor a second process
    at the same moment loses the mail or sends it twice.
    """
    _reminder, is_new = QuotaReminder.objects.get_or_create(
        unit=unit, week=week, defaults={"missing": missing, "sent_at": now}
    )
    if is_new:
        send_quota_reminder.enqueue(unit_id=unit.pk, week=week.isoformat())
    return is_new


def _not_reminded(week: date, standings: list[UnitStanding]) -> list[UnitStanding]:
    known = set(QuotaReminder.objects.filter(week=week).values_list("unit_id", flat=True))
    return [one for one in standings if one.unit.pk not in known]
