"""The indicator of opinions: against a count in SQL, at the ends of a half-year, per unit."""

import random
from datetime import timedelta

import pytest

from factories.opinions import make_opinion, make_topic
from factories.portal import make_unit
from factories.windows import (
    AFTER,
    BEFORE,
    EDGES,
    FIRST,
    LAST,
    counted,
    figure,
    records,
    sql,
)
from forms.opinions.enums import OpinionState

pytestmark = pytest.mark.django_db
CODE = "opinions_received"


def counted_in_sql(unit):
    rows = sql(
        "SELECT o.state FROM opinions_opinion o, opinions_opiniontopicpage t"
        " WHERE t.page_ptr_id = o.topic_id AND t.unit_id = %s AND o.received_at BETWEEN %s AND %s",
        unit.pk,
        FIRST,
        AFTER - timedelta(microseconds=1),
    )
    return sum(state in ("received", "published") for (state,) in rows)


def test_the_figure_equals_a_count_in_sql():
    dice, units = random.Random(5), [make_unit(), make_unit()]
    topics = [make_topic(unit) for unit in units for _number in range(2)]
    for _number in range(60):
        moment = dice.choice([*EDGES, FIRST + timedelta(hours=dice.randint(-900, 5000))])
        make_opinion(
            dice.choice(topics), state=dice.choice(OpinionState.values), received_at=moment
        )
    found = counted(CODE, units)
    for unit in units:
        assert found[unit.pk].value == counted_in_sql(unit) == len(records(CODE, unit))


@pytest.mark.parametrize(("moment", "number"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_the_ends_of_a_half_year_are_exact(moment, number):
    unit = make_unit()
    make_opinion(make_topic(unit), received_at=moment)
    assert figure(CODE, unit).value == number
    assert figure(CODE, make_unit()).value == 0


def test_records_name_the_topic_and_nothing_of_the_member():
    unit = make_unit()
    topic = make_topic(unit)
    make_opinion(topic, received_at=FIRST, text="Tôi tên Lan", shown_name="Lan xưởng 3")
    make_opinion(topic, received_at=LAST)
    newest, oldest = records(CODE, unit)
    assert newest.happened_at == LAST
    assert topic.title in oldest.label
    assert "Lan" not in oldest.label + oldest.note


def test_one_query_for_any_number_of_units(count_queries):
    units = [make_unit() for _number in range(3)]
    for unit in units:
        make_opinion(make_topic(unit), received_at=FIRST)
    assert count_queries(lambda: counted(CODE, units)) == 1
    assert count_queries(lambda: counted(CODE, units[:1])) == 1
