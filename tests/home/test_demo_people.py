"""Demonstration people: made once, by the portal's own rules, and nobody's real name."""

import pytest

from factories.portal import make_user
from factories.quotas import bare_unit, local
from home.demo.content import load_json
from home.demo.people import ensure_people
from units.enums import UnitRole
from units.personnel.models import Appointment, Body, Person
from units.personnel.queries import held_on

pytestmark = pytest.mark.django_db
NOW = local(2026, 11, 27, 9)


def test_people_are_made_once_with_history_and_internal_ones(count_queries):
    units = [bare_unit(slug=row["unit"]) for row in load_json("people")]
    made = ensure_people(now=NOW)
    assert made == Person.objects.filter(is_demonstration=True).count() == 43
    for unit in units:
        people = Person.objects.filter(unit=unit)
        assert 8 <= people.count() <= 15
        assert people.filter(is_public=False).exists()
        ended = Appointment.objects.filter(person__unit=unit, to_date__lt=NOW.date())
        assert ended.exists()
        assert Appointment.objects.filter(held_on(NOW.date()), body__unit=unit).count() > 5
    assert Body.objects.filter(valid_to__isnull=False).count() == 1
    counts = [model.objects.count() for model in (Person, Body, Appointment)]
    assert count_queries(lambda: ensure_people(now=NOW)) < 6
    assert [model.objects.count() for model in (Person, Body, Appointment)] == counts


def test_units_without_a_place_in_the_register_are_left_out_and_accounts_linked():
    assert ensure_people(now=NOW) == 0
    unit = bare_unit(slug="ldld-ha-noi")
    leader = make_user(unit=unit, role=UnitRole.LEADER, username="lanhdao.hanoi")
    stranger = make_user(username="vanthu.hanoi")
    assert ensure_people(now=NOW) == 14
    assert leader.person.unit == unit
    assert not Person.objects.filter(account=stranger).exists()
