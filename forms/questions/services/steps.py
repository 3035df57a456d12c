"""What all steps of a question share: the lock, the state it must have, the sealed record."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from types import EllipsisType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from core.text import normalize
from units.models import Unit

from ..enums import CLOSED, QuestionState, StepAction
from ..errors import WrongState
from ..models import Contact, Question, QuestionStep

LONGEST_NOTE = 500


@transaction.atomic
def move(
    question_id: int,
    *,
    action: StepAction,
    to_state: QuestionState | None,
    user,
    now: datetime,
    allowed_from: Collection[QuestionState],
    unit: Unit | EllipsisType | None = ...,
    note: str = "",
    **changes: Any,
) -> Question:
    """Lock a question, put it into its next state (None: the same) and record who did so.

    `unit` is the unit in charge from now on where it changes; `changes` are further fields, saved
    in the same statement since the table's constraints look at them together. Raises `WrongState`.
    """
    question = lock_question(question_id)
    require_state(question, allowed_from)
    if unit is not ...:
        changes["unit"] = unit
    return advance(
        question, action=action, to_state=to_state, user=user, now=now, note=note, **changes
    )


def lock_question(question_id: int) -> Question:
    """Return the question, locked until the transaction ends. Raises `Question.DoesNotExist`."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("unit", "topic")
    return rows.get(pk=question_id)


def require_state(question: Question, allowed: Collection[QuestionState]) -> None:
    """Raise `WrongState` with where the question stands unless that is in `allowed`."""
    if question.state not in allowed:
        raise WrongState(
            _("This question is “%(state)s” now. Look at it again first.")
            % {"state": question.get_state_display()}
        )


def advance(
    question: Question,
    *,
    action: StepAction,
    to_state: QuestionState | None,
    user,
    now: datetime,
    note: str = "",
    **changes: Any,
) -> Question:
    """Change a locked question and record the step."""
    from_state = QuestionState(question.state)
    question.state = to_state or from_state
    if to_state in CLOSED and from_state not in CLOSED:
        changes.setdefault("closed_at", now)
    elif to_state and to_state not in CLOSED:
        changes.setdefault("closed_at", None)
    for name, value in changes.items():
        setattr(question, name, value)
    question.save(update_fields=["state", *changes])
    if "closed_at" in changes:
        keep_contacts(question)
    record_step(question, action=action, from_state=from_state, user=user, now=now, note=note)
    return question


def record_step(
    question: Question,
    *,
    action: StepAction,
    from_state: QuestionState | None,
    user,
    now: datetime,
    note: str = "",
) -> QuestionStep:
    """Write the sealed step and its audit entry; the note stays out of the audit trail."""
    step = QuestionStep.objects.create(
        question=question,
        action=action,
        from_state=from_state or "",
        to_state=question.state,
        unit=question.unit,
        user=user,
        note=normalize(note).strip()[:LONGEST_NOTE],
        happened_at=now,
    )
    record(
        actor=user,
        action=f"question.{StepAction(action).value}",
        subject=question,
        from_state=step.from_state,
        to_state=step.to_state,
        unit=question.unit.code if question.unit else "",
    )
    return step


def keep_contacts(question: Question) -> None:
    """Set until when the contacts of a question are kept: some time from its end, none before.

    Those who asked the same wait for this question's answer, and theirs are kept as long.
    """
    contacts = Contact.objects.filter(
        Q(question=question) | Q(question__merged_into=question), deleted_at__isnull=True
    )
    answered = question.merged_into or question
    contacts.update(delete_after=_last_day(answered.closed_at))


def _last_day(closed_at: datetime | None) -> date | None:
    if closed_at is None:
        return None
    closed_on = day_of(closed_at)
    return closed_on + timedelta(days=settings.QUESTION_CONTACT_DAYS)
