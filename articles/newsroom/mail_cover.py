"""Who gets a desk's mail now: out of hours only those who cover it."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Desk, DeskCover
from articles.queries import desk_accounts
from core.models import User


def mail_recipients(*, desk: Desk, now: datetime) -> QuerySet[User]:
    """Return the active accounts of a desk that cover it at `now`; without any, all of them.

    Times and days are those of the portal's zone. A span over midnight belongs to the weekday
    and to the days of validity on which it begins.
    """
    everybody = desk_accounts(desk=desk)
    local = timezone.localtime(now, timezone.get_default_timezone())
    covering = {
        cover.user_id
        for cover in DeskCover.objects.filter(desk=desk)
        if _covers(cover, day=local.date(), clock=local.time())
    }
    chosen = everybody.filter(pk__in=covering)
    return chosen if covering and chosen.exists() else everybody


def _covers(cover: DeskCover, *, day: date, clock: time) -> bool:
    if cover.starts_at < cover.ends_at:
        return cover.starts_at <= clock < cover.ends_at and _begins_on(cover, day)
    if clock >= cover.starts_at:
        return _begins_on(cover, day)
    return clock < cover.ends_at and _begins_on(cover, day - timedelta(days=1))


def _begins_on(cover: DeskCover, day: date) -> bool:
    in_days = cover.valid_from <= day and (cover.valid_to is None or day <= cover.valid_to)
    return in_days and cover.weekday in (None, day.isoweekday())
