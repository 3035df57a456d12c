"""What the asker does after asking, with the code alone: add, thank, disagree, withdraw."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import (
    ANSWERED,
    CLOSED,
    AnswerState,
    MessageKind,
    QuestionState,
    StepAction,
)
from ..errors import WrongState
from ..models import Answer, Contact, Message, Question
from .asking_mail import tell_of_asker
from .clock import resume_clock
from .contacts import delete_files
from .drafts import close_draft
from .joining import promote_follower
from .steps import advance, lock_question, record_step
from .waiting_files import MOST_FILES, attach_files, attach_kept, kept_files

MOST_FILES_OF_ALL = 4 * MOST_FILES


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
    if present + len(files) + kept_files(submission_key).count() > MOST_FILES_OF_ALL:
        raise WrongState(_("No more files can be added to this question."))
    message = _say(question, MessageKind.ADDITION, submission_key, text, now)
    attach_kept(question=question, submission_key=submission_key, message=message)
    attach_files(question=question, files=files, message=message)
    _record(question, StepAction.ADDED, now)
    resume_clock(question=question, now=now)
    tell_of_asker(question, "added")
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
    tell_of_asker(question, "contested")
    return message


@transaction.atomic
def withdraw(*, question_id: int, now: datetime) -> None:
    """Delete all that the asker sent, and the code; what was published stays, it names nobody.

    The row stays for the statistics, and whoever asked the same takes its place. A second time
    changes nothing.
    """
    question = lock_question(question_id)
    if not question.text:
        return
    for part in question.parts.order_by("pk"):
        _withdraw(lock_question(part.pk), now=now)
    _withdraw(question, now=now)
    transaction.on_commit(delete_files, robust=True)


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


def _withdraw(question: Question, *, now: datetime) -> None:
    was_open = question.state not in CLOSED
    _delete_private(question, now=now)
    changes: dict[str, Any] = {"text": "", "tracking_digest": secrets.token_hex(32)}
    if question.page_id is None:
        changes |= {"public_title": "", "public_text": ""}
    if was_open:
        close_draft(question)
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
        promote_follower(question=question, now=now)
        tell_of_asker(question, "withdrawn")


def _delete_private(question: Question, *, now: datetime) -> None:
    """Empty contact and messages, and mark the files; they go when the transaction has held."""
    Contact.objects.filter(question=question, deleted_at=None).update(
        name="", phone="", email="", wants_mail=False, deleted_at=now
    )
    question.messages.filter(author=None).update(text="")
    question.attachments.filter(deleted_at=None).update(deleted_at=now)


def _stored(question: Question, submission_key: UUID) -> Message | None:
    return question.messages.filter(submission_key=submission_key).first()


def _answered_at(question: Question) -> datetime:
    """Return when the present answer was released. Raises `WrongState` without one."""
    released: Answer | None = question.answers.filter(state=AnswerState.RELEASED).last()
    if question.state not in ANSWERED or released is None or released.reviewed_at is None:
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
