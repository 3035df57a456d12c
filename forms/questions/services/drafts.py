"""The version of an answer that is being written or reviewed; there is one at most."""

from ..enums import AnswerState
from ..models import Answer, Question

OPEN_ANSWER = (AnswerState.DRAFT, AnswerState.IN_REVIEW)


def open_answer(question: Question) -> Answer | None:
    """Return the version that is being written or waits for the centre."""
    return question.answers.filter(state__in=OPEN_ANSWER).first()


def draft_of(question: Question) -> Answer | None:
    """Return the version that is being written."""
    return question.answers.filter(state=AnswerState.DRAFT).first()


def close_draft(question: Question) -> None:
    """End a version that its unit does not finish: another unit writes its own, or nobody."""
    question.answers.filter(state__in=OPEN_ANSWER).update(state=AnswerState.RETURNED)


def visible_answers(question: Question, *, sees_all: bool):
    """Return the versions an account may read: a unit none from before it got the question."""
    answers = question.answers.select_related("author", "reviewer")
    if sees_all or question.assigned_at is None:
        return answers
    return answers.filter(saved_at__gte=question.assigned_at)
