"""Indicators of questions: against counts in SQL, at the ends of a half-year, per unit."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from factories.portal import make_unit
from factories.questions import make_question
from factories.windows import (
    AFTER,
    BEFORE,
    EDGES,
    FIRST,
    LAST,
    counted,
    figure,
    half_year,
    records,
    share,
    sql,
)
from forms.questions.enums import ANSWERED, WITH_UNIT, QuestionState
from forms.questions.models import Question

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)
NOT_COUNTED = (QuestionState.REFUSED, QuestionState.WITHDRAWN, QuestionState.TRANSFERRED)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def scatter(units, *, seed, number=80):
    dice = random.Random(seed)
    states = [*WITH_UNIT, QuestionState.IN_REVIEW, QuestionState.PRIVATE, *NOT_COUNTED]
    for _number in range(number):
        moment = dice.choice([*EDGES, FIRST + timedelta(hours=dice.randint(-900, 5000))])
        question = make_question(
            unit=dice.choice(units), state=dice.choice(states), received_at=moment,
            assigned_at=moment,
        )  # fmt: skip
        answered = {"answered_at": dice.choice(EDGES)} if question.answered_at else {}
        Question.objects.filter(pk=question.pk).update(
            due_on=date(2026, 1, 1) + timedelta(days=dice.randint(-20, 220)),
            was_late=dice.random() < 0.4,
            waiting_since=dice.choice([None, None, None, moment]),
            **answered,
        )


def received_in_sql(unit):
    rows = sql(
        "SELECT state FROM questions_question WHERE unit_id = %s AND assigned_at >= %s"
        " AND assigned_at < %s",
        unit.pk,
        FIRST,
        AFTER,
    )
    return sum(state not in (*NOT_COUNTED, QuestionState.MERGED) for (state,) in rows)


def on_time_in_sql(unit):
    in_time, late = (
        sql(
            "SELECT count(*) FROM questions_question WHERE unit_id = %s AND state IN"
            " ('published', 'private') AND answered_at >= %s AND answered_at < %s"
            f" AND {'NOT ' if word == 'in time' else ''}was_late",
            unit.pk,
            FIRST,
            AFTER,
        )[0][0]
        for word in ("in time", "late")
    )
    [[overdue]] = sql(
        "SELECT count(*) FROM questions_question WHERE unit_id = %s AND waiting_since IS NULL"
        " AND state IN ('assigned', 'in_progress', 'drafted') AND due_on <= %s",
        unit.pk,
        DUE,
    )
    return share(in_time, in_time + late + overdue)


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_equal_a_count_in_sql(seed):
    units = [make_unit(), make_unit()]
    scatter(units, seed=seed)
    received, on_time = counted("questions_received", units), counted("questions_on_time", units)
    for unit in units:
        assert received[unit.pk].value == received_in_sql(unit)
        assert len(records("questions_received", unit)) == received[unit.pk].value
        assert on_time[unit.pk] == on_time_in_sql(unit)
        behind = records("questions_on_time", unit)
        assert sum(one.counts for one in behind) == on_time[unit.pk].part
        assert len(behind) == on_time[unit.pk].whole


@pytest.mark.parametrize(("moment", "number"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_the_ends_of_a_half_year_are_exact(moment, number):
    unit = make_unit()
    question = make_question(unit=unit, state=QuestionState.PRIVATE, received_at=moment)
    Question.objects.filter(pk=question.pk).update(answered_at=moment, assigned_at=moment)
    assert figure("questions_received", unit).value == number
    assert figure("questions_on_time", unit) == (share(1, 1) if number else None)


@pytest.mark.parametrize(
    ("due_on", "now", "whole"),
    [
        (date(2026, 6, 29), LAST, 1),
        (DUE, LAST, 0),  # Its last day is not over.
        (DUE, AFTER, 1),
        (date(2026, 7, 1), half_year().now, 0),
    ],
)
def test_what_is_open_and_overdue_counts_against(due_on, now, whole):
    unit = make_unit()
    make_question(unit=unit, received_at=FIRST, due_on=due_on)
    found = figure("questions_on_time", unit, half_year(now=now))
    assert found == (share(0, 1) if whole else None)


@pytest.mark.parametrize("state", NOT_COUNTED)
def test_what_was_refused_or_withdrawn_does_not_count(state):
    unit = make_unit()
    make_question(unit=unit, state=state, received_at=FIRST, assigned_at=FIRST, due_on=FIRST.date())
    assert figure("questions_received", unit).value == 0
    assert figure("questions_on_time", unit) is None


def test_records_hold_number_and_topic_but_no_word_of_the_asker():
    unit = make_unit()
    private = make_question(
        unit=unit, state=QuestionState.PRIVATE, received_at=FIRST, text="Tôi là Lan ở xưởng 3"
    )
    make_question(unit=unit, state=QuestionState.PUBLISHED, received_at=LAST - timedelta(days=2))
    for code in ("questions_received", "questions_on_time"):
        public, own = records(code, unit)
        assert f"{private.pk}" in own.label
        assert str(private.topic) in own.label
        assert "Lan" not in own.label + own.note
        assert own.url == reverse("question_show", args=[private.pk])
        assert "/admin/" not in public.url


def test_queries_do_not_grow(count_queries):
    unit = make_unit()
    make_question(unit=unit, received_at=FIRST)
    codes = ("questions_received", "questions_on_time")
    one = {code: count_queries(lambda code=code: counted(code, [unit])) for code in codes}
    units = [unit, make_unit(), make_unit()]
    for each in units:
        make_question(unit=each, state=next(iter(ANSWERED[1:])), received_at=FIRST)
    for code in codes:
        assert count_queries(lambda code=code: counted(code, units)) == one[code] == 1
