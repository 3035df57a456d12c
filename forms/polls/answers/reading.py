"""Reads a whole ballot from a form: the server alone decides what was asked and what counts."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..models import PollQuestion
from ..queries import NumberedQuestion, Outline
from .conditions import is_asked
from .kinds import AnswerRefused, read_answer


@dataclass
class Reading:
    """Canonical answers, and what is wrong by the id of its question."""

    answers: dict[str, Any] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


def read_answers(outline: Outline, posted: QueryDict) -> Reading:
    """Return the answers to a poll; those to questions that were not asked are dropped."""
    reading = Reading()
    for one in outline.questions:
        if is_asked(one.question, reading.answers):
            _read_one(one, posted, reading)
    if not reading.answers and not reading.errors and outline.questions:
        # A poll may require nothing, but a ballot says something.
        reading.errors[outline.questions[0].question.pk] = _("Answer at least one question.")
    return reading


def _read_one(one: NumberedQuestion, posted: QueryDict, reading: Reading) -> None:
    question: PollQuestion = one.question
    try:
        answer = read_answer(one, posted)
    except AnswerRefused as refused:
        reading.errors[question.pk] = refused.message
        return
    if answer is not None:
        reading.answers[str(question.pk)] = answer
    elif question.is_required:
        reading.errors[question.pk] = _("Please answer this question.")
