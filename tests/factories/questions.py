"""Questions where a test needs them: rows as the services leave them, pages through the release."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from core.days import day_of
from forms.questions.enums import (
    ANSWERED,
    CLOSED,
    WITH_UNIT,
    AnswerState,
    QuestionState,
    RefusalReason,
    StepAction,
)
from forms.questions.models import (
    Answer,
    Contact,
    Question,
    QuestionIndexPage,
    QuestionPage,
    QuestionTopic,
)
from forms.questions.services.steps import keep_contacts, record_step
from units.models import Unit
from units.services.provisioning import national_home, unit_home

_numbers = count(1)
TEXT = "Công ty chậm trả lương ba tháng thì chúng tôi phải làm gì?"
ANSWER = "<p>Bạn được trả thêm tiền lãi cho những ngày trả chậm.</p>"


def make_topic(slug: str = "", **fields: Any) -> QuestionTopic:
    """Make a topic with the usual deadline."""
    slug = slug or f"chu-de-{next(_numbers)}"
    return QuestionTopic.objects.create(
        **{"slug": slug, "name_vi": f"Chủ đề {slug}", "name_en": f"Topic {slug}"} | fields
    )


def make_question(
    *,
    unit: Unit | None = None,
    state: str = "",
    text: str = TEXT,
    contact: dict[str, Any] | None = None,
    answer: str = "",
    received_at: datetime | None = None,
    **fields: Any,
) -> Question:
    """Make a question that stands in a state: with the centre, or assigned where it has a unit.

    `contact` holds name, phone, email. One in review or answered has an answer; a published one a
    live page in the section of its unit.
    """
    state = state or (QuestionState.ASSIGNED if unit else QuestionState.RECEIVED)
    received_at = received_at or timezone.now() - timedelta(days=1)
    question = Question(
        **{
            "submission_key": uuid4(),
            "tracking_digest": uuid4().hex * 2,
            "text": text,
            "topic": fields.pop("topic", None) or QuestionTopic.objects.get(slug="tien-luong"),
            "received_at": received_at,
            "state": state,
            "unit": unit,
        }
        | _fields_of(state, unit=unit, received_at=received_at)
        | fields
    )
    if state == QuestionState.PUBLISHED and question.page is None:
        question.page = make_question_page(
            unit, title=question.public_title, topic=question.topic, answer=answer or ANSWER
        )
    question.save()
    record_step(
        question, action=StepAction.ASKED, from_state=None, user=None, now=question.received_at
    )
    if contact is not None:
        Contact.objects.create(question=question, **contact)
        keep_contacts(question)
    if state in (QuestionState.DRAFTED, QuestionState.IN_REVIEW, *ANSWERED):
        make_answer(question, text=answer or ANSWER)
    return question


def _fields_of(state: str, *, unit: Unit | None, received_at: datetime) -> dict[str, Any]:
    day = day_of(received_at)
    fields: dict[str, Any] = {"counted_from": day, "due_on": day + timedelta(days=21)}
    if state in (*WITH_UNIT, QuestionState.IN_REVIEW, *ANSWERED):
        fields |= {"assigned_at": received_at}
    if state in (QuestionState.IN_REVIEW, *ANSWERED):
        fields |= {"public_title": f"Chậm trả lương thì làm gì? ({next(_numbers)})"}
        fields |= {"public_text": "[Tên công ty] chậm trả lương thì công nhân phải làm gì?"}
    if state in CLOSED:
        fields |= {"closed_at": received_at + timedelta(days=2)}
    if state in ANSWERED:
        fields |= {"answered_at": received_at + timedelta(days=1)}
    if state == QuestionState.REFUSED:
        fields |= {"refusal_reason": RefusalReason.NOT_OURS}
    return fields


def make_answer(question: Question, *, text: str = ANSWER, **fields: Any) -> Answer:
    """Make the version of an answer that fits where the question stands."""
    state = {
        QuestionState.IN_REVIEW: AnswerState.IN_REVIEW,
        QuestionState.PUBLISHED: AnswerState.RELEASED,
        QuestionState.PRIVATE: AnswerState.RELEASED,
    }.get(QuestionState(question.state), AnswerState.DRAFT)
    at = question.answered_at or question.received_at + timedelta(hours=2)
    sent = {} if state == AnswerState.DRAFT else {"sent_at": at}
    reviewed = {"reviewed_at": question.closed_at} if state == AnswerState.RELEASED else {}
    public = {"is_public": question.state != QuestionState.PRIVATE}
    number = question.answers.count() + 1
    return Answer.objects.create(
        **{"question": question, "number": number, "text": text, "state": state, "saved_at": at}
        | sent
        | reviewed
        | public
        | fields
    )


def make_question_page(unit: Unit | None, *, live: bool = True, **fields: Any) -> QuestionPage:
    """Make a page of an answered question in the section of a unit, or in the national one."""
    home = unit_home(unit) if unit else national_home()
    section = QuestionIndexPage.objects.child_of(home).get()
    page = QuestionPage(
        **{
            "title": f"Câu hỏi đã trả lời {next(_numbers)}",
            "question_text": "Công ty chậm trả lương thì công nhân phải làm gì?",
            "answer": ANSWER,
            "topic": QuestionTopic.objects.get(slug="tien-luong"),
            "answered_on": timezone.localdate(),
            "live": live,
        }
        | {name: value for name, value in fields.items() if value}
    )
    section.add_child(instance=page)
    return page


def make_questions(number: int, **fields: Any) -> Sequence[Question]:
    """Make several questions alike."""
    return [make_question(**fields) for _number in range(number)]
