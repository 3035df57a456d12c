"""Which officer of the unit in charge works on a question."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from units.models import Unit

from .. import rules
from ..enums import WITH_UNIT, QuestionState, StepAction
from ..errors import ChangedMeanwhile, QuestionRefused
from ..models import Question
from .desk_mail import queue_mail
from .people import answers_for_unit
from .requiring import require_allowed
from .steps import advance, lock_question, require_state


@transaction.atomic
def take(*, question_id: int, user, now: datetime) -> Question:
    """Take a question that no colleague has; the second time changes nothing.

    Raises `NotAllowed`, `WrongState`, and `ChangedMeanwhile` with the name of who has it.
    """
    question = lock_question(question_id)
    require_allowed(rules.is_in_charge(user, question))
    require_state(question, WITH_UNIT)
    officer = question.officer
    if officer == user:
        return question
    if officer is not None and answers_for_unit(officer, question.unit_id):
        raise ChangedMeanwhile(
            _("%(person)s has this question. Hand it over to yourself if you agreed so.")
            % {"person": officer.get_full_name() or officer.get_username()}
        )
    return _give(question, to=user, user=user, now=now, action=StepAction.TAKEN)


@transaction.atomic
def hand_over(*, question_id: int, to: User, user, now: datetime, note: str = "") -> Question:
    """Give a question to a colleague of the unit in charge, who is told.

    The colleague who has it already keeps it. Raises `NotAllowed`, `WrongState`, and
    `QuestionRefused` for somebody who does not answer for the unit.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_work(user, question))
    require_state(question, (*WITH_UNIT, QuestionState.IN_REVIEW))
    _require_colleague(to, question.unit_id)
    if question.officer_id == to.pk:
        return question
    _give(question, to=to, user=user, now=now, action=StepAction.HANDED_OVER, note=note)
    queue_mail(event="handed_over", question=question, recipients=[to.pk], by=user)
    return question


@transaction.atomic
def resend_all(*, unit: Unit, officer: User, to: User, user, now: datetime) -> int:
    """Hand every open question of an officer over to another, when people change; return how many.

    The former officer may have left already. Raises `NotAllowed` and `QuestionRefused`.
    """
    require_allowed(rules.is_voice_centre(user) or unit.pk in rules.answering_units(user))
    _require_colleague(to, unit.pk)
    if officer == to:
        raise QuestionRefused(_("Choose two different people."))
    open_ones = Question.objects.open().filter(unit=unit, officer=officer).order_by("pk")
    ids = list(open_ones.values_list("pk", flat=True))
    for question_id in ids:
        hand_over(question_id=question_id, to=to, user=user, now=now)
    return len(ids)


def _require_colleague(person: User, unit_id: int | None) -> None:
    if not answers_for_unit(person, unit_id):
        raise QuestionRefused(
            _("%(person)s does not answer for this unit.")
            % {"person": person.get_full_name() or person.get_username()}
        )


def _give(
    question: Question, *, to: User, user, now: datetime, action: StepAction, note: str = ""
) -> Question:
    is_new = question.state == QuestionState.ASSIGNED
    return advance(
        question,
        action=action,
        to_state=QuestionState.IN_PROGRESS if is_new else None,
        user=user,
        now=now,
        note=note,
        officer=to,
    )
