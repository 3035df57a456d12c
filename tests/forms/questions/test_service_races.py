"""Two people at once: one of them does it, the other is told, and nothing is done twice."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from factories.portal import make_unit, make_user
from factories.questions import make_question, make_question_page
from forms.questions.enums import QuestionState
from forms.questions.errors import QuestionRefused
from forms.questions.models import Answer, Question, QuestionPage
from forms.questions.services.answering import save_draft
from forms.questions.services.assigning import assign
from forms.questions.services.joining import merge
from forms.questions.services.officers import take
from forms.questions.services.question_pages import supersede
from forms.questions.services.releasing import release_public
from units.enums import PortalRole, UnitRole

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """Make the calls in threads that start together; return the refusals."""
    barrier, refusals = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            call()
        except QuestionRefused as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def centre():
    return [make_user(portal_role=PortalRole.VOICE_CENTRE) for _number in range(2)]


def test_of_several_who_take_a_question_one_has_it(unit):
    question, now = make_question(unit=unit), timezone.now()
    users = [make_user(unit=unit, role=UnitRole.RESPONDENT) for _number in range(4)]
    calls = [lambda user=user: take(question_id=question.pk, user=user, now=now) for user in users]

    refusals = at_once(*calls)

    assert len(refusals) == 3
    assert Question.objects.get(pk=question.pk).officer in users
    assert question.steps.filter(action="taken").count() == 1


def test_of_two_first_drafts_one_is_kept(unit):
    question, now = make_question(unit=unit), timezone.now()
    users = [make_user(unit=unit, role=UnitRole.RESPONDENT) for _number in range(2)]
    calls = [
        lambda user=user: save_draft(
            question_id=question.pk, text=f"<p>{user.pk}</p>", user=user, now=now
        )
        for user in users
    ]
    assert len(at_once(*calls)) == 1
    assert Answer.objects.count() == 1


def test_two_releases_make_one_page(unit, centre):
    question, now = make_question(unit=unit, state=QuestionState.IN_REVIEW), timezone.now()
    calls = [
        lambda user=user: release_public(
            question_id=question.pk, user=user, now=now, is_checked=True
        )
        for user in centre
    ]
    assert len(at_once(*calls)) == 1
    assert QuestionPage.objects.count() == 1
    assert question.steps.filter(action="released").count() == 1


def test_joining_and_leading_both_ways_makes_no_circle(unit, centre):
    one, two, now = make_question(unit=unit), make_question(unit=unit), timezone.now()

    def join(first, second, user):
        return lambda: merge(question_id=first.pk, into_id=second.pk, user=user, now=now)

    assert len(at_once(join(one, two, centre[0]), join(two, one, centre[1]))) == 1
    assert Question.objects.filter(state=QuestionState.MERGED).count() == 1

    answered = [
        make_question(unit=unit, state=QuestionState.PUBLISHED, page=make_question_page(unit))
        for _number in range(2)
    ]
    old, new = (question.page_id for question in answered)

    def lead(page_id, newer_id, user):
        return lambda: supersede(page_id=page_id, newer_id=newer_id, user=user, now=now)

    assert len(at_once(lead(old, new, centre[0]), lead(new, old, centre[1]))) == 1
    assert QuestionPage.objects.filter(superseded_by__isnull=False).count() == 1


def test_a_question_goes_to_one_of_two_units(centre):
    question, units, now = make_question(), [make_unit(), make_unit()], timezone.now()
    calls = [
        lambda unit=unit, user=user: assign(question_id=question.pk, unit=unit, user=user, now=now)
        for unit, user in zip(units, centre, strict=True)
    ]
    at_once(*calls)
    question = Question.objects.get(pk=question.pk)
    assert question.steps.order_by("pk").last().unit == question.unit
