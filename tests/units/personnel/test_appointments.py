"""Appointments: who may hold what when; history is kept; service and database agree."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import AuditEntry
from factories.personnel import (
    make_appointment,
    make_body,
    make_head_position,
    make_person,
    make_position,
)
from factories.portal import make_user
from factories.quotas import bare_unit, local
from units.personnel.models import Appointment
from units.personnel.services.appointments import (
    _save,
    appoint,
    cancel_appointment,
    change_appointment,
    end_appointment,
)
from units.personnel.services.locking import standing_of
from units.personnel.services.refusals import ChangedMeanwhile, PersonnelRefused, PostHeld

pytestmark = pytest.mark.django_db
NOW = local(2026, 3, 10, 9)
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return bare_unit(code="TA")


@pytest.fixture
def by():
    return make_user(first_name="Cúc")


def put(person, body, position, first, last=None, *, by=None, **fields) -> Appointment:
    return appoint(
        person_id=person.pk, body_id=body.pk, position_id=position.pk, from_date=first,
        to_date=last, by=by, now=NOW, **fields,
    )  # fmt: skip


def refusal_of(call, kind=PersonnelRefused) -> PersonnelRefused:
    with pytest.raises(kind) as caught:
        call()
    return caught.value


def test_appoint_records_what_was_decided_and_who_entered_it(unit, by):
    person, body, position = make_person(unit), make_body(unit), make_head_position()
    one = put(person, body, position, TODAY, by=by, decision=" 12/QĐ ", is_acting=True)
    one.refresh_from_db()
    assert (one.is_single, one.is_acting, one.decision) == (True, True, "12/QĐ")
    assert (one.made_by, one.made_at, one.to_date) == (by, NOW, None)
    entry = AuditEntry.objects.get(action="personnel.appointment.make")
    assert (entry.actor_id, entry.data["person"]) == (by.pk, person.pk)


def test_the_second_click_adds_nothing(unit):
    person, body, position = make_person(unit), make_body(unit), make_position()
    first = put(person, body, position, TODAY, TODAY, decision="1")
    assert put(person, body, position, TODAY, TODAY, decision="1") == first
    open_ended = put(person, body, position, TODAY + timedelta(1))
    assert put(person, body, position, TODAY + timedelta(1)) == open_ended
    assert Appointment.objects.count() == 2
    assert AuditEntry.objects.filter(action="personnel.appointment.make").count() == 2


def test_a_single_post_has_one_holder_who_is_named(unit):
    body, position = make_body(unit), make_head_position("Trưởng ban thử")
    holder = make_person(unit, name="Nguyễn Văn Minh")
    put(holder, body, position, date(2025, 1, 1), date(2026, 12, 31))
    refusal = refusal_of(
        lambda: put(make_person(unit), body, position, date(2026, 12, 31)), PostHeld
    )
    text = "Nguyễn Văn Minh holds the post “Trưởng ban thử” from 01/01/2025 to 31/12/2026."
    assert (str(refusal), refusal.field) == (text, "from_date")
    # From the day after the last one, in another body, or before the first day it is free.
    put(make_person(unit), body, position, date(2027, 1, 1))
    put(make_person(unit), make_body(unit), position, date(2026, 1, 1))
    put(make_person(unit), body, position, date(2024, 1, 1), date(2024, 12, 31))


def test_many_hold_a_post_that_is_not_single_but_nobody_twice(unit):
    body, position = make_body(unit), make_position()
    first, second = make_person(unit), make_person(unit)
    put(first, body, position, date(2025, 1, 1))
    put(second, body, position, date(2025, 1, 1))
    assert refusal_of(lambda: put(first, body, position, TODAY), PostHeld)
    put(first, body, make_position(), TODAY)


def test_a_cancelled_entry_stands_in_nobodys_way(unit):
    body, position, person = make_body(unit), make_head_position(), make_person(unit)
    wrong = put(person, body, position, TODAY)
    cancel_appointment(appointment_id=wrong.pk, reason="Nhập nhầm", by=None, now=NOW)
    put(make_person(unit), body, position, TODAY)


def test_body_and_person_are_of_one_unit(unit):
    other = make_body(bare_unit(code="HO"))
    refusal = refusal_of(lambda: put(make_person(unit), other, make_position(), TODAY))
    assert refusal.field == "body"
    assert not Appointment.objects.exists()


def test_posts_out_of_use_and_ended_bodies_are_refused(unit):
    person = make_person(unit)
    unused = make_position(is_active=False)
    assert refusal_of(lambda: put(person, make_body(unit), unused, TODAY)).field == "position"
    ended = make_body(unit, valid_to=TODAY - timedelta(1))
    old = date(2020, 1, 1)
    assert refusal_of(lambda: put(person, ended, make_position(), old, old)).field == "body"
    # On its last day a body still exists.
    put(person, make_body(unit, valid_to=TODAY), make_position(), old, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2024, 12, 31), date(2025, 5, 1), "from_date"),
        (date(2025, 1, 1), date(2028, 1, 1), "to_date"),
        (date(2025, 1, 1), None, "to_date"),
        (date(2025, 2, 1), date(2025, 1, 31), "to_date"),
        (date(2025, 1, 1), date(2027, 12, 31), None),
    ],
)
def test_days_lie_within_those_of_the_body(unit, first, last, field):
    body = make_body(unit, valid_from=date(2025, 1, 1), valid_to=date(2027, 12, 31))
    person, position = make_person(unit), make_position()
    if field is None:
        assert put(person, body, position, first, last).pk
    else:
        assert refusal_of(lambda: put(person, body, position, first, last)).field == field


def test_nobody_is_appointed_beyond_the_end_of_the_unit(unit):
    unit.valid_to = date(2026, 6, 30)
    unit.save()
    person, body, position = make_person(unit), make_body(unit), make_position()
    assert refusal_of(lambda: put(person, body, position, TODAY)).field == "to_date"
    put(person, body, position, TODAY, date(2026, 6, 30))


def end(appointment, last_day, **fields) -> Appointment:
    return end_appointment(
        appointment_id=appointment.pk, last_day=last_day, by=None, now=NOW, **fields
    )


def test_end_sets_the_last_day_and_says_why(unit):
    one = make_appointment(make_person(unit), from_date=date(2025, 1, 1))
    ended = end(one, date(2026, 3, 31), reason="Nghỉ hưu")
    assert (ended.to_date, ended.end_reason) == (date(2026, 3, 31), "Nghỉ hưu")
    # It still runs: the end may be moved.
    assert end(one, date(2026, 4, 30)).to_date == date(2026, 4, 30)
    entry = AuditEntry.objects.filter(action="personnel.appointment.end").first()
    assert (entry.data["before"], entry.data["last"]) == ("2026-03-31", "2026-04-30")


def test_what_has_ended_is_not_ended_again(unit):
    one = make_appointment(make_person(unit), to_date=TODAY - timedelta(1))
    assert "has ended" in str(refusal_of(lambda: end(one, TODAY)))
    last = make_appointment(make_person(unit), to_date=TODAY)
    assert end(last, TODAY + timedelta(9)).to_date == TODAY + timedelta(9)


def test_an_end_lies_after_the_first_day_and_before_the_successor(unit):
    body, position = make_body(unit), make_head_position()
    one = make_appointment(
        make_person(unit), body=body, position=position, to_date=date(2026, 3, 31)
    )
    make_appointment(make_person(unit), body=body, position=position, from_date=date(2026, 4, 1))
    assert refusal_of(lambda: end(one, date(2023, 12, 31))).field == "last_day"
    assert refusal_of(lambda: end(one, date(2026, 4, 1)), PostHeld)
    one.refresh_from_db()
    assert one.to_date == date(2026, 3, 31)


def test_two_people_at_once_the_second_is_told(unit):
    one = make_appointment(make_person(unit))
    seen = standing_of(one)
    end(one, TODAY, seen=seen)
    refusal_of(lambda: end(one, TODAY + timedelta(3), seen=seen), ChangedMeanwhile)
    one.refresh_from_db()
    assert one.to_date == TODAY


def test_decision_and_acting_flag_are_mended_while_it_runs(unit):
    one = make_appointment(make_person(unit), is_acting=True)
    values = {"appointment_id": one.pk, "by": None, "now": NOW}
    changed = change_appointment(**values, decision="15/QĐ", is_acting=False)
    assert (changed.decision, changed.is_acting) == ("15/QĐ", False)
    change_appointment(**values, decision="15/QĐ", is_acting=False)
    assert AuditEntry.objects.filter(action="personnel.appointment.change").count() == 1
    ended = make_appointment(make_person(unit), to_date=TODAY - timedelta(1))
    values["appointment_id"] = ended.pk
    refusal_of(lambda: change_appointment(**values, decision="x", is_acting=False))


def test_cancel_keeps_the_entry_with_its_reason_and_happens_once(unit, by):
    one = make_appointment(make_person(unit), to_date=date(2025, 1, 1))
    values = {"appointment_id": one.pk, "by": by, "now": NOW}
    assert refusal_of(lambda: cancel_appointment(**values, reason="  ")).field == "reason"
    cancel_appointment(**values, reason="Nhập nhầm người")
    one.refresh_from_db()
    assert (one.cancelled_at, one.cancel_reason) == (NOW, "Nhập nhầm người")
    for call in (
        lambda: cancel_appointment(**values, reason="Lần nữa"),
        lambda: end(one, TODAY),
        lambda: change_appointment(**values, decision="", is_acting=False),
    ):
        assert "was cancelled" in str(refusal_of(call))


def test_where_the_database_refuses_the_holder_is_named_all_the_same(unit):
    body, position, person = make_body(unit), make_head_position(), make_person(unit, name="Lê An")
    make_appointment(person, body=body, position=position)
    # What has passed every check of the service, as if the holder had come right after it.
    late = Appointment(
        person=make_person(unit), body=body, position=position, is_single=True,
        from_date=TODAY, to_date=TODAY, made_at=NOW,
    )  # fmt: skip
    refusal = refusal_of(lambda: _save(late), PostHeld)
    assert str(refusal).startswith("Lê An holds the post")
    assert late.pk is None


DAYS = st.integers(0, 40)
ENTRIES = st.lists(
    st.tuples(DAYS, st.none() | DAYS, st.sampled_from("abc"), st.booleans()), max_size=12
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries=ENTRIES, is_single=st.booleans())
def test_random_appointments_never_overlap_and_the_database_agrees(unit, entries, is_single):
    with transaction.atomic():
        body, position = make_body(unit), make_position(is_single=is_single)
        people = {name: make_person(unit) for name in "abc"}
        for first, length, name, is_cancelled in entries:
            start = date(2026, 1, 1) + timedelta(first)
            last = None if length is None else start + timedelta(length)
            _try_both(people[name], body, position, start, last, is_cancelled=is_cancelled)
        _assert_apart(Appointment.objects.filter(body=body, cancelled_at=None), is_single)
        transaction.set_rollback(True)


def _try_both(person, body, position, start, last, *, is_cancelled) -> None:
    """Ask the service; where it refuses for another holder, the database must refuse too."""
    try:
        one = put(person, body, position, start, last)
    except PostHeld:
        if position.is_single:
            with pytest.raises(IntegrityError), transaction.atomic():
                make_appointment(
                    person, body=body, position=position, from_date=start, to_date=last
                )
    else:
        if is_cancelled:
            cancel_appointment(appointment_id=one.pk, reason="thử", by=None, now=NOW)


def _assert_apart(appointments, is_single) -> None:
    rows = sorted(appointments, key=lambda one: one.from_date)
    for i, one in enumerate(rows):
        for other in rows[i + 1 :]:
            meets = one.to_date is None or one.to_date >= other.from_date
            assert not meets or (not is_single and one.person_id != other.person_id)
