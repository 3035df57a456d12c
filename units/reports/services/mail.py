"""Mail about half-year reports, in each reader's language; it names the report and no figure."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from core.models import User

from ..models import HalfYearReport


def send_to_people(event: str, report: HalfYearReport, people: list[User]) -> int:
    """Send one mail to each, led by the templates of an event; return how many went out."""
    url = settings.WAGTAILADMIN_BASE_URL + reverse("report_show", args=[report.pk])
    values = {"report": report, "period": report.period, "url": url}
    mails = [_write(event, user, values) for user in people]
    return get_connection().send_messages(mails) or 0


def _write(event: str, user: User, values: dict[str, Any]) -> EmailMessage:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context = values | {"user": user}
        subject = render_to_string(f"reports/mail/{event}_subject.txt", context)
        body = render_to_string(f"reports/mail/{event}.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
