"""Old and new placement of tone marks are one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import canonical_tone, fold

SAME = (
    "quý quỳ quỷ quà quả quẻ hoàn toàn hoãn khoét thuyết huýt quýt khuỷu ngoài ngoèo xoáy hoặc "
    "hoằng ngoằn của mùa huế thuở giá già giò gìn nghĩa tóa lòe ủy xoe hoa thuy"
)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà bình", "hòa bình"),
        ("Hoà Bình", "Hòa Bình"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("hoạ, hoả, hoã, hoá.", "họa, hỏa, hõa, hóa."),
        ("thuỷ tuỳ luỹ luý truỵ", "thủy tùy lũy lúy trụy"),
        ("uỷ ban; uý", "ủy ban; úy"),
        ("khoẻ loè toé", "khỏe lòe tóe"),
        ("oả", "ỏa"),
        ("toà án Thanh Hoá-Khánh Hoà", "tòa án Thanh Hóa-Khánh Hòa"),
    ],
)
def test_canonical_tone_moves_the_mark_forward(new: str, old: str) -> None:
    assert canonical_tone(new) == old
    assert canonical_tone(old) == old


@pytest.mark.parametrize("word", SAME.split())
def test_canonical_tone_leaves_other_syllables(word: str) -> None:
    assert canonical_tone(word) == word
    assert canonical_tone(word.upper()) == word.upper()


@given(st.text())
def test_canonical_tone_is_idempotent_and_keeps_letters(text: str) -> None:
    placed = canonical_tone(text)
    assert canonical_tone(placed) == placed
    assert fold(placed) == fold(text)
