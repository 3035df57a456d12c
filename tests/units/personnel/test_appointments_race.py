"""Two officers at once: one appoints, the other is told who holds the post."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from factories.personnel import (
    make_appointment,
    make_body,
    make_head_position,
    make_person,
    make_position,
)
from factories.portal import make_user
from factories.quotas import bare_unit, local
from units.enums import UnitRole
from units.personnel.models import Appointment, Person
from units.personnel.services.appointments import appoint
from units.personnel.services.ending import end_accounts
from units.personnel.services.linking import link_account
from units.personnel.services.positions import save_position
from units.personnel.services.refusals import PersonnelRefused
from units.services.memberships import grant_role

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = local(2026, 3, 10, 9)


def at_once(*calls: Callable[[], Any]) -> list[PersonnelRefused]:
    """Make the calls in threads that start together; return the refusals."""
    barrier, refusals = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            call()
        except PersonnelRefused as refusal:
            refusals.append(refusal)
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
    return bare_unit(code="TA")


def appointing(person, body, position, first=date(2026, 1, 1), last=None) -> Callable[[], Any]:
    return lambda: appoint(
        person_id=person.pk, body_id=body.pk, position_id=position.pk, from_date=first,
        to_date=last, by=None, now=NOW,
    )  # fmt: skip


def test_of_several_at_once_one_comes_into_a_single_post(unit):
    body, position = make_body(unit), make_head_position()
    people = [make_person(unit) for _number in range(4)]
    end = date(2026, 12, 31)
    refusals = at_once(*(appointing(person, body, position, last=end) for person in people))
    assert len(refusals) == 3
    assert Appointment.objects.count() == 1


def test_a_double_click_makes_one_appointment(unit):
    person, body, position = make_person(unit), make_body(unit), make_position()
    assert at_once(*[appointing(person, body, position)] * 4) == []
    assert Appointment.objects.count() == 1


def test_a_post_becomes_single_before_or_after_the_second_holder(unit):
    body, position = make_body(unit), make_position()
    make_appointment(make_person(unit), body=body, position=position)
    second = make_person(unit)

    def make_single():
        position.is_single = True
        save_position(position=position, by=None)

    assert len(at_once(make_single, appointing(second, body, position))) == 1
    position.refresh_from_db()
    assert Appointment.objects.count() == (1 if position.is_single else 2)
    assert set(Appointment.objects.values_list("is_single", flat=True)) == {position.is_single}


def test_one_account_is_linked_to_one_of_two_people(unit):
    account = make_user()
    grant_role(user=account, unit=unit, role=UnitRole.OFFICER)
    people = [make_person(unit), make_person(unit)]
    refusals = at_once(
        *(
            lambda person=person: link_account(
                person_id=person.pk, account_id=account.pk, by=None, now=NOW
            )
            for person in people
        )
    )
    assert len(refusals) == 1
    assert Person.objects.filter(account=account).count() == 1


def test_an_account_ends_once_although_two_look_at_the_same_moment(unit, mailoutbox):
    make_user(unit=unit, role=UnitRole.ADMINISTRATOR)
    account = make_user(unit=unit, role=UnitRole.OFFICER)
    make_appointment(make_person(unit, account=account), to_date=date(2026, 3, 9))
    counts: list[int] = []
    at_once(*[lambda: counts.append(end_accounts(now=NOW))] * 3)
    assert sorted(counts) == [0, 0, 1]
    assert len(mailoutbox) == 1
