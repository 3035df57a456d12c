"""What counts as in time: until midnight of the day due, open and overdue ones in the whole."""

from datetime import date

import pytest
from django.utils import timezone

from factories.directives import (
    local,
    make_acknowledged,
    make_answered,
    make_bare_unit,
    make_office,
    make_officer,
    make_sent,
    receipt_of,
)
from units.directives.services.answering import return_answer
from units.directives.services.ending import cancel_directive, close_directive
from units.directives.timeliness import Timeliness, acknowledgements, answers, receipts_due

pytestmark = pytest.mark.django_db
SENT, DUE = local(2027, 3, 1), date(2027, 3, 12)
FIRST, LAST = date(2027, 1, 1), date(2027, 6, 30)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def unit():
    return make_bare_unit()


@pytest.fixture
def officer(unit):
    return make_officer(unit)


def counted(read, unit, now, *, first=FIRST, last=LAST):
    return read(first=first, last=last, now=now, unit_ids=[unit.pk]).get(unit.pk)


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Auckland"])
@pytest.mark.parametrize(
    ("moment", "part"),
    [((2027, 3, 12, 23, 59), 1), ((2027, 3, 13, 0, 0), 0), ((2027, 3, 2, 9, 0), 1)],
)
def test_the_day_ends_at_midnight_of_the_portal(unit, officer, office, moment, part, zone):
    directive = make_sent(unit, office=office, now=SENT, deadline=DUE)
    make_answered(receipt_of(directive, unit), officer, now=local(*moment))
    now = local(2027, 7, 1)
    with timezone.override(zone):
        assert counted(acknowledgements, unit, now) == Timeliness(part, 1)
        assert counted(answers, unit, now) == Timeliness(part, 1)


def test_what_is_open_counts_once_it_is_overdue(unit, office):
    make_sent(unit, office=office, now=SENT, deadline=DUE)
    assert counted(acknowledgements, unit, local(2027, 3, 12, 23, 59)) is None
    assert counted(acknowledgements, unit, local(2027, 3, 13, 0)) == Timeliness(0, 1)
    assert counted(answers, unit, local(2027, 3, 13, 0)) == Timeliness(0, 1)


def test_what_is_done_early_counts_at_once(unit, officer, office):
    directive = make_sent(unit, office=office, now=SENT, deadline=DUE)
    make_acknowledged(receipt_of(directive, unit), officer, now=local(2027, 3, 2))
    assert counted(acknowledgements, unit, local(2027, 3, 3)) == Timeliness(1, 1)
    assert counted(acknowledgements, unit, local(2027, 3, 1)) is None


def test_only_what_falls_due_in_the_window_counts(unit, office):
    make_sent(unit, office=office, now=SENT, deadline=DUE)
    make_sent(unit, office=office, now=SENT, deadline=date(2027, 7, 1))
    make_sent(unit, office=office, now=SENT, days=None)
    now = local(2027, 12, 31)
    assert counted(acknowledgements, unit, now) == Timeliness(0, 1)
    assert counted(acknowledgements, unit, now, first=DUE, last=DUE) == Timeliness(0, 1)
    assert receipts_due(first=FIRST, last=LAST).count() == 1


def test_closed_ones_count_and_those_taken_back_do_not(unit, office):
    closed, cancelled = (
        make_sent(unit, office=office, now=SENT, deadline=DUE) for _number in range(2)
    )
    close_directive(directive_id=closed.pk, user=office, now=SENT)
    cancel_directive(directive_id=cancelled.pk, reason="Nhầm", user=office, now=SENT)
    assert counted(acknowledgements, unit, local(2027, 7, 1)) == Timeliness(0, 1)


def test_a_returned_answer_does_not_count(unit, officer, office):
    directive = make_sent(unit, office=office, now=SENT, deadline=DUE)
    answer = make_answered(receipt_of(directive, unit), officer, now=local(2027, 3, 2))
    return_answer(answer_id=answer.pk, note="Thiếu", user=office, now=local(2027, 3, 3))
    assert counted(answers, unit, local(2027, 3, 4)) is None
    assert counted(answers, unit, local(2027, 3, 13)) == Timeliness(0, 1)


def test_where_no_answer_is_asked_none_is_due(unit, office):
    make_sent(unit, office=office, now=SENT, deadline=DUE, must_answer=False)
    assert counted(answers, unit, local(2027, 7, 1)) is None
    assert counted(acknowledgements, unit, local(2027, 7, 1)) == Timeliness(0, 1)


def test_it_counts_for_the_unit_in_charge(unit, office):
    successor = make_bare_unit()
    directive = make_sent(unit, office=office, now=SENT, deadline=DUE)
    directive.receipts.update(in_charge=successor)
    found = acknowledgements(first=FIRST, last=LAST, now=local(2027, 7, 1))
    assert found == {successor.pk: Timeliness(0, 1)}


def test_all_units_cost_one_query(office, count_queries):
    make_sent(*(make_bare_unit() for _number in range(5)), office=office, now=SENT, deadline=DUE)
    read = lambda: acknowledgements(first=FIRST, last=LAST, now=local(2027, 7, 1))  # noqa: E731
    assert count_queries(read) == 1
    assert len(read()) == 5
