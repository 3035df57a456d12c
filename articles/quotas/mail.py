"""Writes the reminder in each recipient's language, as things stand when it goes out."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from articles.quotas.periods import week_name
from articles.quotas.recipients import people_to_remind
from articles.quotas.standings import read_standings
from articles.quotas.wording import pieces_asked_for, rule_in_words
from core.models import User
from core.weeks import end_of_week
from units.models import Unit


def deliver_reminder(*, unit_id: int, week: date, now: datetime) -> int:
    """Send the reminder and return how many got it.

    Nobody gets one that is no longer true: the unit has sent what was missing, is exempt by now,
    or the week went by while the mail waited.
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None or now >= end_of_week(week):
        return 0
    [standing] = read_standings(units=[unit], weeks=[week], now=now)
    [figures] = standing.weeks
    if not figures.missing:
        return 0
    people = people_to_remind([unit.pk]).get(unit.pk, [])
    values = {"unit": unit, "week": week, "figures": figures}
    return get_connection().send_messages([_mail(user, values) for user in people]) or 0


def _mail(user: User, values: dict[str, Any]) -> EmailMessage:
    unit, week, figures = values["unit"], values["week"], values["figures"]
    profile = UserProfile.get_for_user(user)
    with override(profile.get_preferred_language()):
        context = values | {
            "user": user,
            "week_name": week_name(week),
            "rule": rule_in_words(figures.rule),
            "missing": pieces_asked_for(figures.rule, figures.missing),
            "last_minute": _last_minute(week),
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("quota_unit", args=[unit.code]),
        }
        subject = render_to_string("articles/quotas/mail/reminder_subject.txt", context)
        body = render_to_string("articles/quotas/mail/reminder.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _last_minute(week: date) -> datetime:
    """Return the last minute of a week, which reads better than the midnight after it."""
    last = end_of_week(week) - timedelta(minutes=1)
    return timezone.localtime(last, timezone.get_default_timezone())
