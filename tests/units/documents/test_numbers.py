"""Numbers of documents in every spelling, and what a symbol tells of the type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.documents.numbers import issuer_key, number_key, number_query, type_slug_of


@pytest.mark.parametrize(
    "spelling",
    [
        "1291/QĐ-TLĐ",
        "1291/QD-TLD",
        "1291 qd tld",
        "1291-qđ/tlđ",
        " 1291 / QĐ – TLĐ ",
        "１２９１／ＱĐ－ＴＬĐ",
        "01291/QĐ-TLĐ",
        unicodedata.normalize("NFD", "1291/QĐ-TLĐ"),
        "Số: 1291/QĐ-TLĐ",
        "SỐ 01291/QĐ-TLĐ",
    ],
)
def test_every_spelling_has_one_key(spelling):
    assert number_key(spelling) == "1291 qd tld"


def test_a_letter_belongs_to_its_number():
    assert number_key("06b/NQ-TLĐ") == number_key("6B-nq-tld") == "6b nq tld"
    assert number_key("06b/NQ-TLĐ") != number_key("06/NQ-TLĐ")


def test_the_word_before_a_number_is_no_part_of_others():
    assert number_key("SO/12-TLĐ") == "12 tld"
    assert number_key("Số không/TLĐ") == "so khong tld"
    assert number_key("12/SO-TLĐ") == "12 so tld"


@pytest.mark.parametrize("text", ["", "  ", "/-", "–"])
def test_signs_alone_are_no_number(text):
    assert number_key(text) == ""
    assert number_query(text) is None


@given(st.text(max_size=120))
def test_a_key_is_stable_and_bounded(text):
    key = number_key(text)
    assert len(key) <= 80
    assert number_key(key) == key
    number_query(text)
    type_slug_of(text)


@given(
    number=st.integers(1, 99_999),
    code=st.sampled_from(["QĐ", "NQ", "CTr", "KH", "HD"]),
    signs=st.lists(st.sampled_from(["/", "-", " ", " - ", ".", "–", "_"]), min_size=2, max_size=2),
    mark=st.sampled_from([str, str.lower, str.upper]),
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_signs_case_and_composition_do_not_matter(number, code, signs, mark, form):
    written = unicodedata.normalize(form, mark(f"{number}{signs[0]}{code}{signs[1]}TLĐ"))
    assert number_key(written) == number_key(f"{number}/{code}-TLĐ")
    found = number_query(f"số {written}")
    assert found is not None
    assert found.first == str(number)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1291", "1291"),
        ("06b", "6b"),
        ("4173 toc", "4173 toc"),
        ("Công văn số 4173/TLĐ-ToC", "4173 tld toc"),
        ("QĐ 1291", "1291"),
        ("1291/QĐ-TLĐ ngày 26/7/2016", "1291 qd tld"),
        ("nghị quyết 06b/NQ-TLĐ năm 2015", "6b nq tld"),
    ],
)
def test_a_number_is_found_in_what_people_type(text, key):
    assert number_query(text).key == key


@pytest.mark.parametrize("text", ["công nhân", "Tháng Công nhân 2026", "lương 5 năm"])
def test_words_are_no_number(text):
    assert number_query(text) is None


@pytest.mark.parametrize(
    ("symbol", "slug"),
    [
        ("1197/TLĐ", "cong-van"),
        ("4173/TLĐ-ToC", "cong-van"),
        ("1291/QĐ-TLĐ", "quyet-dinh"),
        ("1291/qd-tld", "quyet-dinh"),
        ("06b/NQ-TLĐ", "nghi-quyet"),
        ("12/CTr-LĐLĐ", "chuong-trinh"),
        ("12/CT-LĐLĐ", "chi-thi"),
        ("3/ĐA-TLĐ", "de-an"),
        ("3/DA-TLĐ", "du-an"),
        ("191/2013/NĐ-CP", ""),
        ("12/NĐ-CP", ""),
        ("1197", ""),
        ("", ""),
    ],
)
def test_the_symbol_tells_the_type(symbol, slug):
    assert type_slug_of(symbol) == slug


def test_an_issuer_is_a_unit_or_a_folded_name():
    assert issuer_key(7, "") == "unit 7"
    assert issuer_key(None, "Chính phủ") == issuer_key(None, "  CHINH PHU ") == "chinh phu"
