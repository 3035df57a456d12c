"""Lists stand in Vietnamese alphabetical order on every database."""

import random
from pathlib import Path

import pytest

from core.text import given_name_key, sort_key

PROVINCES = (Path(__file__).parent / "data" / "province_order_vi.txt").read_text().splitlines()

ORDERED = [
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v", "y", "z"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mab", "măc", "mâ"],
    ["an", "an giang", "ang", "az", "ăn"],
    ["dz", "đa", "đá"],
    ["Hà Nam", "Hà Nội", "Hải Dương", "Hòa Bình", "Hồ Chí Minh"],
    ["Quận 1", "Quận 2", "Quận Ba"],
]


def test_sort_key_orders_provinces() -> None:
    shuffled = random.Random(1).sample(PROVINCES, len(PROVINCES))
    assert len(PROVINCES) == 63
    assert sorted(shuffled, key=sort_key) == PROVINCES


@pytest.mark.parametrize("words", ORDERED, ids=lambda words: words[0])
def test_sort_key_orders_letters_before_tones(words: list[str]) -> None:
    backwards = list(reversed(words))
    assert sorted(backwards, key=sort_key) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("HOÀ BÌNH", "hòa bình"), ("Bà Rịa - Vũng Tàu", "bà rịa vũng tàu"), ("Ａn", "an")],
)
def test_sort_key_ignores_case_punctuation_and_tone_position(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_people_sort_by_given_name_first() -> None:
    people = ["Võ An", "Võ Anh", "Võ Ân", "Bùi Hà", "Trần Hà", "Trần Thị Hà", "Lê Hả", "Nguyễn Hạ"]
    backwards = list(reversed(people))
    assert sorted(backwards, key=given_name_key) == people
    assert given_name_key("") == given_name_key("  ")
