"""API v2: live pages, published files and units; filters, order, search, and clear refusals."""

import pytest
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from factories.api import FIRST_MORNING, Caller
from factories.portal import make_article, make_document, make_image, section_of
from golden import assert_golden

PAGES = "/api/v2/pages/"
HUGE = "9" * 30
NEWS = {"type": "articles.NewsPage"}


def titles(response) -> list[str]:
    """Return the titles in a list's answer."""
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def test_list_with_all_fields(reader, illustrated):
    assert_golden("v2_pages_list", reader.get(PAGES, fields="*", **NEWS).json())


def test_detail_with_the_text(reader, illustrated):
    assert_golden("v2_pages_detail", reader.get(f"{PAGES}{illustrated.pk}/").json())


def test_images_carry_the_addresses_of_their_sizes(reader, illustrated):
    assert_golden("v2_images_list", reader.get("/api/v2/images/", fields="*").json())


def test_units_list_and_detail(reader, unit_a, unit_b):
    answer = reader.get("/api/v2/units/", fields="*", kind="province").json()
    assert [item["code"] for item in answer["items"]] == ["LDLD-A", "LDLD-B"]
    detail = reader.get(f"/api/v2/units/{unit_a.pk}/").json()
    assert detail["name_vi"] == unit_a.name_vi
    assert "email" not in detail


def test_drafts_private_files_and_restricted_pages_stay_hidden(reader, people, unit_a):
    draft = make_article("news", unit_a, live=False, title="Bản nháp")
    image, document = make_image(unit_a), make_document(unit_a)
    secret = make_article("news", unit_a, title="Có khóa")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    reader.client.force_login(people.accounts.chief)
    for caller in (Caller(), people.chief, reader):
        assert titles(caller.get(PAGES, **NEWS)) == []
        for page in (draft, secret):
            assert caller.get(f"{PAGES}{page.pk}/").status_code == 404
            assert caller.get(f"{PAGES}find/", id=page.pk).status_code == 404
        for kind, file in (("images", image), ("documents", document)):
            assert caller.get(f"/api/v2/{kind}/").json()["items"] == []
            assert caller.get(f"/api/v2/{kind}/{file.pk}/").status_code == 404


@pytest.mark.parametrize("unit", ["LDLD-A", "ldld-a"])
def test_filters_by_unit_with_and_without_a_type(reader, unit_a, unit_b, make_news, unit):
    make_news(unit_a, title="Tin của A")
    make_news(unit_b, title="Tin của B")
    assert titles(reader.get(PAGES, unit=unit, **NEWS)) == ["Tin của A"]
    everything = titles(reader.get(PAGES, unit=unit))
    assert "Tin của A" in everything
    assert unit_a.name_vi in everything
    assert "Tin của B" not in everything


def test_filters_by_topic_and_dates(reader, unit_a, topic, make_news):
    make_news(unit_a, title="Có chủ đề", topics=[topic])
    make_news(unit_a, title="Không có")
    assert titles(reader.get(PAGES, topic=topic.slug)) == ["Có chủ đề"]
    day = {"from": "2026-11-01", "to": "2026-11-01"}
    assert len(titles(reader.get(PAGES, **day))) == 2
    assert titles(reader.get(PAGES, to="2026-10-31")) == []


def test_orders_by_the_time_shown_to_readers(reader, unit_a, make_news):
    make_news(unit_a, number=3)
    newest = titles(reader.get(PAGES, order="-published_at", **NEWS))
    assert newest == ["Tin số 2", "Tin số 1", "Tin số 0"]


@pytest.mark.parametrize("query", ["cong doan", "Công đoàn", "CÔNG ĐOÀN"])
def test_search_finds_unaccented(reader, unit_a, query):
    make_article("news", unit_a, title="Công đoàn tặng quà", published_at=FIRST_MORNING)
    assert "Công đoàn tặng quà" in titles(reader.get(PAGES, search=query))
    assert titles(reader.get(PAGES, search=query, unit="LDLD-A", **NEWS)) == ["Công đoàn tặng quà"]


def test_missing_renditions_are_never_made(reader, illustrated):
    illustrated.cover.renditions.all().delete()
    answer = reader.get(PAGES, fields="*", **NEWS).json()
    assert answer["items"][0]["cover_renditions"] == []
    assert not illustrated.cover.renditions.exists()


REFUSED = [
    {"limit": HUGE},
    {"limit": "-1"},
    {"limit": "51"},
    {"limit": "x"},
    {"offset": HUGE},
    {"offset": "-1"},
    {"search": "x\x00"},
    {"search": "x", "search_operator": "nand"},
    {"fields": "no_such_field"},
    {"fields": "title("},
    {"fields": "(" * 900},
    {"order": "password"},
    {"order": "-"},
    {"order": "published_at"},
    {"type": "x"},
    {"type": "core.User"},
    {"type": ","},
    {"unit": "KHONG-CO"},
    {"topic": "khong-co"},
    {"from": "01/11/2026"},
    {"to": "2026-13-01"},
    {"locale": "xx"},
    {"child_of": "x"},
    {"child_of": HUGE},
    {"descendant_of": "0"},
    {"ancestor_of": "99999"},
    {"translation_of": "-1"},
    {"id": "x"},
    {"site": "a:b"},
    {"no_such_filter": "1"},
    {"rich_text_format": "x"},
]


@pytest.mark.parametrize("query", REFUSED, ids=str)
def test_bad_values_are_refused_with_a_message(reader, unit_a, query):
    response = reader.get(PAGES, **query)
    assert response.status_code == 400, response.content
    assert response.json()["message"]


@pytest.mark.parametrize("kind", ["images", "documents", "units"])
@pytest.mark.parametrize(
    "query",
    [{"offset": HUGE}, {"search": "\x00"}, {"order": "file"}, {"file": "x"}, {"id": "x"}],
    ids=str,
)
def test_other_lists_refuse_bad_values_too(reader, db, kind, query):
    response = reader.get(f"/api/v2/{kind}/", **query)
    assert response.status_code == 400, response.content
    assert response.json()["message"]


@pytest.mark.parametrize(
    "address",
    [f"{PAGES}{HUGE}/", f"{PAGES}find/?id={HUGE}", f"{PAGES}find/?id=x", f"{PAGES}find/"],
)
def test_addresses_without_a_page(reader, db, address):
    response = reader.get(address)
    assert response.status_code in {400, 404}
    assert response.json()["message"]


def test_only_reading_is_offered(people, unit_a):
    section = section_of(unit_a, "news")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert people.chief.send(method, f"{PAGES}{section.pk}/").status_code == 405
    assert not ArticlePage.objects.exists()


def test_messages_in_english_by_locale_only(reader, unit_a):
    assert reader.get(PAGES, limit="x", locale="en").json()["message"].startswith("“limit” must")
    plain = reader.get(PAGES, limit="x").json()
    accepting = reader.client.get(PAGES, {"limit": "x"}, headers={"accept-language": "en"}).json()
    assert accepting == plain
