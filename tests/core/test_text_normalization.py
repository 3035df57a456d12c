"""Stored text is composed, visible and plainly spaced."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import normalize


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        (unicodedata.normalize("NFD", "Công đoàn"), "Công đoàn"),
        ("Công\u00a0đoàn", "Công đoàn"),
        ("Công\u3000đoàn\u202fViệt", "Công đoàn Việt"),
        ("Cô\u200bng\ufeff đo\u00adàn\u200d", "Công đoàn"),
        ("Cô\u200eng\u202e đoàn\u2066", "Công đoàn"),
        ("a\u200b\u0300", "à"),  # a mark behind a zero-width space joins its letter
        ("dòng 1\ndòng 2\tcột\r\n", "dòng 1\ndòng 2\tcột\r\n"),
        ("đoạn\u2028mới", "đoạn\nmới"),
        ("a\x00b\x07c\x85d\ud800", "abcd"),
        ("👍 1197/TLĐ – “trích”", "👍 1197/TLĐ – “trích”"),
        ("", ""),
    ],
)
def test_normalize_mends_pasted_text(raw: str, mended: str) -> None:
    assert normalize(raw) == mended


@given(st.text(st.characters(exclude_categories=())))
def test_normalize_is_idempotent_and_storable(text: str) -> None:
    mended = normalize(text)
    assert normalize(mended) == mended
    assert unicodedata.is_normalized("NFC", mended)
    assert "\x00" not in mended
    mended.encode()


@given(st.text())
def test_normalize_does_not_see_the_input_form(text: str) -> None:
    assert normalize(unicodedata.normalize("NFD", text)) == normalize(text)
