"""From which units a unit came, over several steps, up to a day."""

import time
from datetime import date

import pytest

from factories.portal import make_unit, make_user
from units.enums import UnitRole
from units.lineage import acting_units, lineage_of, of_lineage, predecessors_of, successors_of
from units.models import UnitSuccession
from units.queries import successions_until

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


def succeed(old, new, on=DAY, kind="merge"):
    return UnitSuccession.objects.create(predecessor=old, successor=new, effective_on=on, kind=kind)


def test_lineage_goes_over_several_steps_and_not_beyond_the_day():
    ships, traffic, building = make_unit("A"), make_unit("B"), make_unit("C")
    succeed(ships, traffic, date(2022, 4, 1))
    succeed(traffic, building, DAY)
    assert lineage_of(building.pk) == {ships.pk, traffic.pk, building.pk}
    assert lineage_of(building.pk, day=date(2025, 6, 30)) == {building.pk}
    assert successors_of(ships.pk) == {building.pk}
    assert successors_of(ships.pk, day=date(2025, 6, 30)) == {traffic.pk}
    assert successors_of(building.pk) == frozenset()


def test_a_unit_that_took_others_in_is_no_predecessor():
    one, other = make_unit("A"), make_unit("B")
    succeed(one, one)
    succeed(other, one)
    assert predecessors_of({one.pk}) == {other.pk}
    assert successors_of(one.pk) == frozenset()


def test_a_split_unit_is_in_the_lineage_of_each_part():
    whole, left, right = make_unit("A"), make_unit("B"), make_unit("C")
    succeed(whole, left, kind="split")
    succeed(whole, right, kind="split")
    assert successors_of(whole.pk) == {left.pk, right.pk}
    assert lineage_of(left.pk) == {whole.pk, left.pk}


@pytest.mark.parametrize("left_on", [DAY, date(2020, 1, 1)])
def test_nobody_acts_for_a_unit_that_goes_on_while_a_part_leaves_it(left_on):
    whole, part, last = make_unit("A"), make_unit("B"), make_unit("C")
    succeed(whole, whole, left_on, kind="split")
    succeed(whole, part, left_on, kind="split")
    officer = make_user(unit=part, role=UnitRole.OFFICER)
    assert acting_units(officer) == {part.pk}
    assert of_lineage(part.pk) == {"unit_id": part.pk}
    assert successors_of(whole.pk) == frozenset()
    # What it becomes later is its successor, and that alone.
    succeed(whole, last, date(2026, 1, 1))
    assert successors_of(whole.pk) == {last.pk}
    assert predecessors_of({last.pk}) == {whole.pk}
    assert [one.successor for one in successions_until(date.max, predecessor=whole)] == [last]


def test_what_another_process_did_is_known_within_a_minute(monkeypatch):
    old, new = make_unit("A"), make_unit("B")
    officer = make_user(unit=new, role=UnitRole.OFFICER)
    succeed(old, new)
    assert acting_units(officer) == {old.pk, new.pk}
    # Signals, which empty the cache of this process, do not come here from another one.
    UnitSuccession.objects.filter(predecessor=old)._raw_delete("default")
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + 61)
    assert acting_units(officer) == {new.pk}


def test_a_circle_ends():
    one, other = make_unit("A"), make_unit("B")
    succeed(one, other, date(2020, 1, 1))
    succeed(other, one, date(2025, 1, 1))
    assert predecessors_of({one.pk}) == {other.pk}
    assert successors_of(one.pk) == frozenset()


def test_who_acts_for_a_unit_acts_for_its_predecessors_in_the_same_role():
    old, new, foreign = make_unit("A"), make_unit("B"), make_unit("C")
    succeed(old, new)
    officer = make_user(unit=new, role=UnitRole.OFFICER)
    assert acting_units(officer, UnitRole.OFFICER) == {old.pk, new.pk}
    assert acting_units(officer, UnitRole.LEADER) == frozenset()
    assert foreign.pk not in acting_units(officer)


def test_successions_are_read_once(django_assert_num_queries, count_queries):
    old, new = make_unit("A"), make_unit("B")
    succeed(old, new)
    assert count_queries(lambda: lineage_of(new.pk)) == 1
    assert count_queries(lambda: lineage_of(new.pk)) == 0
    succeed(make_unit("C"), new)
    assert len(lineage_of(new.pk)) == 3
