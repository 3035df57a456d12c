"""Lists stand in Vietnamese alphabetical order on every database."""

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


# Every written vowel and consonant of the language, each with all its tones.
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTER = st.sampled_from(LETTERS)
WORD = st.lists(LETTER, min_size=1, max_size=6).map("".join)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


def toned(word: str, place: int, tone: int) -> str:
    """Put a tone on one of the vowels of a word, if it has any."""
    places = [index for index, letter in enumerate(word) if letter in VOWELS]
    if not places:
        return word
    at = places[place % len(places)]
    return unicodedata.normalize("NFC", word[: at + 1] + TONES[tone % 6] + word[at + 1 :])


@given(NAME, NAME)
def test_letters_decide_as_in_the_alphabet(one: str, other: str) -> None:
    def places(name: str) -> list[list[int]]:
        return [[LETTERS.index(letter) for letter in word] for word in name.split()]

    assert (sort_key(one) < sort_key(other)) == (places(one) < places(other))


@given(WORD, st.integers(0, 11), st.integers(0, 5), st.integers(0, 5))
def test_tones_decide_only_where_the_letters_are_the_same(word, place, one, other) -> None:
    keys = sort_key(toned(word, place, one)), sort_key(toned(word, place, other))
    has_vowel = any(letter in VOWELS for letter in word)
    assert (keys[0] < keys[1]) == (has_vowel and one < other)
    longer = sort_key(toned(word, place, 5)), sort_key(word + "b")
    assert longer[0] < longer[1]


@given(NAME, st.integers(0, 11), st.integers(0, 5))
def test_case_and_form_of_writing_do_not_count(name: str, place: int, tone: int) -> None:
    written = toned(name, place, tone)
    for other in (written.upper(), unicodedata.normalize("NFD", written), f"  {written} - "):
        assert sort_key(other) == sort_key(written)
