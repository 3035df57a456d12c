"""Gives questions to units; only the centre decides which."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.days import day_of
from units.models import Unit

from .. import rules
from ..enums import WITH_CENTRE, WITH_UNIT, QuestionState, StepAction
from ..errors import QuestionRefused
from ..models import Question, QuestionTopic
from .clock import first_deadline, resumed
from .desk_mail import queue_mail
from .drafts import close_draft
from .people import centre, people_of
from .requiring import require_allowed, required_text
from .steps import LONGEST_NOTE, advance, lock_question, require_state


@transaction.atomic
def assign(
    *,
    question_id: int,
    unit: Unit,
    user,
    now: datetime,
    topic: QuestionTopic | None = None,
    note: str = "",
) -> Question:
    """Give a question to a unit, new or from another one; its people are told.

    The time counts from the day of receipt, whoever had it before. The same unit again changes
    nothing. Raises `NotAllowed`, `WrongState`, and `QuestionRefused` for a unit that has ended.
    """
    require_allowed(rules.is_voice_centre(user))
    question = lock_question(question_id)
    require_state(question, (*WITH_CENTRE, *WITH_UNIT))
    topic = topic or question.topic
    if (
        question.unit_id == unit.pk
        and question.topic_id == topic.pk
        and question.state in WITH_UNIT
    ):
        return question
    if not unit.is_active_on(day_of(now)):
        raise QuestionRefused(_("%(unit)s does not exist any more.") % {"unit": unit})
    if question.unit_id == unit.pk and question.state in WITH_UNIT:
        return _change_topic(question, topic, user=user, now=now, note=note)
    close_draft(question)
    advance(
        question,
        action=StepAction.ASSIGNED,
        to_state=QuestionState.ASSIGNED,
        user=user,
        now=now,
        note=note,
        unit=unit,
        officer=None,
        topic=topic,
        assigned_at=now,
        **_deadline(question, topic, now),
    )
    queue_mail(event="assigned", question=question, recipients=people_of(question), by=user)
    return question


def _change_topic(
    question: Question, topic: QuestionTopic, *, user, now: datetime, note: str
) -> Question:
    return advance(
        question,
        action=StepAction.ASSIGNED,
        to_state=None,
        user=user,
        now=now,
        note=note,
        topic=topic,
        **first_deadline(question, topic),
    )


def _deadline(question: Question, topic: QuestionTopic, now: datetime) -> dict:
    """Return the fields of the clock, which runs from now on whoever was waited for."""
    return resumed(question, now) | first_deadline(question, topic)


@transaction.atomic
def hand_back(
    *, question_id: int, user, now: datetime, note: str, proposed: Unit | None = None
) -> Question:
    """Give a question back to the centre with the reason, and the unit whose matter it is.

    Raises `NotAllowed`, `WrongState`, and `QuestionRefused` without a reason.
    """
    question = lock_question(question_id)
    require_allowed(rules.is_in_charge(user, question))
    require_state(question, WITH_UNIT)
    missing = _("Say why your unit does not answer.")
    note = required_text(note, longest=LONGEST_NOTE - 100, missing=missing)
    if proposed is not None:
        note = _("Proposed: %(unit)s. %(note)s") % {"unit": proposed.short_name_vi, "note": note}
    close_draft(question)
    advance(
        question,
        action=StepAction.HANDED_BACK,
        to_state=QuestionState.RECEIVED,
        user=user,
        now=now,
        note=note,
        unit=None,
        officer=None,
        assigned_at=None,
        **resumed(question, now),
    )
    people = centre().values_list("pk", flat=True)
    queue_mail(event="handed_back", question=question, recipients=people, by=user)
    return question
