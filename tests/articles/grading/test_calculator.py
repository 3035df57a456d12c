"""The arithmetic alone: for any mix of coefficients, placements, bonuses and shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.grading.calculator import compute, share_amounts, unit_value
from core.money import round_dong

COEFFICIENTS = st.integers(min_value=1, max_value=100).map(lambda half: Decimal(half) / 2)
UNIT_VALUES = st.integers(min_value=1, max_value=10_000_000)
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)
BONUSES = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), PERCENTS), max_size=3)
PLACEMENTS = st.sampled_from([Decimal(100), Decimal(20), Decimal("33.33")])


@pytest.mark.parametrize(
    ("salary", "percent", "value"),
    [(2_340_000, "10", 234_000), (2_530_000, "10", 253_000), (2_530_005, "10", 253_001),
     (2_530_004, "10", 253_000), (1_150_000, "12.5", 143_750)],
)  # fmt: skip
def test_unit_value_is_whole_dong(salary, percent, value):
    assert unit_value(base_salary=salary, percent=Decimal(percent)) == value


@given(COEFFICIENTS, UNIT_VALUES, PLACEMENTS, st.none() | PERCENTS, BONUSES)
def test_amount_is_the_exact_sum_rounded_once(coefficient, value, placement, translation, bonuses):
    done = compute(
        coefficient=coefficient,
        unit_value=value,
        placement_percent=placement,
        translation_percent=translation,
        bonuses=bonuses,
    )
    exact = done.base + sum(line.exact for line in done.bonuses)
    assert done.amount == round_dong(exact)
    assert abs(done.amount - exact) <= Decimal("0.5")
    factor = 1 + sum(percent for _code, percent in bonuses) / Decimal(100)
    assert exact == done.base * factor


@given(COEFFICIENTS, UNIT_VALUES, BONUSES, st.permutations([0, 1, 2]))
def test_order_of_bonuses_changes_nothing(coefficient, value, bonuses, order):
    shuffled = [bonuses[place] for place in order if place < len(bonuses)]
    amounts = {
        compute(
            coefficient=coefficient,
            unit_value=value,
            placement_percent=Decimal(100),
            bonuses=lines,
        ).amount
        for lines in (bonuses, shuffled)
    }
    assert len(amounts) == 1


@given(COEFFICIENTS, UNIT_VALUES, st.integers(min_value=1, max_value=20))
def test_shares_sum_to_the_piece(coefficient, value, people):
    done = compute(coefficient=coefficient, unit_value=value, placement_percent=Decimal(20))
    even = [Decimal(100) / people] * people
    assert sum(share_amounts(amount=done.amount, percents=even)) == done.amount
