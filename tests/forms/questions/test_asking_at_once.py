"""The same form in several requests at once: one question, one message, one code."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from factories.portal import make_unit
from factories.questions import make_question, make_question_page
from forms.questions.models import HelpfulCount, Message, Question, QuestionTopic
from forms.questions.services.asking import AskerContact, ask
from forms.questions.services.following import add
from forms.questions.services.marking import mark_helpful

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(call: Callable[[], Any], number: int = 5) -> list[Any]:
    """Make a call in several threads that start together; return what came of each."""
    barrier, outcomes = Barrier(number), []

    def run() -> None:
        barrier.wait()
        try:
            outcomes.append(call())
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_five_times_the_same_form_is_one_question_with_one_code():
    unit, key = make_unit(), uuid4()
    topic = QuestionTopic.objects.get(slug="khac")

    def send() -> str:
        return ask(
            submission_key=key, text="Hỏi một lần", topic=topic, asked_unit=unit,
            contact=AskerContact(phone="0912345678"), now=timezone.now(),
        ).tracking_code  # fmt: skip

    codes = at_once(send)

    assert len(codes) == 5
    assert len(set(codes)) == 1
    question = Question.objects.get()
    assert question.steps.count() == 1
    assert question.contact.phone == "0912345678"


def test_five_times_the_same_addition_is_one_message():
    question, key = make_question(unit=make_unit()), uuid4()

    def send() -> int:
        return add(question_id=question.pk, submission_key=key, text="Thêm", now=timezone.now()).pk

    assert len(set(at_once(send))) == 1
    assert Message.objects.count() == 1


def test_marks_of_many_devices_at_once_are_all_counted():
    page = make_question_page(make_unit())

    at_once(lambda: mark_helpful(page=page, helped=True), number=6)

    assert HelpfulCount.objects.get().yes == 6
