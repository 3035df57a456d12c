"""Asks the asker back; the time stands until they answer or the unit waits no longer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from .. import rules
from ..enums import WITH_UNIT, MessageKind, StepAction
from ..models import Message
from .asker_mail import tell_asker
from .requiring import require_allowed, required_text
from .steps import advance, lock_question, require_state

LONGEST_MESSAGE = 5000


@transaction.atomic
def ask_back(*, question_id: int, text: str, submission_key: UUID, user, now: datetime) -> Message:
    """Put a question to the asker and stop the clock; the same key again sends nothing new.

    Raises `NotAllowed`, `WrongState`, and `QuestionRefused` without a text.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_work(user, question))
    sent = question.messages.filter(submission_key=submission_key).first()
    if sent is not None:
        return sent
    require_state(question, WITH_UNIT)
    missing = _("Write what you ask the asker.")
    message = Message.objects.create(
        question=question,
        submission_key=submission_key,
        kind=MessageKind.REQUEST,
        text=required_text(text, longest=LONGEST_MESSAGE, missing=missing),
        author=user,
        sent_at=now,
    )
    advance(
        question,
        action=StepAction.ASKED_BACK,
        to_state=None,
        user=user,
        now=now,
        waiting_since=question.waiting_since or now,
    )
    tell_asker(question, event="asked_back")
    return message
