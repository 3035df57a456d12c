"""Notes among colleagues, and advice of another unit, which sees the public text alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.days import day_of
from units.models import Unit

from .. import rules
from ..enums import OPEN, QuestionState, StepAction
from ..errors import QuestionRefused
from ..models import Advice, InternalNote
from ..redaction import details_left, unconfirmed
from .desk_mail import queue_mail
from .people import people_of, respondents
from .releasing import DetailsFound
from .requiring import require_allowed, required_text
from .steps import lock_question, record_step, require_state


@transaction.atomic
def add_note(*, question_id: int, text: str, user, now: datetime) -> InternalNote:
    """Write a note that the colleagues of the same unit read, or those of the centre.

    The same words by the same person within the same minute are one note. Raises `NotAllowed`,
    and `QuestionRefused` without a text.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_open(user, question))
    unit = question.unit if rules.is_in_charge(user, question) else None
    text = required_text(text, longest=2000, missing=_("Write the note."))
    last = question.notes.filter(author=user, unit=unit).last()
    if last is not None and last.text == text and (now - last.written_at).total_seconds() < 60:
        return last
    return InternalNote.objects.create(
        question=question, unit=unit, author=user, text=text, written_at=now
    )


@transaction.atomic
def ask_advice(
    *,
    question_id: int,
    unit: Unit,
    text: str,
    user,
    now: datetime,
    confirmed: Iterable[str] = (),
) -> Advice:
    """Ask another unit, which reads the public text of the question and what is asked here.

    Whoever asks that unit again while it has not advised finds the first. Raises `NotAllowed`,
    `WrongState`, `DetailsFound`, and `QuestionRefused` without a public text or for a unit in
    which nobody answers.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_work(user, question))
    require_state(question, OPEN)
    waiting = question.advice.filter(unit=unit, replied_at=None).first()
    if waiting is not None:
        return waiting
    text = required_text(text, longest=2000, missing=_("Write what you ask the other unit."))
    if unit.pk == question.unit_id or not unit.is_active_on(day_of(now)):
        raise QuestionRefused(_("Choose another unit."))
    if not question.public_text.strip():
        raise QuestionRefused(
            _("Save the public text first: it is all that the other unit sees of the question.")
        )
    left = unconfirmed(details_left(question.public_text, text), confirmed)
    if left:
        raise DetailsFound(left)
    people = list(respondents(unit.pk).values_list("pk", flat=True))
    if not people:
        raise QuestionRefused(_("Nobody answers for %(unit)s yet.") % {"unit": unit})
    advice = Advice.objects.create(
        question=question, unit=unit, asked_text=text, asked_by=user, asked_at=now
    )
    state = QuestionState(question.state)
    note = unit.short_name_vi
    action = StepAction.ADVICE_ASKED
    record_step(question, action=action, from_state=state, user=user, now=now, note=note)
    queue_mail(event="advice_asked", question=question, recipients=people, advice_id=advice.pk)
    return advice


@transaction.atomic
def give_advice(*, advice_id: int, reply: str, user, now: datetime) -> Advice:
    """Advise the unit that asked, once. Raises `NotAllowed`, `QuestionRefused`."""
    advice = Advice.objects.select_for_update(of=("self",)).select_related("unit").get(pk=advice_id)
    require_allowed(rules.may_advise(user, advice))
    question = lock_question(advice.question_id)
    reply = required_text(reply, longest=5000, missing=_("Write your advice."))
    if advice.replied_at is not None:
        if advice.reply == reply:
            return advice
        raise QuestionRefused(_("Your unit has advised already."))
    advice.reply, advice.replied_by, advice.replied_at = reply, user, now
    advice.save(update_fields=["reply", "replied_by", "replied_at"])
    state, note = QuestionState(question.state), advice.unit.short_name_vi
    action = StepAction.ADVICE_GIVEN
    record_step(question, action=action, from_state=state, user=user, now=now, note=note)
    queue_mail(event="advice_given", question=question, recipients=people_of(question), by=user)
    return advice
