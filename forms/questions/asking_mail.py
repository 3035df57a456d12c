"""Mail to those who work on a question: its number, never what was written or by whom."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from core.models import User
from units.enums import PortalRole, UnitRole

from .models import Question
from .routing import propose


def deliver_to_centre(*, question_id: int, event: str) -> int:
    """Tell the accounts of the centre; return how many were told."""
    question = _question(question_id)
    if question is None:
        return 0
    proposal = propose(
        province=question.province, industry=question.industry, asked_unit=question.asked_unit
    )
    centre = User.objects.filter(groups__name=PortalRole.VOICE_CENTRE.value)
    return _deliver(centre, event, {"question": question, "proposed": proposal.unit})


def deliver_to_unit(*, question_id: int, event: str) -> int:
    """Tell the officer, else all respondents of the unit in charge; return how many were told."""
    question = _question(question_id)
    if question is None or question.unit_id is None:
        return 0
    people = User.objects.filter(pk=question.officer_id, is_active=True)
    if not people.exists():
        people = User.objects.filter(
            memberships__unit=question.unit_id, memberships__role=UnitRole.RESPONDENT
        )
    return _deliver(people, event, {"question": question})


def _question(question_id: int) -> Question | None:
    related = ("topic", "province", "asked_unit", "unit")
    return Question.objects.select_related(*related).filter(pk=question_id).first()


def _deliver(people: QuerySet[User], event: str, values: dict[str, Any]) -> int:
    users = people.filter(is_active=True).exclude(email="").distinct().order_by("pk")
    return get_connection().send_messages([_mail(user, event, values) for user in users]) or 0


def _mail(user: User, event: str, values: dict[str, Any]) -> EmailMessage:
    url = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")
    context = values | {"user": user, "event": event, "url": url}
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        subject = render_to_string("questions/mail/asker_did_subject.txt", context)
        body = render_to_string("questions/mail/asker_did.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
