"""Readers find live and public pages only, a screen at a time."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from search.query import MAX_QUERY_LENGTH, clean_query, search_pages

from .conftest import AddPage

JUNE, JULY = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


def keys(**options: object) -> list[int]:
    return [hit.page.pk for hit in search_pages(**options).hits]


def test_drafts_and_private_pages_are_never_found(add_page: AddPage) -> None:
    public = add_page("Công đoàn công khai")
    add_page("Công đoàn nháp", live=False)
    private = add_page("Công đoàn riêng")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert keys(query="cong doan") == [public.pk]
    assert keys(query="cong doan", queryset=Page.objects.all()) == [public.pk]


def test_results_name_the_concrete_type(add_page: AddPage) -> None:
    page = add_page("Công đoàn")
    [hit] = search_pages(query="cong doan").hits
    assert hit.page == page
    assert hit.type_label == "wagtailcore.Page"


def test_results_come_in_screens(add_page: AddPage) -> None:
    for number in range(5):
        add_page(f"Công đoàn {number}")
    first = search_pages(query="cong doan", page_size=2)
    last = search_pages(query="cong doan", page_size=2, page=99)
    assert (first.total, first.page, first.page_count, len(first.hits)) == (5, 1, 3, 2)
    assert (first.has_previous, first.has_next) == (False, True)
    assert (last.page, len(last.hits), last.has_previous, last.has_next) == (3, 1, True, False)
    assert search_pages(query="cong doan", page_size=2, page=-1).page == 3


def test_results_can_be_narrowed(add_page: AddPage) -> None:
    june = add_page("Công đoàn", first_published_at=JUNE, show_in_menus=True)
    july = add_page("Công đoàn", first_published_at=JULY)
    assert keys(query="cong doan", published_from=JULY) == [july.pk]
    assert keys(query="cong doan", published_to=JULY) == [june.pk]
    assert keys(query="cong doan", newest_first=True) == [july.pk, june.pk]
    assert keys(query="cong doan", types=(Page,)) == [july.pk, june.pk]
    menus = Page.objects.filter(show_in_menus=True)
    assert keys(query="cong doan", queryset=menus) == [june.pk]


@pytest.mark.parametrize("query", ["", "   ", "\x00", "\u200b", '"*-()', "😀"])
def test_query_without_words_finds_nothing(add_page: AddPage, query: str) -> None:
    add_page("Công đoàn")
    results = search_pages(query=query)
    assert (results.hits, results.total, results.page_count) == ([], 0, 1)


def test_query_is_cleaned_and_bounded() -> None:
    assert clean_query("  công\u00a0\u200bđoàn\x00\n 1197/TLĐ ") == "công đoàn 1197/TLĐ"
    assert len(clean_query("đ" * 10_000)) == MAX_QUERY_LENGTH


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(add_page: AddPage, count: int) -> None:
    for number in range(count):
        add_page(f"Công đoàn {number}")
    search_pages(query="cong doan")
    with CaptureQueriesContext(connection) as captured:
        assert search_pages(query="cong doan").total == count
    assert len(captured) == 3  # private pages, count, one screen
