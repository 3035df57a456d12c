"""What the asker does after asking, with the code alone: add, thank, disagree, withdraw."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import ANSWERED, CLOSED, MessageKind, QuestionState, StepAction
from ..errors import WrongState
from ..models import Attachment, Contact, Message, Question
from .clock import resume_clock
from .steps import advance, lock_question, record_step
from .waiting_files import MOST_FILES, attach_files


@transaction.atomic
def add(
    *,
    question_id: int,
    submission_key: UUID,
    text: str,
    now: datetime,
    files: Iterable[UploadedFile] = (),
) -> Message:
    """Keep what the asker adds; where the union waited for it, the time runs again.

    Raises `WrongState` once nobody works on the question any more. The same key again returns
    what it stored, like all services here.
    """
    question = lock_question(question_id)
    if (stored := _stored(question, submission_key)) is not None:
        return stored
    if question.state in CLOSED:
        raise WrongState(_("This question is closed; nothing can be added. Ask a new one."))
    files = list(files)
    present = question.attachments.filter(deleted_at=None).count()
    if present + len(files) > 2 * MOST_FILES:
        raise WrongState(_("No more files can be added to this question."))
    message = _say(question, MessageKind.ADDITION, submission_key, text, now)
    attach_files(question=question, files=files, message=message)
    _record(question, StepAction.ADDED, now)
    if question.waiting_since is not None:
        resume_clock(question=question, now=now)
    _tell_unit(question, "added")
    return message


@transaction.atomic
def thank(*, question_id: int, submission_key: UUID, now: datetime) -> Message:
    """Keep the asker's thanks, once for an answer. Raises `WrongState` where there is none."""
    question = lock_question(question_id)
    if (stored := _stored(question, submission_key)) is not None:
        return stored
    answered_at = _answered_at(question)
    if (earlier := _said_since(question, MessageKind.THANKS, answered_at)) is not None:
        return earlier
    message = _say(question, MessageKind.THANKS, submission_key, "", now)
    _record(question, StepAction.THANKED, now)
    return message


@transaction.atomic
def contest(*, question_id: int, submission_key: UUID, text: str, now: datetime) -> Message:
    """Keep why the asker disagrees with the answer, once for an answer; the centre decides.

    Raises `WrongState` where there is no answer, or where it was contested already.
    """
    question = lock_question(question_id)
    if (stored := _stored(question, submission_key)) is not None:
        return stored
    if _said_since(question, MessageKind.CONTEST, _answered_at(question)) is not None:
        raise WrongState(_("You have said already that you disagree with this answer."))
    message = _say(question, MessageKind.CONTEST, submission_key, text, now)
    question.is_contested = True
    question.save(update_fields=["is_contested"])
    _record(question, StepAction.CONTESTED, now)
    _tell_centre(question, "contested")
    return message


@transaction.atomic
def withdraw(*, question_id: int, now: datetime) -> None:
    """Delete all that the asker sent, and the code; what was published stays, it names nobody.

    The row stays for the statistics. A second time changes nothing.
    """
    question = lock_question(question_id)
    if not question.text:
        return
    was_open = question.state not in CLOSED
    _delete_private(question, now=now)
    changes = {"text": "", "tracking_digest": secrets.token_hex(32), "officer": question.officer}
    if question.page_id is None:
        changes |= {"public_title": "", "public_text": ""}
    if was_open:
        changes |= {"waiting_since": None}
    advance(
        question,
        action=StepAction.WITHDRAWN,
        to_state=QuestionState.WITHDRAWN if was_open else None,
        user=None,
        now=now,
        **changes,
    )
    if was_open:
        _tell_unit(question, "withdrawn")


def may_contest(question: Question) -> bool:
    """Tell whether there is an answer that the asker has not contested yet."""
    return _is_unsaid(question, MessageKind.CONTEST)


def may_thank(question: Question) -> bool:
    """Tell whether there is an answer that the asker has not thanked for yet."""
    return _is_unsaid(question, MessageKind.THANKS)


def _is_unsaid(question: Question, kind: MessageKind) -> bool:
    try:
        return _said_since(question, kind, _answered_at(question)) is None
    except WrongState:
        return False


def _delete_private(question: Question, *, now: datetime) -> None:
    Contact.objects.filter(question=question, deleted_at=None).update(
        name="", phone="", email="", wants_mail=False, deleted_at=now
    )
    question.messages.filter(author=None).update(text="")
    for attachment in question.attachments.filter(deleted_at=None):
        _delete_file(attachment, now=now)


def _delete_file(attachment: Attachment, *, now: datetime) -> None:
    """Empty the row now; the file goes when the transaction has held."""
    storage, path = attachment.file.storage, attachment.file.name
    attachment.file, attachment.name, attachment.deleted_at = "", "", now
    attachment.save(update_fields=["file", "name", "deleted_at"])
    transaction.on_commit(partial(storage.delete, path))


def _stored(question: Question, submission_key: UUID) -> Message | None:
    return question.messages.filter(submission_key=submission_key).first()


def _answered_at(question: Question) -> datetime:
    """Return when the present answer was released. Raises `WrongState` without one."""
    released = question.answers.filter(reviewed_at__isnull=False, state="released").last()
    if question.state not in ANSWERED or released is None:
        raise WrongState(_("There is no answer yet."))
    return released.reviewed_at


def _said_since(question: Question, kind: MessageKind, moment: datetime) -> Message | None:
    return question.messages.filter(kind=kind, author=None, sent_at__gte=moment).first()


def _say(
    question: Question, kind: MessageKind, submission_key: UUID, text: str, now: datetime
) -> Message:
    return Message.objects.create(
        question=question, kind=kind, submission_key=submission_key, text=text, sent_at=now
    )


def _record(question: Question, action: StepAction, now: datetime) -> None:
    state = QuestionState(question.state)
    record_step(question, action=action, from_state=state, user=None, now=now)


def _tell_unit(question: Question, event: str) -> None:
    from ..asking_tasks import tell_unit

    transaction.on_commit(partial(tell_unit.enqueue, question_id=question.pk, event=event))


def _tell_centre(question: Question, event: str) -> None:
    from ..asking_tasks import tell_centre

    transaction.on_commit(partial(tell_centre.enqueue, question_id=question.pk, event=event))
