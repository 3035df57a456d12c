"""What stands on the front page at a moment: placed pieces first, then the newest, none twice."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Page, PageViewRestriction

from articles.enums import Placement
from articles.models import ArticlePage
from factories.bulk import copy_live
from factories.front_page import language, make_slot
from factories.portal import make_article, make_image, make_unit
from home.models import FrontSlot
from home.selection import select_pieces
from home.zones import OPEN_ZONES, PLACES, Zone

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-20T08:00:00+07:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def news(unit):
    """Twelve news items, the newest first."""
    return [
        make_article("news", unit, published_at=NOW - timedelta(hours=age)) for age in range(12)
    ]


def ids(pieces) -> list[int]:
    return [piece.pk for piece in pieces]


def at(moment: datetime = NOW, code: str = "vi") -> dict[Zone, list[int]]:
    return select_pieces(locale=language(code), moment=moment).pieces


def test_without_slots_the_newest_news_lead(news):
    chosen = at()
    assert chosen[Zone.LEAD] + chosen[Zone.SIDE] + chosen[Zone.NEWS] == ids(news[:11])


def test_a_placed_piece_leads_and_the_newest_move_on(news):
    slot = make_slot(news[8], Zone.LEAD, shown_from=NOW)
    selection = select_pieces(locale=language(), moment=NOW)
    assert selection.pieces[Zone.LEAD] == [news[8].pk]
    assert selection.pieces[Zone.SIDE] == ids(news[:4])
    assert selection.pieces[Zone.NEWS] == ids([*news[4:8], *news[9:11]])
    assert selection.slots == {slot.pk}
    assert len(set(selection.ids)) == len(selection.ids) == 11


def test_placed_pieces_stand_by_rank_before_the_newest(news):
    for position, rank in ((9, 3), (7, 1), (5, 2)):
        make_slot(news[position], Zone.SIDE, rank=rank, shown_from=NOW)
    assert at()[Zone.SIDE] == ids([news[7], news[5], news[9], news[1]])


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        (NOW - MINUTE, False),
        (NOW, True),
        (NOW + timedelta(hours=2) - timedelta(microseconds=1), True),
        (NOW + timedelta(hours=2), False),
    ],
)
def test_a_slot_stands_from_its_first_moment_to_its_end_exclusive(news, moment, stands):
    make_slot(news[8], Zone.LEAD, shown_from=NOW, shown_until=NOW + timedelta(hours=2))
    assert at(moment)[Zone.LEAD] == ids([news[8] if stands else news[0]])


def test_one_slot_hands_over_to_the_next_without_a_gap(news):
    turn = NOW + timedelta(hours=2)
    make_slot(news[8], Zone.LEAD, shown_from=NOW, shown_until=turn)
    make_slot(news[9], Zone.LEAD, shown_from=turn)
    assert at(turn - timedelta(microseconds=1))[Zone.LEAD] == [news[8].pk]
    assert at(turn)[Zone.LEAD] == [news[9].pk]


def test_what_does_not_fit_into_its_zone_is_news_like_others(news):
    make_slot(news[8], Zone.LEAD, shown_from=NOW)
    make_slot(news[0], Zone.LEAD, shown_from=NOW)
    chosen = at()
    assert chosen[Zone.LEAD] == [news[8].pk]
    assert chosen[Zone.SIDE][0] == news[0].pk


def test_a_piece_placed_twice_stands_where_it_comes_first(news):
    make_slot(news[8], Zone.NEWS, shown_from=NOW)
    make_slot(news[8], Zone.LEAD, shown_from=NOW)
    chosen = at()
    assert chosen[Zone.LEAD] == [news[8].pk]
    assert news[8].pk not in chosen[Zone.NEWS]


def unpublish(piece):
    Page.objects.get(pk=piece.pk).specific.unpublish()


def keep_on_sub_site(piece):
    ArticlePage.objects.filter(pk=piece.pk).update(placement=Placement.SUB_SITE)


def restrict(piece):
    PageViewRestriction.objects.create(page=piece.page_ptr, restriction_type="login")


def delete(piece):
    Page.objects.get(pk=piece.pk).delete()


@pytest.mark.parametrize("disappear", [unpublish, keep_on_sub_site, restrict, delete])
def test_the_place_of_a_piece_that_is_gone_falls_to_the_newest(news, disappear):
    make_slot(news[8], Zone.LEAD, shown_from=NOW)
    disappear(news[8])
    selection = select_pieces(locale=language(), moment=NOW)
    assert selection.pieces[Zone.LEAD] == [news[0].pk]
    assert news[8].pk not in selection.ids
    assert selection.slots == frozenset()


def test_sections_fill_up_though_their_newest_lead(unit):
    pieces = [
        make_article("thematic", unit, published_at=NOW - timedelta(hours=age))
        for age in range(sum(PLACES[zone] for zone in (*OPEN_ZONES, Zone.THEMATIC)))
    ]
    make_slot(pieces[0], Zone.LEAD, shown_from=NOW)
    for piece in pieces[1:5]:
        make_slot(piece, Zone.SIDE, shown_from=NOW)
    chosen = at()
    assert chosen[Zone.SIDE] == ids(pieces[1:5])
    assert chosen[Zone.THEMATIC] == ids(pieces[5:11])


def test_photo_stories_and_videos_stand_in_their_strips_and_not_among_news(unit):
    news = [make_article("news", unit, published_at=NOW - timedelta(days=1)) for _ in range(2)]
    photos = [make_article("photo", unit, published_at=NOW - MINUTE * age) for age in range(5)]
    video = make_article("video", unit, published_at=NOW)
    chosen = at()
    assert chosen[Zone.PHOTO] == ids(photos[:4])
    assert chosen[Zone.VIDEO] == [video.pk]
    assert {*chosen[Zone.LEAD], *chosen[Zone.SIDE], *chosen[Zone.NEWS]} == set(ids(news))
    make_slot(photos[0], Zone.LEAD, shown_from=NOW)
    chosen = at()
    assert chosen[Zone.LEAD] == [photos[0].pk]
    assert chosen[Zone.PHOTO] == ids(photos[1:])


def test_each_language_has_its_own_slots(news):
    vietnamese, english = language(), language("en")
    copied = CopyPageForTranslationAction(
        news[3].specific, english, copy_parents=True, include_subtree=False
    ).execute(skip_permission_checks=True)
    copied.live, copied.published_at = True, NOW - timedelta(days=30)
    copied.save()
    slot = make_slot(copied, Zone.LEAD, shown_from=NOW)
    assert slot.locale == english
    assert at(code="en")[Zone.LEAD] == [copied.pk]
    assert FrontSlot.objects.filter(locale=vietnamese).count() == 0
    assert at()[Zone.LEAD] == [news[0].pk]


def test_selecting_costs_one_query_at_1_3_and_300(unit, count_queries):
    piece = make_article("news", unit, cover=make_image(unit), published_at=NOW)
    make_slot(piece, Zone.SIDE, shown_from=NOW)
    locale = language()

    def select():
        return select_pieces(locale=locale, moment=timezone.now())

    counts = [count_queries(select)]
    for more in (2, 297):
        copy_live(piece, number=more)
        for one in ArticlePage.objects.order_by("-pk")[:20]:
            make_slot(one, Zone.NEWS, shown_from=NOW)
        counts.append(count_queries(select))
    assert counts == [1, 1, 1]


def test_the_home_costs_at_most_twelve_queries_at_1_3_and_300(client: Client, unit, count_queries):
    """Three of the fifteen are left for the blocks of other apps."""
    piece = make_article("news", unit, cover=make_image(unit), published_at=NOW)
    make_slot(piece, Zone.LEAD, shown_from=NOW)
    client.get("/")
    counts = [count_queries(lambda: client.get("/"))]
    for more in (2, 297):
        copy_live(piece, number=more)
        for one in ArticlePage.objects.order_by("-pk")[:20]:
            make_slot(one, Zone.NEWS, shown_from=NOW)
        counts.append(count_queries(lambda: client.get("/")))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_readers_get_a_slot_at_its_moment_without_any_job(client: Client, unit, monkeypatch):
    first = make_article("news", unit, title="Tin mới nhất", published_at=NOW)
    planned = make_article("news", unit, title="Tin đã hẹn", published_at=NOW - timedelta(days=1))
    turn = NOW + timedelta(days=1)
    make_slot(planned, Zone.LEAD, shown_from=turn, shown_until=turn + MINUTE)

    def lead(moment: datetime) -> str:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return client.get("/").context["front"]["lead"].title

    found = [lead(moment) for moment in (turn - MINUTE, turn, turn + MINUTE)]
    assert found == [first.title, planned.title, first.title]
