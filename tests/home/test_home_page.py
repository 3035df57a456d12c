"""The national front page: the newest pieces of all units, by section, and the units."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factories.portal import make_article, make_unit
from home.models import HomePage
from home.queries import front_page, unit_kinds
from home.zones import PLACES, Zone
from units.enums import UnitKind

pytestmark = pytest.mark.django_db
TOP = PLACES[Zone.LEAD] + PLACES[Zone.SIDE]


def hours_ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def vietnamese_home() -> HomePage:
    return HomePage.objects.get(locale__language_code="vi")


def test_newest_news_leads_and_is_not_repeated() -> None:
    unit = make_unit()
    news = [make_article("news", unit, published_at=hours_ago(age)) for age in range(TOP + 2)]

    front = front_page(page=vietnamese_home(), moment=timezone.now())

    assert front["lead"].pk == news[0].pk
    assert [card.pk for card in front["side"]] == [one.pk for one in news[1:TOP]]
    section = next(one for one in front["sections"] if one["kind"] == "news")
    assert [card.pk for card in section["cards"]] == [one.pk for one in news[TOP:]]


def test_sections_hold_pieces_of_all_units() -> None:
    one = make_article("thematic", make_unit())
    other = make_article("thematic", make_unit(), published_at=hours_ago(1))

    front = front_page(page=vietnamese_home(), moment=timezone.now())

    section = next(part for part in front["sections"] if part["kind"] == "thematic")
    assert [card.pk for card in section["cards"]] == [one.pk, other.pk]
    assert front["lead"] is None


def test_drafts_and_restricted_pieces_are_left_out(client: Client) -> None:
    unit = make_unit()
    make_article("news", unit, title="Bản nháp kín", live=False)
    restricted = make_article("news", unit, title="Bài hạn chế")
    PageViewRestriction.objects.create(page=restricted.page_ptr, restriction_type="login")

    text = client.get("/").content.decode()

    assert "Bản nháp kín" not in text
    assert "Bài hạn chế" not in text


def test_english_home_shows_vietnamese_pieces_in_their_own_block_alone(client: Client) -> None:
    make_article("news", make_unit(), title="Tin tiếng Việt")

    before, block = client.get("/en/").content.decode().split('<section id="vi-only"')

    assert "Tin tiếng Việt" not in before
    assert block.count("Tin tiếng Việt") == 1


def test_front_page_has_one_heading_and_links_to_the_directory(client: Client) -> None:
    make_unit(kind=UnitKind.SECTOR)

    text = client.get("/").content.decode()

    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert 'href="/don-vi/#sector"' in text


def test_units_are_counted_by_kind() -> None:
    make_unit(kind=UnitKind.SECTOR)
    make_unit(kind=UnitKind.SECTOR)
    make_unit(kind=UnitKind.PROVINCE)

    counts = {one["kind"]: one["count"] for one in unit_kinds()}

    assert counts == {"province": 1, "sector": 2}


def test_empty_portal_says_so(client: Client) -> None:
    assert 'class="empty"' in client.get("/").content.decode()
