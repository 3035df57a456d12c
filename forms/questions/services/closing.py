"""Ends a question without an answer of ours: refused, or passed to another body."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from .. import rules
from ..enums import OPEN, QuestionState, RefusalReason, StepAction
from ..errors import QuestionRefused
from ..models import Question
from .asker_mail import tell_asker
from .drafts import close_draft
from .requiring import require_allowed, required_text
from .steps import advance, lock_question, require_state

LONGEST_CLOSING_NOTE = 1000


@transaction.atomic
def refuse(
    *, question_id: int, reason: RefusalReason, user, now: datetime, note: str = ""
) -> Question:
    """Refuse a question for a reason that the asker reads, with a note where one helps.

    Raises `NotAllowed` to all but the centre, `WrongState`, and `QuestionRefused`.
    """
    require_allowed(rules.is_voice_centre(user))
    if reason not in RefusalReason.values:
        raise QuestionRefused(_("Choose a reason."))
    return _close(
        question_id,
        action=StepAction.REFUSED,
        to_state=QuestionState.REFUSED,
        user=user,
        now=now,
        closing_note=_note(note) if note.strip() else "",
        refusal_reason=reason,
    )


@transaction.atomic
def pass_to_body(*, question_id: int, note: str, user, now: datetime) -> Question:
    """End a question that another body decides; the note tells the asker which and how.

    Raises `NotAllowed` to all but the centre, `WrongState`, and `QuestionRefused` without a note.
    """
    require_allowed(rules.is_voice_centre(user))
    return _close(
        question_id,
        action=StepAction.TRANSFERRED,
        to_state=QuestionState.TRANSFERRED,
        user=user,
        now=now,
        closing_note=_note(note),
    )


def _note(text: str) -> str:
    missing = _("Tell the asker which body decides and how to reach it.")
    return required_text(text, longest=LONGEST_CLOSING_NOTE, missing=missing)


def _close(
    question_id: int, *, action: StepAction, to_state: QuestionState, user, now: datetime, **changes
) -> Question:
    question = lock_question(question_id)
    require_state(question, OPEN)
    if question.page_id is not None:
        raise QuestionRefused(_("This question was answered in public; answer it again."))
    close_draft(question)
    advance(
        question,
        action=action,
        to_state=to_state,
        user=user,
        now=now,
        waiting_since=None,
        **changes,
    )
    tell_asker(question, event=str(to_state))
    return question
