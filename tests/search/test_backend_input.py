"""Nothing that a user can type breaks a search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.utils import parse_query_string

from .conftest import AddPage, completed, found

HOSTILE = [
    '"',
    "'",
    '"công đoàn',
    "công đoàn'",
    "*",
    "công*",
    "(",
    ")) OR ((",
    '"*-()',
    "-công",
    "công:đoàn",
    "title:công",
    "công AND",
    "AND OR NOT NEAR",
    "NEAR(a b, 5)",
    "^công",
    "{title body} : x",
    "a\x00b",
    "\x00",
    "\\",
    "%s %(x)s %%",
    "'; DROP TABLE wagtailcore_page; --",
    "a & b | !c <-> d",
    "'a':*",
    "😀👩‍👩‍👧 🇻🇳",
    "\ud800",
    "\ue000cong",
    "\u0301",
    "   ",
    "\n\t",
    "công " * 2000,
    "đ" * 10_000,
    "½ ² ﬁ ㎏ ℡",
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query)[:30])
def test_hostile_input_is_answered(add_page: AddPage, query: str) -> None:
    add_page("Công đoàn", "a b c d")
    for operator in ("and", "or"):
        assert isinstance(found(query, operator=operator), list)
    assert isinstance(completed(query), list)
    assert get_search_backend().search(query, Page).count() == len(found(query))


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query)[:30])
def test_hostile_input_in_the_explorer_is_answered(add_page: AddPage, query: str) -> None:
    add_page("Công đoàn")
    _filters, parsed = parse_query_string(query, operator="and")
    assert isinstance(completed(parsed), list)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda query: ascii(query)[:30])
def test_hostile_text_can_be_indexed(add_page: AddPage, text: str) -> None:
    page = add_page("Công đoàn")
    page.search_description = text
    get_search_backend().add(page)
    assert found("công đoàn") == [page.pk]


@pytest.mark.parametrize("query", ['"*-()', "😀", "\x00", "   ", "…"])
def test_a_query_without_words_finds_nothing(add_page: AddPage, query: str) -> None:
    add_page("Công đoàn")
    assert found(query) == []
    assert completed(query) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(exclude_categories=()), min_size=1, max_size=40))
def test_any_text_finds_the_page_that_says_it(add_page: AddPage, query: str) -> None:
    page = add_page("Tên")
    page.search_description = f"trước {query} sau"
    get_search_backend().add(page)
    assert page.pk in found(f"truoc {query} sau")
    page.delete()


def test_a_very_long_text_of_distinct_words_can_be_indexed(add_page: AddPage) -> None:
    page = add_page("Công đoàn")
    page.search_description = " ".join(f"từ{number}" for number in range(150_000))
    get_search_backend().add(page)
    assert found("công đoàn tu7") == [page.pk]
