"""Folded text has neither case nor diacritics, and folding is stable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, fold_for_search

VIETNAMESE = st.text(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ /-"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đại hội Công đoàn", "dai hoi cong doan"),
        ("ＣÔＮＧ ĐOÀＮ", "cong doan"),
        ("hoà bình", "hoa binh"),
        ("hòa bình", "hoa binh"),
        ("Thuỷ thủy", "thuy thuy"),
        ("ngoại ngữ", "ngoai ngu"),
        ("Đắk Lắk", "dak lak"),
        ("công\u00a0đo\u200bàn", "cong doan"),
        ("Straße, Łódź, Æsop", "strasse, lodz, aesop"),
        ("日本 한국 Привет", "日本 한국 привет"),
        ("ไทย हिन्दी", "ไทย हिन्दी"),  # their marks are vowels
        ("", ""),
    ],
)
def test_fold_table(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(st.characters(exclude_categories=())))
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_fold_leaves_ascii_of_vietnamese(text: str) -> None:
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)
    assert fold(text) == fold(text.upper()) == fold(text.lower())


@given(st.text())
def test_fold_leaves_no_combining_diacritic(text: str) -> None:
    marks = [c for c in unicodedata.normalize("NFD", fold(text)) if "\u0300" <= c <= "\u036f"]
    assert marks == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("1197/TLĐ", "1197 tld"),
        ("06b/NQ-TLĐ", "06b nq tld"),
        ("42/2022", "42 2022"),
        ("Nghị định số 18/2014/NĐ-CP", "nghi dinh so 18 2014 nd cp"),
        ("an toàn, vệ sinh", "an toan ve sinh"),
        ("snake_case 'x' \"*-()", "snake case x"),
        ("…", ""),
    ],
)
def test_fold_for_search_parts_document_numbers(text: str, folded: str) -> None:
    assert fold_for_search(text) == folded


@given(st.text())
def test_fold_for_search_gives_single_spaced_words(text: str) -> None:
    folded = fold_for_search(text)
    assert folded == " ".join(folded.split())
    assert all(char.isalnum() or char == " " for char in folded)
    assert fold_for_search(folded) == folded
