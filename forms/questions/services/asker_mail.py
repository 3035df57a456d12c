"""Tells askers who want mail that there is news; what it is stands behind their code alone."""

from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from ..models import Contact, Question

EVENTS = ("asked_back", "answered", "refused", "transferred", "merged")


def tell_asker(question: Question, *, event: str) -> None:
    """Order a mail to the asker, and to those who asked the same; `event` is one of `EVENTS`."""
    from ..tasks import send_asker_mail

    transaction.on_commit(partial(send_asker_mail.enqueue, event=event, question_id=question.pk))


def deliver(*, event: str, question_id: int) -> int:
    """Send a mail to each asker who wants it; return how many got it."""
    contacts = contacts_to_tell(question_id).select_related("question")
    return get_connection().send_messages([_mail(event, one) for one in contacts]) or 0


def contacts_to_tell(question_id: int) -> QuerySet[Contact]:
    """Return the contacts that hear of a question: its own, those joined to it, of its whole."""
    heard = (
        Q(question=question_id)
        | Q(question__merged_into=question_id)
        | Q(question__parts=question_id)
    )
    return (
        Contact.objects.filter(heard, wants_mail=True, deleted_at=None).exclude(email="").distinct()
    )


def _mail(event: str, contact: Contact) -> EmailMessage:
    with override(contact.question.language):
        url = settings.WAGTAILADMIN_BASE_URL + reverse("follow_question")
        values = {"event": event, "url": url}
        subject = render_to_string("questions/mail/to_asker_subject.txt", values)
        body = render_to_string("questions/mail/to_asker.txt", values)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[contact.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
