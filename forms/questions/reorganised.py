"""What becomes of questions when a unit ends: open ones go over, answered ones stay."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.reorganisation.handover import Handover
from units.reorganisation.movers.wording import reason_of
from units.reorganisation.registry import register_restless, register_way_back
from units.signals import unit_reorganised

from .enums import CLOSED, OPEN, WITH_UNIT, QuestionState, StepAction
from .models import Advice, Answer, Question, QuestionStep, ReplyTemplate
from .services.clock import resumed
from .services.desk_mail import queue_mail
from .services.drafts import OPEN_ANSWER
from .services.people import centre, people_of, respondents
from .services.steps import LONGEST_NOTE, record_step

# Reminders and the calendar change these by themselves.
RESTLESS = ("reminded_soon_at", "reminded_late_at", "due_on")


def hand_over(sender, handover: Handover, **kwargs: Any) -> None:
    """Hand over what is open of a unit's questions."""
    questions = Question.objects.filter(unit=handover.predecessor)
    if handover.taker is None:
        _give_to_centre(handover, questions.filter(state__in=WITH_UNIT))
        waiting = questions.filter(state=QuestionState.IN_REVIEW).count()
        handover.keeps(_("answers that wait for the centre"), waiting)
    else:
        _give_to_taker(handover, handover.taker, questions.filter(state__in=OPEN))
        _move_advice(handover, handover.taker)
        templates = ReplyTemplate.objects.filter(unit=handover.predecessor)
        handover.moves(_("reply templates"), handover.change(templates, unit=handover.taker.pk))
    handover.keeps(_("closed questions"), questions.filter(state__in=CLOSED).count())


def give_back(step: QuestionStep, user, now) -> None:
    """Write beside a step, which cannot be taken back, that the question went back."""
    record_step(
        Question.objects.select_related("unit").get(pk=step.question_id),
        action=StepAction.GIVEN_BACK,
        from_state=QuestionState(step.to_state),
        user=user,
        now=now,
    )


def connect() -> None:
    """Listen to reorganisations."""
    unit_reorganised.connect(hand_over, dispatch_uid="questions_hand_over")
    register_way_back(QuestionStep, give_back)
    register_restless(Question, *RESTLESS)


def _give_to_taker(handover: Handover, taker: Unit, questions: QuerySet[Question]) -> None:
    """Put the taker in charge: same state, last day and answer, and officer who came along."""
    people = set(respondents(taker.pk).values_list("pk", flat=True))
    moving = list(questions.select_related("unit", "officer").order_by("pk"))
    for question in moving:
        # Under the old name: the taker may be a unit that undoing takes away again.
        _record(handover, question, question.state)
        question.unit = taker
        if question.officer_id not in people:
            question.officer = None
            queue_mail(
                event="assigned",
                question=question,
                recipients=people_of(question),
                by=handover.user,
            )
    chosen = Question.objects.filter(pk__in=[one.pk for one in moving])
    handover.change(chosen.exclude(officer=None).exclude(officer__in=people), officer=None)
    handover.moves(_("open questions"), handover.change(chosen, unit=taker.pk))


def _give_to_centre(handover: Handover, questions: QuerySet[Question]) -> None:
    """Give questions back to the centre, as their unit would have done; drafts of answers end."""
    moving = list(questions.select_related("unit", "topic").order_by("pk"))
    people = list(centre().values_list("pk", flat=True)) if moving else []
    for question in moving:
        was, question.state, question.unit = question.state, QuestionState.RECEIVED, None
        _record(handover, question, was)
        drafts = Answer.objects.filter(question=question, state__in=OPEN_ANSWER)
        handover.change(drafts, state="returned")
        handover.change(
            Question.objects.filter(pk=question.pk),
            state=QuestionState.RECEIVED,
            unit=None,
            officer=None,
            assigned_at=None,
            **resumed(question, handover.now),
        )
        queue_mail(event="handed_back", question=question, recipients=people, by=handover.user)
    handover.moves(_("open questions, back to the centre"), len(moving))


def _record(handover: Handover, question: Question, from_state: str) -> None:
    step = record_step(
        question,
        action=StepAction.PASSED_ON,
        from_state=QuestionState(from_state),
        user=handover.user,
        now=handover.now,
        note=reason_of(handover, limit=LONGEST_NOTE),
    )
    handover.made(step)


def _move_advice(handover: Handover, taker: Unit) -> None:
    """Ask the taker instead, unless it is asked already or asked itself: then it sees both."""
    waiting = Advice.objects.filter(unit=handover.predecessor, replied_at=None)
    asked = Advice.objects.filter(unit=taker, replied_at=None).values("question")
    staying = waiting.filter(question__in=asked) | waiting.filter(question__unit=taker)
    kept = list(staying.values_list("pk", flat=True).distinct())
    moving = list(waiting.exclude(pk__in=kept).select_related("question").order_by("pk"))
    chosen = Advice.objects.filter(pk__in=[one.pk for one in moving])
    handover.moves(_("advice that others wait for"), handover.change(chosen, unit=taker.pk))
    handover.keeps(_("advice that others wait for"), len(kept))
    people = list(respondents(taker.pk).values_list("pk", flat=True)) if moving else []
    for one in moving:
        queue_mail(
            event="advice_asked",
            question=one.question,
            recipients=people,
            by=handover.user,
            advice_id=one.pk,
        )
