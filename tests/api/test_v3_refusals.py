"""Whatever is sent to API v3 is answered with a message: never an error page, nothing written."""

import json
from typing import Any

import pytest
from wagtail.models import Page

from articles.models import ArticlePage
from factories.api import RICH_TEXT, news_body
from factories.portal import section_of

HUGE = "9" * 30
ADDRESSES = (
    "/api/v3/pages/",
    "/api/v3/articles/",
    "/api/v3/units/",
    "/api/v3/images/",
    "/api/v3/documents/",
)


def assert_refused(response, *statuses: int, sent: Any = None) -> str:
    """Return the message of an answer that must be a JSON refusal."""
    assert response.status_code in statuses, (sent, response.status_code, response.content[:500])
    assert response["Content-Type"].startswith("application/problem+json")
    answer = response.json()
    assert answer["detail"]
    return json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("offset", HUGE),
        ("offset", "-1"),
        ("offset", "a"),
        ("limit", HUGE),
        ("limit", "-1"),
        ("limit", "0"),
        ("limit", "abc"),
        ("limit", "51"),
        ("order", "password"),
        ("no_such_filter", "1"),
        ("locale", "xx"),
        ("unit", "x\x00y"),
    ],
)
def test_bad_parameters_are_refused(reader, address, name, value):
    assert_refused(reader.get(address, **{name: value}), 400, 422)


@pytest.mark.parametrize(
    "query",
    [
        {"search": "x\x00y"},
        {"search_operator": "nand"},
        {"type": "articles.NoSuchPage"},
        {"child_of": HUGE},
        {"child_of": "x"},
        {"descendant_of": "99999"},
        {"ancestor_of": "-5"},
        {"translation_of": HUGE},
        {"site": "a:b"},
        {"site": "nowhere.example"},
        {"genre": "x", "type": "articles.NewsPage"},
        {"id": "x"},
        {"body": "x", "type": "articles.NewsPage"},
        {"authors": "1", "type": "articles.NewsPage"},
        {"order": "unit_code", "type": "articles.NewsPage"},
    ],
)
def test_bad_filters_of_pages_are_refused(reader, query):
    assert_refused(reader.get("/api/v3/pages/", **query), 400, 404, 422)


@pytest.mark.parametrize(
    "query",
    [
        {"from": "31/01/2026"},
        {"to": "2026-02-30"},
        {"from": "9999-12-31T23:59:59+00:00x"},
        {"to": "9999-12-31"},
        {"kind": "rumour"},
        {"unit": "KHONG-CO"},
        {"topic": "khong-co"},
        {"unit": "x" * 200},
    ],
)
def test_bad_filters_of_articles_are_refused(reader, query):
    assert_refused(reader.get("/api/v3/articles/", **query), 422)


@pytest.mark.parametrize("query", [{}, {"q": "x\x00"}, {"q": "y" * 1001}, {"q": "x", "page": HUGE}])
def test_bad_searches_are_refused(reader, query):
    assert_refused(reader.get("/api/v3/search/", **query), 422)


@pytest.mark.parametrize("query", ["   ", "%", "'\"", "1" * 30, "AND OR NOT", "a*", "đ"])
def test_odd_searches_find_nothing_and_break_nothing(reader, query):
    assert reader.get("/api/v3/search/", q=query).json()["items"] == []
    assert reader.get("/api/v3/pages/", search=query).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/api/v3/pages/{HUGE}/",
        f"/api/v3/articles/{HUGE}/",
        "/api/v3/articles/0/",
        "/api/v3/articles/x/",
        "/api/v3/pages/x/",
        "/api/v3/units/KHONG-CO/",
        "/api/v3/units/x%00/",
        f"/api/v3/images/{HUGE}/",
        "/api/v3/redirects/",
        "/api/v3/redirects/1/",
    ],
)
def test_addresses_without_a_row_are_refused(reader, address):
    assert_refused(reader.get(address), 404, 422)


def test_messages_are_vietnamese_and_english_on_demand(reader, settings):
    english = reader.get("/api/v3/articles/", kind="rumour", locale="en").json()
    assert english["errors"][0]["msg"].startswith("Choose one of")
    accept = reader.client.get(
        "/api/v3/articles/", {"kind": "rumour"}, headers={"accept-language": "en"}
    ).json()
    plain = reader.get("/api/v3/articles/", kind="rumour").json()
    assert accept == plain


def test_documentation_page_with_foreign_scripts_is_off(reader):
    assert reader.get("/api/v3/docs/").status_code == 404


RAW_BODIES = [
    b"",
    b"[null, null]",
    b"null",
    b"12",
    b'"text"',
    b"{",
    b"\xff\xfe",
    b'{"title": NaN}',
    b"[" * 100_000,
    b'{"a":' * 60 + b"1" + b"}" * 60,
    b'{"title": "\\ud800"}',
    b'{"meta": []}',
    b'{"meta": "x"}',
    b'{"meta": {"type": ["articles.NewsPage"]}}',
    b'{"meta": {"type": "articles.NoSuchPage", "parent_id": 1}}',
    b'{"meta": {"type": "wagtailcore.Page", "parent_id": 1}, "title": "x"}',
    b'{"meta": {"type": "articles.NewsPage", "parent_id": 99999999}, "title": "x"}',
    b'{"meta": {"type": "articles.NewsPage", "parent_id": null}, "title": "x"}',
    b'{"meta": {"type": "articles.NewsPage", "parent_id": 999999999999999999999999}}',
]


def test_broken_bodies_are_refused(people):
    before = Page.objects.count()
    for raw in RAW_BODIES:
        response = people.contributor.post("/api/v3/pages/", raw)
        assert_refused(response, 400, 404, 422, sent=raw[:80])
    assert Page.objects.count() == before


BAD_STREAMS = [
    None,
    "text",
    5,
    {},
    [None],
    [5],
    ["text"],
    [[]],
    [{}],
    [{"type": "rich_text"}],
    [{"value": "x"}],
    [{"type": None, "value": "x"}],
    [{"type": ["rich_text"], "value": "x"}],
    [{"type": "no_such_block", "value": "x"}],
    [RICH_TEXT | {"extra": 1}],
    [RICH_TEXT | {"id": 5}],
    [{"type": "rich_text", "value": 5}],
    [{"type": "rich_text", "value": ["x"]}],
    [{"type": "rich_text", "value": {"format": "no_such_format", "content": "x"}}],
    [{"type": "rich_text", "value": {"x": 1}}],
    [{"type": "heading", "value": "text"}],
    [{"type": "heading", "value": None}],
    [{"type": "heading", "value": {"text": "x", "level": "h9"}}],
    [{"type": "heading", "value": {"text": 5, "level": "h2"}}],
    [{"type": "heading", "value": {"text": "x" * 201, "level": "h2"}}],
    [{"type": "picture", "value": {"image": "x", "alt": "a", "caption": "b", "credit": "c"}}],
    [{"type": "picture", "value": {"image": 99999, "alt": "a", "caption": "b", "credit": "c"}}],
    [{"type": "picture", "value": {"image": True, "alt": "a", "caption": "b", "credit": "c"}}],
    [{"type": "picture", "value": {"image": {"id": 1}, "alt": "a", "caption": "b", "credit": "c"}}],
    [{"type": "gallery", "value": {"items": None}}],
    [{"type": "gallery", "value": {"items": [None, None]}}],
    [{"type": "gallery", "value": {"items": {"a": 1}}}],
    [{"type": "video", "value": {"url": "javascript:alert(1)", "caption": "x"}}],
    [{"type": "video", "value": {"url": "https://example.com/page", "caption": "x"}}],
    [{"type": "table", "value": None}],
    [{"type": "table", "value": {}}],
    [{"type": "table", "value": {"data": None}}],
    [{"type": "table", "value": {"data": [None]}}],
    [{"type": "table", "value": {"data": [["a"], ["b", "c"]]}}],
    [{"type": "table", "value": {"data": [[5]]}}],
    [{"type": "table", "value": {"data": [["a"]], "cell": [1]}}],
    [{"type": "document", "value": {"document": [1]}}],
    [{"type": "note", "value": {"content": None, "format": []}}],
    [{"type": "rich_text", "value": "x\x00y"}],
    [RICH_TEXT] * 501,
    [[[[[[]]]]]],
]


def test_broken_streams_are_refused_and_nothing_is_written(people, unit_a):
    before = Page.objects.count()
    section = section_of(unit_a, "news")
    for stream in BAD_STREAMS:
        body = news_body(section, body=stream)
        assert_refused(people.contributor.post("/api/v3/pages/", body), 400, 422, sent=stream)
    assert Page.objects.count() == before


def test_broken_streams_leave_a_draft_as_it_was(people, unit_a):
    body = news_body(section_of(unit_a, "news"))
    page_id = people.contributor.post("/api/v3/pages/", body).json()["id"]
    page = ArticlePage.objects.get(pk=page_id)
    for stream in BAD_STREAMS:
        response = people.contributor.patch(f"/api/v3/pages/{page_id}/", {"body": stream})
        assert_refused(response, 400, 422, sent=stream)
    after = ArticlePage.objects.get(pk=page_id)
    assert (after.body, after.latest_revision_id) == (page.body, page.latest_revision_id)


BAD_FIELDS = [
    {"title": ""},
    {"title": "   "},
    {"title": None},
    {"title": 5},
    {"title": "x" * 10_000},
    {"title": "\u200b"},
    {"slug": "x y/z"},
    {"slug": ["x"]},
    {"slug": "feed"},
    {"slug": "Luu-Tru"},
    {"lead": "x" * 501},
    {"lead": {"a": 1}},
    {"genre_id": 99999},
    {"genre_id": "x"},
    {"genre_id": 10**20},
    {"topics": [99999]},
    {"topics": [None]},
    {"topics": "x"},
    {"topics": {"a": 1}},
    {"cover_id": 99999},
    {"cover_id": -1},
    {"declares_safe": "perhaps"},
    {"authors": None},
    {"authors": [None]},
    {"authors": {"a": 1}},
    {"authors": [{}]},
    {"authors": [{"pen_name": "A", "share": "99"}]},
    {"authors": [{"pen_name": "A", "share": "NaN"}]},
    {"authors": [{"pen_name": "A", "share": "Infinity"}]},
    {"authors": [{"pen_name": "A", "share": "-100"}]},
    {"authors": [{"pen_name": "A", "share": "x"}]},
    {"authors": [{"pen_name": "A", "share": "33.333"}]},
    {"authors": [{"pen_name": "A", "kind": "king", "share": "100"}]},
    {"authors": [{"pen_name": "A", "role": None, "share": "100"}]},
    {"authors": [{"pen_name": "x" * 101, "share": "100"}]},
    {"authors": [{"pen_name": "A", "share": "50"}, {"pen_name": "B", "share": "49"}]},
]


def test_bad_fields_are_refused_and_nothing_is_written(people, unit_a):
    before = Page.objects.count()
    section = section_of(unit_a, "news")
    for fields in BAD_FIELDS:
        body = news_body(section, **fields)
        assert_refused(people.contributor.post("/api/v3/pages/", body), 400, 422, sent=fields)
    assert Page.objects.count() == before


def test_shares_of_99_percent_get_the_message_of_the_form(people, unit_a):
    authors = [{"pen_name": "A", "share": "50"}, {"pen_name": "B", "share": "49"}]
    body = news_body(section_of(unit_a, "news"), authors=authors)
    message = assert_refused(people.contributor.post("/api/v3/pages/", body), 422)
    assert "99" in message
    assert "100" in message
