"""The search page of readers."""

import pytest
from django.test import Client

from factories.portal import make_article, make_unit

pytestmark = pytest.mark.django_db


def read(client: Client, query: str, address: str = "/tim-kiem/", **more: object) -> str:
    response = client.get(address, {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_unaccented_words_find_accented_titles(client: Client) -> None:
    make_article("news", make_unit(name="Công đoàn Một"), title="Tặng quà công nhân nghèo")

    text = read(client, "tang qua")

    assert "Tặng quà công nhân nghèo" in text
    assert "Công đoàn Một" in text


def test_drafts_are_not_found(client: Client) -> None:
    make_article("news", make_unit(), title="Tặng quà bí mật", live=False)

    assert "bí mật" not in read(client, "tang qua")


def test_english_search_finds_no_vietnamese_pages(client: Client) -> None:
    make_article("news", make_unit(), title="Tặng quà")

    assert "Tặng quà" not in read(client, "tang qua", "/en/tim-kiem/")


def test_what_was_typed_is_escaped(client: Client) -> None:
    assert "<script>" not in read(client, '"><script>alert(1)</script>')


@pytest.mark.parametrize("query", ["", "   ", '"', "'; --", "\x00", "a" * 5000, "*", "-"])
def test_any_input_gets_a_page(client: Client, query: str) -> None:
    assert 'id="search-main"' in read(client, query)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²", ""])
def test_any_page_number_gets_a_page(client: Client, page: str) -> None:
    make_article("news", make_unit(), title="Tặng quà")

    assert "Tặng quà" in read(client, "tang qua", page=page)


def test_results_are_not_for_search_engines(client: Client) -> None:
    assert '<meta name="robots" content="noindex' in read(client, "a")
