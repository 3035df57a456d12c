"""Reads a contact on record, and forgets contacts and files whose time is over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of

from .. import rules
from ..errors import QuestionRefused
from ..models import Attachment, Contact, ContactReading, Question
from .requiring import require_allowed, required_text
from .steps import lock_question

AT_ONCE = 200


@transaction.atomic
def read_contact(*, question_id: int, user, reason: str, now: datetime) -> Contact:
    """Return how to reach the asker after the reading is on record, with its reason.

    Raises `NotAllowed`, and `QuestionRefused` without a reason or where there is no contact.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_read_contact(user, question))
    missing = _("Say what you need the contact for.")
    reason = required_text(reason, longest=200, missing=missing)
    contact = Contact.objects.filter(question=question, deleted_at=None).first()
    if contact is None:
        raise QuestionRefused(_("The asker left no contact, or it was deleted."))
    ContactReading.objects.create(
        question=question, reader=user, unit=question.unit, reason=reason, read_at=now
    )
    record(actor=user, action="question.contact_read", subject=question)
    return contact


@transaction.atomic
def record_download(*, attachment: Attachment, user) -> None:
    """Put on record that somebody of the union loads a file of the asker."""
    record(actor=user, action="question.file_read", subject=attachment.question, file=attachment.pk)


def forget_contacts(*, now: datetime) -> int:
    """Empty the contacts whose time is over and delete their files; return how many contacts.

    The rows stay, so that the statistics do. A run that is broken off is finished by the next.
    """
    over = Contact.objects.filter(delete_after__lt=day_of(now), deleted_at=None)
    forgotten = 0
    while ids := list(over.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += sum(_forget(contact_id, now=now) for contact_id in ids)
    _mark_files_without_contact(now=now)
    delete_files()
    return forgotten


def _mark_files_without_contact(*, now: datetime) -> None:
    """Mark the files of those who left no contact, as long after the end of their question."""
    closed = now - timedelta(days=settings.QUESTION_CONTACT_DAYS + 1)
    Attachment.objects.filter(
        question__contact=None, question__closed_at__lt=closed, deleted_at=None
    ).update(deleted_at=now)


@transaction.atomic
def _forget(contact_id: int, *, now: datetime) -> bool:
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    if contact.deleted_at is not None or contact.delete_after is None:
        return False
    contact.name = contact.phone = contact.email = ""
    contact.wants_mail, contact.deleted_at = False, now
    contact.save(update_fields=["name", "phone", "email", "wants_mail", "deleted_at"])
    Attachment.objects.filter(question=contact.question_id, deleted_at=None).update(deleted_at=now)
    record(actor=None, action="question.contact_forgotten", subject=contact.question)
    return True


def delete_files() -> int:
    """Delete the files of attachments that are marked as deleted; return how many."""
    marked = Attachment.objects.filter(deleted_at__isnull=False).exclude(file="")
    count = 0
    for attachment in marked.iterator(chunk_size=AT_ONCE):
        # First the file, then its name: what breaks in between is done again.
        attachment.file.storage.delete(attachment.file.name or "")
        Attachment.objects.filter(pk=attachment.pk).update(file="", name="")
        count += 1
    return count


def contact_state(question: Question) -> str:
    """Return whether there is a contact, without reading it: "kept", "deleted" or "none"."""
    row = Contact.objects.filter(question=question).values_list("deleted_at", flat=True)
    found = list(row)
    if not found:
        return "none"
    return "kept" if found[0] is None else "deleted"
