"""Whole đồng: the one rounding, exact splits, amounts read out in Vietnamese."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import grouped, in_words, number_in_words, round_dong, split_dong

AMOUNTS = st.integers(min_value=0, max_value=10**12)
PERCENTS = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0", 0), ("0.4999", 0), ("0.5", 1), ("0.5001", 1), ("1.5", 2), ("2.5", 3),
        ("126500.499999", 126_500), ("126500.5", 126_501), ("-0.4", 0), ("-0.5", -1),
        ("-2.5", -3), ("99999999999.5", 100_000_000_000),
    ],
)  # fmt: skip
def test_half_a_dong_goes_away_from_zero(amount, rounded):
    assert round_dong(Decimal(amount)) == rounded


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_rounding_moves_by_half_a_dong_at_most(amount):
    assert abs(round_dong(amount) - amount) <= Decimal("0.5")
    assert round_dong(-amount) == -round_dong(amount)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (0, ["100"], [0]),
        (100, ["100"], [100]),
        (100, ["50", "50"], [50, 50]),
        (101, ["50", "50"], [51, 50]),
        (100, ["33.33", "33.33", "33.34"], [33, 33, 34]),
        (126_500, ["33.33", "33.33", "33.34"], [42_163, 42_162, 42_175]),
        (10, ["1", "1", "1"], [4, 3, 3]),
        (11, ["1", "1", "1"], [4, 4, 3]),
        (1, ["0.01", "99.99"], [0, 1]),
        (5, ["0", "1"], [0, 5]),
        (3, ["100", "0", "0"], [3, 0, 0]),
    ],
)
def test_split_gives_what_is_left_to_the_largest_remainders(total, weights, parts):
    assert split_dong(total, [Decimal(weight) for weight in weights]) == parts


@given(AMOUNTS, st.lists(PERCENTS, min_size=1, max_size=20))
def test_parts_sum_to_the_whole_and_lie_next_to_their_share(total, weights):
    parts = split_dong(total, weights)
    whole = sum(weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / whole) < 1


@given(AMOUNTS, st.lists(PERCENTS, min_size=2, max_size=20))
def test_who_has_the_larger_share_never_gets_less(total, weights):
    parts = split_dong(total, weights)
    in_order = sorted(zip(weights, parts, strict=True))
    for (smaller, less), (larger, more) in pairwise(in_order):
        assert less <= more or smaller == larger


@pytest.mark.parametrize(
    ("total", "weights"), [(-1, ["100"]), (1, ["0"]), (1, ["-1", "101"]), (1, ["0", "0"]), (1, [])]
)
def test_impossible_split_is_an_error(total, weights):
    with pytest.raises(ValueError, match="weights"):
        split_dong(total, [Decimal(weight) for weight in weights])


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0"), (999, "999"), (1000, "1.000"), (2_530_000, "2.530.000"), (-1500, "-1.500"),
        (10**12, "1.000.000.000.000"),
    ],
)  # fmt: skip
def test_thousands_stand_apart(amount, text):
    assert grouped(amount) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (25, "Hai mươi lăm đồng"),
        (55, "Năm mươi lăm đồng"),
        (91, "Chín mươi mốt đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (111, "Một trăm mười một đồng"),
        (115, "Một trăm mười lăm đồng"),
        (121, "Một trăm hai mươi mốt đồng"),
        (999, "Chín trăm chín mươi chín đồng"),
        (1_000, "Một nghìn đồng"),
        (1_001, "Một nghìn không trăm linh một đồng"),
        (1_010, "Một nghìn không trăm mười đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (10_000, "Mười nghìn đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (105_005, "Một trăm linh năm nghìn không trăm linh năm đồng"),
        (253_000, "Hai trăm năm mươi ba nghìn đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (2_530_000, "Hai triệu năm trăm ba mươi nghìn đồng"),
        (15_000_000, "Mười lăm triệu đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
        (1_020_000_000, "Một tỷ không trăm hai mươi triệu đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (2_005_000_000_000, "Hai nghìn không trăm linh năm tỷ đồng"),
        (10**18, "Một tỷ tỷ đồng"),
        (10**18 + 5, "Một tỷ tỷ không trăm linh năm đồng"),
        (-702_000, "Âm bảy trăm linh hai nghìn đồng"),
    ],
)
def test_amounts_are_read_out(amount, words):
    assert in_words(amount) == words


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=10**15))
def test_different_amounts_are_read_out_differently(one, other):
    assert (in_words(one) == in_words(other)) == (one == other)


@given(st.integers(min_value=1, max_value=10**15))
def test_words_are_single_spaced_and_begin_with_a_capital(amount):
    words = in_words(amount)
    assert words == " ".join(words.split())
    assert words[0].isupper()
    assert words[1:] == words[1:].lower()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (15, "mười lăm"),
        (104, "một trăm linh bốn"),
        (1021, "một nghìn không trăm hai mươi mốt"),
    ],
)
def test_numbers_of_things_are_read_out(number, words):
    assert number_in_words(number) == words
