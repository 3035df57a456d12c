"""What the screen of one question shows, as far as the account may see it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core.rich_text import expand_all

from .. import rules
from ..enums import StepAction
from ..models import Advice, Answer, InternalNote, Question, QuestionStep
from ..redaction import parts_of
from ..services.contacts import contact_state
from ..services.drafts import visible_answers
from .deadlines import deadlines_of

LOADED = (
    "topic",
    "unit",
    "officer",
    "province",
    "asked_unit",
    "page",
    "merged_into",
    "split_from",
)


def question_facts(user, question: Question, *, today: date) -> dict[str, Any]:
    """Return the question itself: its text with marks, its time, what was said since, files."""
    return {
        "question": question,
        "deadline": deadlines_of([question], today=today)[question.pk],
        "parts": parts_of(question.text),
        "thread": list(question.messages.select_related("author").prefetch_related("attachments")),
        "attachments": list(question.attachments.filter(message=None)),
        "merged": list(question.merged.only("pk")),
        "split_parts": list(question.parts.only("pk", "state")),
        "contact_state": contact_state(question),
        "may_read_contact": rules.may_read_contact(user, question),
        "is_centre": rules.is_voice_centre(user),
    }


def work_so_far(user, question: Question) -> dict[str, Any]:
    """Return versions of the answer, notes, advice and history that the account may read."""
    return {
        "versions": answer_rows(user, question),
        "notes": list(notes_for(user, question)),
        "advice": list(advice_on(user, question)),
        "steps": step_rows(user, question),
    }


def answer_rows(user, question: Question) -> list[tuple[Answer, str]]:
    """Return the versions of the answer with their HTML, the newest first."""
    sees_all = rules.is_voice_centre(user)
    answers = list(visible_answers(question, sees_all=sees_all).order_by("-number"))
    return list(zip(answers, expand_all([one.text for one in answers]), strict=True))


def notes_for(user, question: Question) -> QuerySet[InternalNote]:
    """Return the notes of the account's own colleagues."""
    own = Q(unit__in=rules.answering_units(user))
    if rules.is_voice_centre(user):
        own |= Q(unit=None)
    return question.notes.filter(own).select_related("author")


def advice_on(user, question: Question) -> QuerySet[Advice]:
    """Return the advice on a question; a unit sees none from before it got the question."""
    advice = question.advice.select_related("unit", "asked_by", "replied_by")
    if rules.is_voice_centre(user) or question.assigned_at is None:
        return advice
    return advice.filter(asked_at__gte=question.assigned_at)


def step_rows(user, question: Question) -> list[dict[str, Any]]:
    """Return the history; of what was before its time a unit sees neither people nor notes."""
    since = None if rules.is_voice_centre(user) else question.assigned_at
    steps = question.steps.select_related("user", "unit").order_by("-happened_at", "-pk")
    return [
        {
            "label": StepAction(step.action).label,
            "at": step.happened_at,
            "person": step.user if _is_open(step, since) else None,
            "unit": step.unit if _is_open(step, since) else None,
            "note": step.note if _is_open(step, since) else "",
        }
        for step in steps
    ]


def _is_open(step: QuestionStep, since) -> bool:
    return since is None or step.happened_at >= since


def last_step(question: Question) -> QuestionStep | None:
    """Return the newest step of a question."""
    return question.steps.select_related("user").order_by("pk").last()
