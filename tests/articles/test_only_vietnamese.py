"""What an English list lacks stands below it, marked and wholly Vietnamese."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from articles.models import ArticleAuthor, Topic
from factories.bulk import copy_live
from factories.portal import make_article as make_piece
from factories.portal import make_english, make_unit, section_of
from units.models import UnitHomePage
from units.services.english import open_english

pytestmark = pytest.mark.django_db
PLACES = ("/en/", "/en/tin-tuc/", "/en/don-vi/mot/", "/en/don-vi/mot/tin-tuc/")


@pytest.fixture
def unit():
    unit = make_unit("MOT")
    open_english()
    return unit


def make_article(kind: str, unit, **fields):
    """Return a piece that is published now."""
    return make_piece(kind, unit, published_at=timezone.now(), **fields)


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def block(text: str) -> str:
    """Return the block of what is in Vietnamese only, or nothing."""
    found = re.search(r'<section id="vi-only".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def titles(text: str) -> list[str]:
    return re.findall(r'class="card-title"><a href="[^"]+">([^<]+)<', text)


@pytest.mark.parametrize("address", PLACES)
def test_english_list_shows_what_is_in_vietnamese_only(client: Client, unit, address: str) -> None:
    make_article("news", unit, title="Bài chưa dịch")
    english = make_english(make_article("news", unit, title="Bài đã dịch"))
    type(english).objects.filter(pk=english.pk).update(
        title="Translated piece", published_at=timezone.now()
    )

    text = html(client, address)

    assert titles(block(text)) == ["Bài chưa dịch"]
    assert "Translated piece" in text.replace(block(text), "")
    assert "Bài chưa dịch" not in text.replace(block(text), "")
    assert "Bài đã dịch" not in text


def test_block_is_wholly_vietnamese_and_its_frame_english(client: Client, unit) -> None:
    make_article("news", unit, title="Bài chưa dịch")

    found = block(html(client, "/en/don-vi/mot/tin-tuc/"))
    frame, cards = found.split('<div class="list" lang="vi">')

    assert "In Vietnamese only" in frame
    assert "not been translated into English yet" in frame
    assert "Liên đoàn Lao động MOT" in cards
    assert "Federation" not in cards
    assert 'href="/don-vi/mot/tin-tuc/" hreflang="vi">All pieces in Vietnamese' in cards


def test_empty_english_section_says_that_nothing_is_translated(client: Client, unit) -> None:
    assert "Nothing has been published here yet." in html(client, "/en/don-vi/mot/tin-tuc/")

    make_article("news", unit)

    text = html(client, "/en/don-vi/mot/tin-tuc/")
    assert "Nothing has been translated into English here yet." in text
    assert "Nothing has been published here yet." not in text


def test_block_keeps_to_the_unit_and_the_kind(client: Client, unit) -> None:
    other = make_unit("HAI")
    open_english()
    make_article("news", other, title="Bài của đơn vị khác")
    make_article("notice", unit, title="Thông báo")
    make_article("news", unit, title="Tin của ta")

    assert titles(block(html(client, "/en/don-vi/mot/tin-tuc/"))) == ["Tin của ta"]
    assert set(titles(block(html(client, "/en/don-vi/mot/")))) == {"Tin của ta", "Thông báo"}


def test_drafts_and_restricted_pieces_are_not_shown(client: Client, unit) -> None:
    make_article("news", unit, title="Bản nháp", live=False)
    hidden = make_article("news", unit, title="Tin kín")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    assert block(html(client, "/en/don-vi/mot/")) == ""


def test_piece_whose_translation_is_a_draft_is_still_shown(client: Client, unit) -> None:
    english = make_english(make_article("news", unit, title="Bài đang dịch"))
    english.unpublish()

    assert titles(block(html(client, "/en/don-vi/mot/"))) == ["Bài đang dịch"]


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/don-vi/mot/", "/don-vi/mot/tin-tuc/"])
def test_vietnamese_pages_have_no_block(client: Client, unit, address: str) -> None:
    make_article("news", unit)

    assert block(html(client, address)) == ""


def test_later_screens_of_a_list_have_no_block(client: Client, unit) -> None:
    make_article("news", unit, title="Bài chưa dịch")
    english = make_english(make_article("news", unit))
    english.published_at = english.first_published_at = timezone.now()
    english.save()
    copy_live(english, number=21)

    assert block(html(client, "/en/don-vi/mot/tin-tuc/"))
    assert not block(html(client, "/en/don-vi/mot/tin-tuc/?page=2"))


def test_topics_and_authors_show_it_too(client: Client, unit) -> None:
    topic = Topic.objects.create(name_vi="Tiền lương", name_en="Wages", slug="tien-luong")
    page = make_article("news", unit, title="Bài về lương", topics=[topic])
    make_article("news", unit, title="Bài khác")
    ArticleAuthor.objects.exclude(page=page).update(pen_name="Ai khác", pen_slug="ai-khac")

    assert titles(block(html(client, "/en/chu-de/tien-luong/"))) == ["Bài về lương"]
    assert titles(block(html(client, "/en/tac-gia/mot/hai-yen/"))) == ["Bài về lương"]


@pytest.mark.parametrize("address", PLACES)
def test_cost_is_the_same_for_1_3_and_300(client: Client, unit, count_queries, address) -> None:
    page = make_article("news", unit)
    page.published_at = page.first_published_at
    page.save()
    html(client, address)
    costs = [count_queries(lambda: html(client, address))]
    for number in (2, 297):
        copy_live(page, number=number)
        costs.append(count_queries(lambda: html(client, address)))

    assert costs[0] == costs[1] == costs[2] <= 15


def test_page_in_one_language_leads_to_the_nearest_page_of_the_other(client: Client, unit) -> None:
    article = make_article("news", unit)
    home = UnitHomePage.objects.get(unit=unit, language_code="vi")

    text = html(client, article.get_url())
    link = re.search(r'<ul class="languages".*?</ul>', text, re.DOTALL)[0]

    assert 'href="/en/don-vi/mot/tin-tuc/#vi-only"' in link
    assert "this page is in one language only" in link
    assert "hreflang=" not in text.split("<body")[0]
    english = section_of(unit, "news").get_translation(Locale.objects.get(language_code="en"))
    english.unpublish()
    assert 'href="/en/don-vi/mot/#vi-only"' in html(client, article.get_url())
    assert "#vi-only" not in html(client, home.get_url())


def test_translated_page_names_all_its_languages_and_the_default(client: Client, unit) -> None:
    article = make_article("news", unit)
    english = make_english(article)

    for address in (article.get_url(), english.get_url()):
        head = html(client, address).split("<body")[0]
        found = dict(re.findall(r'hreflang="([^"]+)" href="https?://[^/]+([^"]+)"', head))
        assert found == {
            "vi": article.get_url(),
            "en": english.get_url(),
            "x-default": article.get_url(),
        }


def test_screens_and_months_of_a_list_name_no_other_language(client: Client, unit) -> None:
    page = make_article("news", unit)
    page.published_at = page.first_published_at
    copy_live(page, number=21)

    assert 'rel="alternate" hreflang' in html(client, "/don-vi/mot/tin-tuc/")
    for address in ("/don-vi/mot/tin-tuc/?page=2", "/don-vi/mot/tin-tuc/luu-tru/"):
        assert 'rel="alternate" hreflang' not in html(client, address)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/tim-kiem/?q=l%C6%B0%C6%A1ng", "/en/tim-kiem/?q=l%C6%B0%C6%A1ng"),
        ("/en/chu-de/", "/chu-de/"),
    ],
)
def test_views_lead_to_the_same_view_in_the_other_language(client: Client, here, there) -> None:
    assert f'href="{there}"' in html(client, here)
