"""What the desks are told of slots that do not show."""

from datetime import datetime, timedelta

import pytest
from wagtail.models import Page, PageViewRestriction

from articles.corrections.retracting import retract
from articles.enums import Placement
from articles.models import ArticlePage
from factories.bulk import copy_live
from factories.front_page import language, make_slot
from factories.newsroom import make_used_piece
from factories.portal import make_article, make_unit, make_user
from home.curation.hints import hints_for
from home.curation.zone_rows import slots_of, zone_rows
from home.zones import PLACES, Zone
from units.enums import PortalRole

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-20T08:00:00+07:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def make(unit):
    """Make a live news item."""
    return lambda: make_article("news", unit, published_at=NOW - HOUR)


def hints(slot, moment=NOW) -> list[str]:
    slots = slots_of(language(), moment=moment)
    found = hints_for(slots, locale_id=language().pk, moment=moment)
    return [hint.text for hint in found[slot.pk]]


def test_a_slot_that_shows_has_no_hint(make):
    assert hints(make_slot(make(), shown_from=NOW)) == []


def unpublish(piece):
    Page.objects.get(pk=piece.pk).specific.unpublish()


def keep_on_sub_site(piece):
    ArticlePage.objects.filter(pk=piece.pk).update(placement=Placement.SUB_SITE)


def restrict(piece):
    PageViewRestriction.objects.create(page=piece.page_ptr, restriction_type="login")


@pytest.mark.parametrize(
    ("disappear", "words"),
    [(unpublish, "không còn đăng"), (keep_on_sub_site, "trang thành viên"), (restrict, "không mở")],
)
def test_a_piece_that_is_gone_is_named_with_its_reason(make, disappear, words):
    piece = make()
    slot = make_slot(piece, shown_from=NOW)
    disappear(piece)
    [hint] = hints(slot)
    assert words in hint


def test_a_retracted_piece_is_called_so(unit):
    contribution = make_used_piece(unit, used_at=NOW - HOUR)
    slot = make_slot(contribution.page, shown_from=NOW)
    head = make_user(portal_role=PortalRole.NEWS_DESK_HEAD)
    retract(contribution_id=contribution.pk, user=head, note_vi="Sai tên người.", now=NOW)
    [hint] = hints(slot)
    assert "đã bị gỡ" in hint


def test_two_slots_for_one_place_at_one_time(make):
    make_slot(make(), shown_from=NOW, shown_until=NOW + 2 * HOUR)
    second = make_slot(make(), shown_from=NOW - HOUR)
    [hint] = hints(second)
    assert hint == "Chỗ duy nhất này đã có bài đứng trước."
    assert hints(second, NOW + 2 * HOUR) == []


def test_a_clash_that_only_comes_says_from_when(make):
    make_slot(make(), shown_from=NOW + HOUR)
    second = make_slot(make(), shown_from=NOW)
    [hint] = hints(second)
    assert hint == "Chỗ duy nhất này đã có bài đứng trước từ 09:00 20/11/2026."


def test_slots_one_after_the_other_do_not_clash(make):
    make_slot(make(), shown_from=NOW, shown_until=NOW + HOUR)
    assert hints(make_slot(make(), shown_from=NOW + HOUR)) == []


def test_a_zone_of_several_places_is_full_after_them(make):
    slots = [make_slot(make(), Zone.SIDE, shown_from=NOW) for _ in range(PLACES[Zone.SIDE] + 1)]
    assert [hints(slot) for slot in slots[:-1]] == [[]] * PLACES[Zone.SIDE]
    [hint] = hints(slots[-1])
    assert hint == "Các bài đứng trước đã chiếm hết 4 chỗ."


def test_the_same_piece_in_another_zone(make):
    piece = make()
    lead = make_slot(piece, Zone.LEAD, shown_from=NOW + HOUR)
    slot = make_slot(piece, Zone.NEWS, shown_from=NOW)
    [hint] = hints(slot)
    assert "“Tin chính”" in hint
    assert hint.endswith("từ 09:00 20/11/2026.")
    assert hints(lead) == []


def test_a_gone_piece_takes_no_place_of_others(make):
    gone = make()
    make_slot(gone, shown_from=NOW)
    second = make_slot(make(), shown_from=NOW)
    unpublish(gone)
    assert hints(second) == []


def test_the_screen_costs_the_same_at_1_3_and_300(make, count_queries):
    piece = make()
    make_slot(piece, Zone.NEWS, shown_from=NOW)
    locale = language()

    def rows():
        return zone_rows(locale=locale, zones=[Zone.NEWS], moment=NOW, now=NOW)

    rows()
    counts = [count_queries(rows)]
    for more in (2, 297):
        copy_live(piece, number=more)
        for one in ArticlePage.objects.order_by("-pk")[:more]:
            make_slot(one, Zone.NEWS, shown_from=NOW)
        counts.append(count_queries(rows))
    # Without a piece that is gone nobody is asked whether it was retracted.
    assert len(set(counts)) == 1
    assert counts[0] <= 7
