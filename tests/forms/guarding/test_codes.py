"""Codes are unguessable, read the same however they are typed, and stored as digests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.guarding.codes import ALPHABET, digest, digests, new_code, normalize_code

pytestmark = pytest.mark.sqlite


def test_a_code_has_its_groups_and_no_look_alikes() -> None:
    code = new_code(groups=4)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert not set("ILOU") & set(ALPHABET)
    assert len(ALPHABET) == 32
    assert len({new_code() for _number in range(1_000)}) == 1_000


@pytest.mark.parametrize(
    "typed", ["k7qm-01fd", " K7QM 01FD ", "k7qm–oifd", "K7QMOLFD", "k7qm.0lfd", "Ｋ７ＱＭ０１ＦＤ"]
)
def test_a_code_is_read_as_it_is_typed(typed) -> None:
    assert normalize_code(typed) == "K7QM01FD"
    assert digest(typed, purpose="vote") == digest("K7QM-01FD", purpose="vote")


@given(st.text(max_size=300))
def test_nothing_typed_breaks_the_reading(text) -> None:
    assert normalize_code(normalize_code(text)) == normalize_code(text)


def test_a_digest_depends_on_purpose_and_key(settings) -> None:
    before = digest("K7QM", purpose="vote")
    assert len(before) == 64
    assert before != digest("K7QM", purpose="question")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert digest("K7QM", purpose="vote") != before
    assert digests("K7QM", purpose="vote") == [digest("K7QM", purpose="vote"), before]
