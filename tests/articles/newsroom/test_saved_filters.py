"""Saved filters: a person's own, only what the board knows, and never too many."""

import pytest
from django.urls import reverse

from articles.models import SavedFilter
from articles.newsroom.board.saved import (
    MOST_FILTERS,
    FilterRefused,
    checked_query,
    delete_filter,
    save_filter,
)

pytestmark = pytest.mark.django_db

SAVE, BOARD = "newsroom_filter_save", "newsroom_board"


def test_filter_is_saved_opened_and_deleted(people, on_board, browse):
    long, short = on_board(word_count=900), on_board(word_count=100)
    client = browse(people.editor)
    response = client.post(reverse(SAVE), {"name": "Bài dài", "query": "min_words=500"})
    [saved] = people.editor.saved_filters.all()
    assert response.headers["Location"] == f"{reverse(BOARD)}?min_words=500"
    opened = client.get(response.headers["Location"]).context
    assert opened["object_list"] == [long]
    [link] = opened["saved_filters"]
    assert (link["filter"], link["is_current"]) == (saved, True)
    client.post(reverse("newsroom_filter_delete", args=[saved.pk]))
    assert not SavedFilter.objects.exists()
    assert set(client.get(reverse(BOARD)).context["object_list"]) == {long, short}


def test_board_offers_to_save_only_what_is_filtered(people, browse):
    client = browse(people.editor)
    assert client.get(reverse(BOARD)).context["can_save"] is False
    filtered = client.get(reverse(BOARD), {"segment": "used", "q": "nhà trẻ", "p": "2"})
    assert filtered.context["can_save"] is True
    query = filtered.context["filter_form"].initial["query"]
    assert query == "segment=used&q=nh%C3%A0+tr%E1%BA%BB"


def test_same_name_replaces_the_filter(people):
    for query in ("min_words=1", "min_words=2"):
        save_filter(user=people.editor, name="Bài dài", query=query)
    assert people.editor.saved_filters.get().query == "min_words=2"
    save_filter(user=people.colleague, name="Bài dài", query="min_words=3")
    assert SavedFilter.objects.count() == 2


def test_unknown_parameters_and_empty_ones_are_left_out():
    assert checked_query("min_words=5&evil=1&unit=&p=9&export=csv") == "min_words=5"


@pytest.mark.parametrize(
    "query",
    [
        "segment=nowhere",
        "desk=nowhere",
        "min_words=many",
        "unit=999999",
        "priority=9",
        "used_since=31/02/2026",
        "q=" + "a" * 101,
        "q=%00",
        "q=" + "a" * 5000,
    ],
)
def test_what_the_board_does_not_know_is_refused(query):
    with pytest.raises(FilterRefused):
        checked_query(query)


def test_refused_filter_is_asked_again_with_its_name(people, browse):
    response = browse(people.editor).post(reverse(SAVE), {"name": "Lạ", "query": "segment=nowhere"})
    assert response.status_code == 200
    assert 'value="Lạ"' in response.content.decode()
    assert response.context["form"].non_field_errors()
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a\x00b"])
def test_name_is_needed_and_short(people, browse, name):
    response = browse(people.editor).post(reverse(SAVE), {"name": name, "query": "min_words=1"})
    assert response.context["form"].errors["name"]
    assert not SavedFilter.objects.exists()


def test_there_is_room_for_so_many_and_to_replace_one(people):
    for number in range(MOST_FILTERS):
        save_filter(user=people.editor, name=f"Lọc {number}", query="min_words=1")
    with pytest.raises(FilterRefused, match=str(MOST_FILTERS)):
        save_filter(user=people.editor, name="Thêm", query="min_words=1")
    save_filter(user=people.editor, name="Lọc 0", query="min_words=7")
    assert people.editor.saved_filters.count() == MOST_FILTERS


@pytest.mark.parametrize("who", ["colleague", "administrator"])
def test_somebody_else_s_filter_does_not_exist(people, browse, who):
    saved = save_filter(user=people.editor, name="Của tôi", query="min_words=1")
    other = getattr(people, who)
    client = browse(other)
    address = reverse("newsroom_filter_delete", args=[saved.pk])
    assert client.post(address).status_code == 404
    assert "Của tôi" not in client.get(reverse(BOARD)).content.decode()
    assert delete_filter(user=other, filter_id=saved.pk) is False
    assert SavedFilter.objects.filter(pk=saved.pk).exists()


def test_filters_are_not_deleted_by_a_link(people, browse):
    saved = save_filter(user=people.editor, name="Của tôi", query="min_words=1")
    client = browse(people.editor)
    assert client.get(reverse("newsroom_filter_delete", args=[saved.pk])).status_code == 405
    assert client.get(reverse(SAVE)).status_code == 405


@pytest.mark.parametrize("who", ["author", "chief"])
def test_who_has_no_board_saves_nothing(people, browse, who):
    response = browse(getattr(people, who)).post(
        reverse(SAVE), {"name": "x", "query": "min_words=1"}
    )
    assert response.status_code == 404
    assert not SavedFilter.objects.exists()
