"""The API's own list of pieces: full cards, filters, and only what readers may see."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from factories.api import FIRST_MORNING
from factories.portal import make_article
from golden import assert_golden

LIST = "/api/v3/articles/"


def titles(response) -> list[str]:
    """Return the titles in a list's answer."""
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def test_list_carries_full_cards(reader, illustrated):
    assert_golden("articles_list", reader.get(LIST).json())


def test_detail_carries_the_text(reader, illustrated):
    assert_golden("articles_detail", reader.get(f"{LIST}{illustrated.pk}/").json())


def test_english_names_by_locale_only(reader, illustrated, topic):
    answer = reader.client.get(LIST, headers={"accept-language": "en"}).json()
    assert answer["items"][0]["topics"][0]["name"] == topic.name_vi
    english = reader.get(f"{LIST}{illustrated.pk}/", locale="en").json()
    assert english["topics"][0]["name"] == topic.name_en


def test_drafts_and_restricted_pieces_stay_hidden(reader, unit_a, make_news):
    draft = make_article("news", unit_a, live=False, title="Bản nháp")
    [restricted] = make_news(unit_a, title="Có mật khẩu")
    PageViewRestriction.objects.create(
        page=restricted, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert titles(reader.get(LIST)) == []
    assert reader.get(f"{LIST}{draft.pk}/").status_code == 404
    assert reader.get(f"{LIST}{restricted.pk}/").status_code == 404


def test_restriction_on_the_section_hides_what_lies_below(reader, unit_a, make_news):
    [page] = make_news(unit_a)
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(reader.get(LIST)) == []


def test_a_token_shows_no_more_than_readers_see(people, unit_a):
    make_article("news", unit_a, live=False, owner=people.accounts.contributor)
    assert titles(people.contributor.get(LIST)) == []


@pytest.mark.parametrize("unit", ["LDLD-A", "ldld-a"])
def test_filters_by_code_or_slug_of_the_unit(reader, unit_a, unit_b, make_news, unit):
    make_news(unit_a, title="Của A")
    make_news(unit_b, title="Của B")
    assert titles(reader.get(LIST, unit=unit)) == ["Của A"]


def test_filters_by_kind_and_topic(reader, unit_a, topic, make_news):
    make_news(unit_a, title="Tin có chủ đề", topics=[topic])
    make_news(unit_a, title="Tin khác")
    make_article("notice", unit_a, title="Thông báo", published_at=FIRST_MORNING)
    assert titles(reader.get(LIST, topic=topic.slug)) == ["Tin có chủ đề"]
    assert titles(reader.get(LIST, kind="notice")) == ["Thông báo"]


def test_date_range_takes_in_both_days(reader, unit_a, make_news):
    make_news(unit_a, number=3)
    day = date(2026, 11, 1).isoformat()
    assert len(titles(reader.get(LIST, **{"from": day, "to": day}))) == 3
    assert titles(reader.get(LIST, to="2026-10-31")) == []
    assert titles(reader.get(LIST, **{"from": "2026-11-02"})) == []


def test_orders_and_windows(reader, unit_a, make_news):
    make_news(unit_a, number=3)
    assert titles(reader.get(LIST)) == ["Tin số 2", "Tin số 1", "Tin số 0"]
    assert titles(reader.get(LIST, order="title")) == ["Tin số 0", "Tin số 1", "Tin số 2"]
    first = reader.get(LIST, limit=2)
    assert titles(first) == ["Tin số 2", "Tin số 1"]
    following = reader.client.get(first.json()["next"])
    assert titles(following) == ["Tin số 0"]
    assert following.json()["next"] is None


def test_missing_renditions_are_left_out_and_never_made(reader, illustrated):
    illustrated.cover.renditions.all().delete()
    [card] = reader.get(LIST).json()["items"]
    assert card["cover"]["renditions"] == []
    assert not illustrated.cover.renditions.exists()


def test_accounts_and_shares_are_never_shown(reader, illustrated):
    for address in (LIST, f"{LIST}{illustrated.pk}/"):
        text = reader.get(address).content.decode()
        assert '"share"' not in text
        assert '"user"' not in text
