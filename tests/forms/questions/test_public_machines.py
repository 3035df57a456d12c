"""What machines read of answered questions: the API, feeds and the sitemap."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from factories.portal import make_unit
from factories.questions import make_question_page, make_topic
from forms.questions.models import HelpfulCount, QuestionPage
from golden import assert_golden

pytestmark = pytest.mark.django_db
LIST = "/api/v3/questions/"
DAY = date(2026, 3, 2)


@pytest.fixture
def page() -> QuestionPage:
    """Return an answered question of a unit."""
    unit = make_unit("MOT", name="Liên đoàn Lao động tỉnh Một")
    text = "Công ty chậm trả lương, chúng tôi phải làm gì?"
    return make_question_page(
        unit,
        title="Chậm trả lương",
        question_text=text,
        answered_on=DAY,
        review_on=date(2027, 3, 2),
    )


def titles(client: Client, **query: str) -> list[str]:
    response = client.get(LIST, query)
    assert response.status_code == 200, response.text
    return [one["title"] for one in response.json()["items"]]


def test_list_and_detail_are_as_agreed(client: Client, page: QuestionPage) -> None:
    HelpfulCount.objects.create(page=page, yes=3, no=1)
    assert_golden("questions_list", client.get(LIST).json())
    assert_golden("questions_detail", client.get(f"{LIST}{page.pk}/").json())


def test_filters_narrow_the_list(client: Client, page: QuestionPage) -> None:
    other = make_unit("HAI")
    make_question_page(other, title="Hai", topic=make_topic("xuong"), answered_on=date(2026, 5, 1))

    assert titles(client) == ["Hai", "Chậm trả lương"]
    assert titles(client, unit="MOT") == titles(client, unit="mot") == ["Chậm trả lương"]
    assert titles(client, topic="xuong") == titles(client, since="2026-04-01") == ["Hai"]
    assert titles(client, locale="en") == []


@pytest.mark.parametrize("query", [{"unit": "BA"}, {"topic": "khong-co"}, {"since": "hôm qua"}])
def test_unknown_values_are_refused(client: Client, page: QuestionPage, query) -> None:
    assert client.get(LIST, query).status_code == 422


def test_drafts_restricted_and_replaced_answers(client: Client, page: QuestionPage) -> None:
    draft = make_question_page(page.unit, title="Nháp", live=False)
    old = make_question_page(page.unit, title="Cũ", superseded_by=page)
    hidden = make_question_page(page.unit, title="Kín")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    assert titles(client) == ["Chậm trả lương"]
    assert client.get(f"{LIST}{draft.pk}/").status_code == 404
    assert client.get(f"{LIST}{hidden.pk}/").status_code == 404
    newer = client.get(f"{LIST}{old.pk}/").json()["superseded_by"]
    assert newer.endswith(page.get_url())


def test_list_costs_the_same_at_one_and_many(client, count_queries, page: QuestionPage) -> None:
    client.get(LIST)
    one = count_queries(lambda: client.get(LIST))
    for _number in range(4):
        make_question_page(page.unit)
    assert count_queries(lambda: client.get(LIST)) == one <= 3


def test_pages_are_in_both_apis_and_the_sitemap(client: Client, page: QuestionPage) -> None:
    v2 = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert v2["question_text"] == page.question_text
    v3 = client.get(f"/api/v3/pages/{page.pk}/").json()
    assert v3["title"] == page.title
    assert page.get_url() in client.get("/sitemap-vi.xml").text


@pytest.mark.parametrize("flavour", ["", "atom/"])
def test_feeds_of_the_unit_and_of_all_hold_the_newest_answers(client, page, flavour) -> None:
    make_question_page(make_unit("HAI"), title="Của Hai")

    own = client.get(f"/don-vi/mot/hoi-dap/feed/{flavour}")
    every = client.get(f"/hoi-dap/feed/{flavour}")

    ElementTree.fromstring(own.content)
    assert "Chậm trả lương" in own.text
    assert "Của Hai" not in own.text
    assert "Của Hai" in every.text
    assert "/don-vi/mot/hoi-dap/feed/" in client.get("/don-vi/mot/hoi-dap/").text


def test_feed_costs_the_same_at_one_and_three(client, count_queries, page: QuestionPage) -> None:
    client.get("/hoi-dap/feed/")
    one = count_queries(lambda: client.get("/hoi-dap/feed/"))
    for _number in range(2):
        make_question_page(page.unit)
    assert count_queries(lambda: client.get("/hoi-dap/feed/")) == one


def test_home_of_the_unit_shows_its_newest_answers(client: Client, page: QuestionPage) -> None:
    make_question_page(make_unit("HAI"), title="Của Hai")

    text = client.get("/don-vi/mot/").text

    assert "Chậm trả lương" in text
    assert "Của Hai" not in text
