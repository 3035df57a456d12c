"""Mail among the union's people about a question: its number and what is to be done, no more.

Neither what was asked nor who asked stands in a mail: it leads to the screen, which asks who reads.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from core.models import User

from ..models import Question

EVENTS = (
    "assigned",
    "handed_over",
    "handed_back",
    "sent",
    "returned",
    "released",
    "advice_asked",
    "advice_given",
)


def queue_mail(
    *, event: str, question: Question, recipients: Iterable[int], by=None, **context: Any
) -> None:
    """Order a mail with the transaction, without who caused it; `event` is one of `EVENTS`."""
    from ..tasks import send_desk_mail

    people = sorted(set(recipients) - {by.pk if by else None})
    if people:
        transaction.on_commit(
            partial(
                send_desk_mail.enqueue,
                event=event,
                question_id=question.pk,
                recipient_ids=people,
                context=context,
            )
        )


def deliver(*, event: str, question_id: int, recipient_ids: list[int], context: dict) -> int:
    """Send the mail to each active account; return how many got it."""
    question = Question.objects.select_related("topic", "unit").filter(pk=question_id).first()
    if question is None:
        return 0
    values = context | {"question": question, "url": address_of(question, context)}
    return send_to_people(f"questions/mail/{event}", recipient_ids, values)


def address_of(question: Question, context: dict) -> str:
    """Return the screen that a mail leads to."""
    if "advice_id" in context:
        path = reverse("question_advice", args=[context["advice_id"]])
    else:
        path = reverse("question_show", args=[question.pk])
    return settings.WAGTAILADMIN_BASE_URL + path


def send_to_people(template: str, recipient_ids: list[int], values: dict[str, Any]) -> int:
    """Send one mail to each active account, in its own language."""
    users = User.objects.filter(pk__in=recipient_ids, is_active=True).exclude(email="")
    mails = [write_mail(template, user, values) for user in users]
    return get_connection().send_messages(mails) or 0


def write_mail(template: str, user: User, values: dict[str, Any]) -> EmailMessage:
    """Return a mail of a subject and a text template in the language of its reader."""
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context = values | {"user": user}
        subject = render_to_string(f"{template}_subject.txt", context)
        body = render_to_string(f"{template}.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
