"""The working days in which a question is answered; they stand while the asker is waited for."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from core.days import day_of
from core.working_days import Calendar, add_working_days, working_days_between

from ..enums import OPEN, StepAction
from ..models import Question, QuestionTopic
from .steps import advance, lock_question

NOT_REMINDED: dict[str, Any] = {"reminded_soon_at": None, "reminded_late_at": None}
# No deadline with all that was waited reaches further: ten years.
REACH = timedelta(days=3653)


def first_deadline(question: Question, topic: QuestionTopic) -> dict[str, Any]:
    """Return the fields of a question whose time begins, or is counted anew for another topic."""
    counted_from = question.counted_from or day_of(question.received_at)
    days = topic.deadline_days + question.waited_days
    return NOT_REMINDED | {
        "counted_from": counted_from,
        "due_on": add_working_days(counted_from, days),
    }


def new_deadline(question: Question, now: datetime) -> dict[str, Any]:
    """Return the fields of a question that was answered and is taken up again today."""
    today = day_of(now)
    return NOT_REMINDED | {
        "counted_from": today,
        "due_on": add_working_days(today, question.topic.deadline_days),
        "waited_days": 0,
        "waiting_since": None,
    }


@transaction.atomic
def resume_clock(question: Question, now: datetime, user=None) -> Question:
    """Let the time run again: the last day moves by the working days that were waited.

    Called when the asker adds something (no user), or by the unit that waits no longer. A clock
    that runs is left alone.
    """
    question = lock_question(question.pk)
    if question.waiting_since is None:
        return question
    return advance(
        question,
        action=StepAction.CLOCK_RESUMED,
        to_state=None,
        user=user,
        now=now,
        **resumed(question, now),
    )


def resumed(question: Question, now: datetime) -> dict[str, Any]:
    """Return the fields of a question whose clock stood until `now`; none where it runs."""
    if question.waiting_since is None:
        return {}
    waited = working_days_between(day_of(question.waiting_since), day_of(now))
    question.waited_days += waited
    fields = {"waiting_since": None, "waited_days": question.waited_days}
    if question.due_on is not None:
        fields |= first_deadline(question, question.topic)
    return fields


@transaction.atomic
def recount_deadlines() -> int:
    """Count the last day of every open question anew after the calendar changed.

    Two queries and one for those that move; returns how many did. Only who is not late because
    of it is reminded again.
    """
    rows = Question.objects.select_for_update(of=("self",)).select_related("topic")
    questions = list(rows.filter(state__in=OPEN, counted_from__isnull=False))
    if not questions:
        return 0
    first = min(_counted_from(one) for one in questions)
    calendar = Calendar.covering(first, max(map(_counted_from, questions)) + REACH)
    moved = []
    for one in questions:
        days = one.topic.deadline_days + one.waited_days
        due_on = calendar.add_working_days(_counted_from(one), days)
        if due_on != one.due_on:
            one.due_on = due_on
            one.reminded_soon_at = one.reminded_late_at = None
            moved.append(one)
    Question.objects.bulk_update(moved, ["due_on", "reminded_soon_at", "reminded_late_at"])
    return len(moved)


def _counted_from(question: Question) -> date:
    return question.counted_from or day_of(question.received_at)
