"""What an asker sees of the own question: where it stands in plain words, and what was said."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.addresses import address
from core.days import day_of

from ..enums import ANSWERED, CLOSED, OPEN, WITH_UNIT, AnswerState, QuestionState
from ..models import Answer, Attachment, Message, Question
from ..services.following import may_contest, may_thank

STAGES = (
    pgettext_lazy("stage of a question", "Received"),
    pgettext_lazy("stage of a question", "With the union that answers"),
    pgettext_lazy("stage of a question", "Answer is checked"),
    pgettext_lazy("stage of a question", "Answered"),
)


@dataclass(frozen=True)
class Stage:
    """One station of a question's way."""

    label: str | Promise
    is_done: bool
    is_current: bool


@dataclass(frozen=True)
class Reply:
    """A released answer; `url` leads to its public page where there is one."""

    text: str
    unit: str
    on: date
    url: str = ""


@dataclass(frozen=True)
class Thread:
    """All that the page of one question shows to its asker."""

    question: Question
    headline: str
    explanation: str
    is_overdue: bool
    stages: list[Stage]
    replies: list[Reply]
    messages: list[Message] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    has_contact: bool = False
    may_add: bool = False
    may_thank: bool = False
    may_contest: bool = False


def thread_of(question: Question, *, request: Any, now: datetime) -> Thread:
    """Return what the asker of a question sees, in a constant number of queries."""
    answering = question.merged_into or question
    parts = list(question.parts.select_related("unit", "page", "topic"))
    replies = _replies([answering, *parts], request, is_shared=answering != question)
    today = day_of(now)
    headline, explanation = words_of(question, bool(replies))
    is_owed = question.state in OPEN and question.waiting_since is None
    return Thread(
        question=question,
        headline=headline,
        explanation=explanation,
        is_overdue=bool(is_owed and question.due_on and question.due_on < today),
        stages=stages_of(answering),
        replies=replies,
        messages=list(question.messages.prefetch_related("attachments")),
        files=list(question.attachments.filter(message=None, deleted_at=None)),
        has_contact=_has_contact(question),
        may_add=question.state not in CLOSED,
        may_thank=may_thank(question),
        may_contest=may_contest(question),
    )


def stages_of(question: Question) -> list[Stage]:
    """Return the way of a question and where it stands; none for one that gets no answer."""
    if question.state in CLOSED and question.state not in ANSWERED:
        return []
    here = 0
    if question.state in WITH_UNIT:
        here = 1
    elif question.state == QuestionState.IN_REVIEW:
        here = 2
    elif question.state in ANSWERED:
        here = 3
    last = len(STAGES) - 1
    return [
        Stage(label, place < here or here == last, place == here)
        for place, label in enumerate(STAGES)
    ]


def words_of(question: Question, has_replies: bool) -> tuple[str, str]:
    """Return where a question stands: one line, and one sentence of what happens next."""
    state = question.state
    unit = question.unit.name if question.unit else _("the union")
    if question.waiting_since is not None and state in OPEN:
        return (
            _("The union needs to know more"),
            _("Read below what it asks, and answer there. Until then the time stands still."),
        )
    if state in WITH_UNIT:
        return _("Your question is being answered"), _("%(unit)s writes the answer.") % {
            "unit": unit
        }
    if state == QuestionState.MERGED:
        return (
            _("Your question is answered together with one like it"),
            _("Read the answer below.") if has_replies else _("You will read the answer here."),
        )
    return _WORDS[QuestionState(state)]()


_WORDS = {
    QuestionState.RECEIVED: lambda: (
        _("The union has received your question"),
        _("The centre of members' voice now chooses which union answers it."),
    ),
    QuestionState.IN_REVIEW: lambda: (
        _("The answer is written"),
        _("The centre looks whether law and privacy are kept. Then you read it here."),
    ),
    QuestionState.PUBLISHED: lambda: (
        _("Your question is answered"),
        _("The answer stands below and is published, without your name."),
    ),
    QuestionState.PRIVATE: lambda: (
        _("Your question is answered"),
        _("The answer below is for you alone and is not published."),
    ),
    QuestionState.REFUSED: lambda: (
        _("The union cannot answer this question"),
        _("Below you read why. You can ask another question at any time."),
    ),
    QuestionState.TRANSFERRED: lambda: (
        _("Your question was passed to another body"),
        _("Below you read to which one and why."),
    ),
    QuestionState.WITHDRAWN: lambda: (
        _("You have withdrawn this question"),
        _("Nothing of it is kept."),
    ),
}


def _replies(questions: list[Question], request: Any, *, is_shared: bool) -> list[Reply]:
    """Return the newest released answers; of somebody else's question only what all may read."""
    answers: dict[int, Answer] = {}
    found = Answer.objects.filter(question__in=questions, state=AnswerState.RELEASED)
    for released in found.order_by("number"):
        answers[released.question_id] = released
    replies = []
    for question in questions:
        answer = answers.get(question.pk)
        if answer is not None and (answer.is_public or not is_shared):
            replies.append(_reply(question, answer, request))
    return replies


def _reply(question: Question, answer: Answer, request: Any) -> Reply:
    page = question.page
    return Reply(
        text=answer.text,
        unit=question.unit.name if question.unit else "",
        on=day_of(answer.reviewed_at or answer.saved_at),
        url=address(page, request) if page and page.live else "",
    )


def _has_contact(question: Question) -> bool:
    contact = getattr(question, "contact", None)
    return contact is not None and contact.deleted_at is None
