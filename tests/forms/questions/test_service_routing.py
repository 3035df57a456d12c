"""Which unit is proposed: the asked one, the industry's, the province's, or what they became."""

from datetime import date
from pathlib import Path

import pytest

import units
from factories.questions import make_question
from factories.quotas import bare_unit
from forms.questions.enums import Industry
from forms.questions.routing import Why, proposals_for, propose, unit_codes
from units.models import UnitSuccession

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def become(old, *new, on=date(2025, 7, 1)):
    old.valid_to = on
    old.save()
    kind = "merge" if len(new) == 1 else "split"
    for unit in new:
        UnitSuccession.objects.create(predecessor=old, successor=unit, kind=kind, effective_on=on)


def ask(**fields):
    fields = {"province": None, "industry": "", "asked_unit": None} | fields
    found = propose(day=DAY, **fields)
    return found.unit, found.why


def test_asked_unit_comes_first_then_industry_then_province():
    province, garment, asked = bare_unit(), bare_unit(code="CDTCT-DETMAY"), bare_unit()
    everything = {"province": province, "industry": Industry.GARMENT, "asked_unit": asked}

    assert ask(**everything) == (asked, Why.ASKED)
    assert ask(**everything | {"asked_unit": None}) == (garment, Why.SECTOR)
    assert ask(province=province, industry=Industry.WOOD) == (province, Why.PROVINCE)
    assert ask(province=province, industry=Industry.HEALTH) == (province, Why.PROVINCE)
    assert ask() == (None, Why.NONE)


def test_a_merged_unit_stands_for_its_successor_and_a_split_one_for_none():
    merged, split, new, other = bare_unit(), bare_unit(), bare_unit(), bare_unit()
    become(merged, new)
    become(split, new, other)

    assert ask(asked_unit=merged) == (new, Why.ASKED)
    assert ask(asked_unit=split, province=merged) == (new, Why.PROVINCE)
    assert ask(province=split) == (None, Why.NONE)


def test_chains_of_successors_end():
    first, second = bare_unit(), bare_unit()
    become(first, second)
    become(second, first)
    assert ask(province=first) == (None, Why.NONE)


def test_many_proposals_cost_two_queries(count_queries):
    province = bare_unit()
    questions = [make_question(province=province) for _number in range(3)]
    assert count_queries(lambda: proposals_for(questions, day=DAY)) == 2
    assert proposals_for(questions, day=DAY)[questions[0].pk].unit == province


@pytest.mark.sqlite
def test_every_code_of_the_table_stands_in_the_register():
    register = Path(units.__file__).parent / "data" / "units_2016.csv"
    codes = register.read_text(encoding="utf-8")
    assert set(unit_codes()) <= set(Industry.values)
    assert all(f"\n{code}," in codes for code in unit_codes().values())
