"""What readers see: lists by unit and topic, search, one answer, and the mark whether it helped."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factories.portal import make_english, make_unit
from factories.questions import make_question_page, make_topic
from forms.guarding.limits import TooMany
from forms.questions.models import HelpfulCount, QuestionIndexPage, QuestionPage
from structured_checker import node_of
from units.services.provisioning import national_home

pytestmark = pytest.mark.django_db


def titles(page: str) -> list[str]:
    return [one.title for one in QuestionPage.objects.all() if f">{one.title}</a>" in page]


def copy_pages(page: QuestionPage, number: int) -> None:
    section = QuestionIndexPage.objects.get(pk=page.get_parent().pk)
    for place in range(number):
        copy = QuestionPage(
            title=f"{page.title} {place}", question_text=page.question_text, answer=page.answer,
            topic=page.topic, answered_on=page.answered_on - timedelta(days=place),
        )  # fmt: skip
        section.add_child(instance=copy)


def test_unit_shows_its_own_answers_and_the_portal_all(client: Client) -> None:
    one, other = make_unit("MOT"), make_unit("HAI")
    make_question_page(one, title="Của Một")
    make_question_page(other, title="Của Hai")
    make_question_page(one, title="Còn nháp", live=False)

    assert titles(client.get("/don-vi/mot/hoi-dap/").text) == ["Của Một"]
    assert titles(client.get("/hoi-dap/").text) == ["Của Một", "Của Hai"]


def test_restricted_and_replaced_answers_are_in_no_list(client: Client) -> None:
    unit = make_unit()
    newer = make_question_page(unit, title="Mới")
    make_question_page(unit, title="Cũ", superseded_by=newer)
    hidden = make_question_page(unit, title="Riêng")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    assert titles(client.get("/hoi-dap/").text) == ["Mới"]
    assert titles(client.get("/hoi-dap/?q=cau+hoi").text) == []


def test_topics_lead_to_their_answers_newest_first(client: Client) -> None:
    unit, safety = make_unit(), make_topic("an-toan-may", name_vi="An toàn máy")
    make_topic("khong-ai-hoi", name_vi="Không ai hỏi")
    make_question_page(unit, title="Lương")
    old, new = date(2026, 1, 5), date(2026, 2, 5)
    make_question_page(unit, title="Máy cũ", topic=safety, answered_on=old)
    make_question_page(unit, title="Máy mới", topic=safety, answered_on=new)

    page = client.get("/hoi-dap/?chu-de=an-toan-may")

    assert titles(page.text) == ["Máy cũ", "Máy mới"]
    assert page.text.index("Máy mới") < page.text.index("Máy cũ")
    assert "Không ai hỏi" not in page.text
    assert client.get("/hoi-dap/?chu-de=khong-co&page=abc").status_code == 200


def test_search_finds_words_of_question_and_answer_without_diacritics(client: Client) -> None:
    unit, other = make_unit("MOT"), make_unit("HAI")
    make_question_page(unit, title="Thai sản", answer="<p>Nghỉ trước và sau khi sinh.</p>")
    make_question_page(other, title="Tai nạn", question_text="Tôi bị ngã ở xưởng.")

    assert titles(client.get("/hoi-dap/?q=sau+khi+sinh").text) == ["Thai sản"]
    assert titles(client.get("/hoi-dap/?q=nga+o+xuong").text) == ["Tai nạn"]
    assert titles(client.get("/don-vi/mot/hoi-dap/?q=nga+o+xuong").text) == []
    nothing = client.get("/hoi-dap/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in nothing.text


@pytest.mark.parametrize("query", ["", "?q=tra+luong", "?chu-de=tien-luong"])
def test_list_costs_the_same_at_one_three_and_three_hundred(client, count_queries, query) -> None:
    page = make_question_page(make_unit("MOT"))
    make_question_page(make_unit("HAI"), topic=make_topic("khac-nua"))
    addresses = [f"/hoi-dap/{query}", f"/don-vi/mot/hoi-dap/{query}"]

    def cost() -> list[int]:
        for address in addresses:
            client.get(address)
        return [count_queries(lambda a=address: client.get(a)) for address in addresses]

    one = cost()
    copy_pages(page, 2)
    assert cost() == one
    if not query:
        copy_pages(page, 297)
        assert cost() == one
    assert max(one) <= 15


def test_answer_page_costs_the_same_whatever_is_near(client: Client, count_queries) -> None:
    page = make_question_page(make_unit())
    make_question_page(page.unit)
    client.get(page.get_url())
    few = count_queries(lambda: client.get(page.get_url()))
    copy_pages(page, 5)
    assert count_queries(lambda: client.get(page.get_url())) == few <= 15


def test_answer_page_names_unit_topic_day_and_until_when_it_holds(client: Client) -> None:
    unit = make_unit("MOT", name="LĐLĐ tỉnh Một")
    page = make_question_page(
        unit, title="Nợ lương", answered_on=date(2026, 3, 2), review_on=date(2027, 3, 2)
    )
    near = make_question_page(unit, title="Thưởng Tết")

    text = client.get(page.get_url()).text

    assert "LĐLĐ tỉnh Một" in text
    assert "02/03/2026" in text
    assert "02/03/2027" in text
    assert near.title in text
    assert 'href="../gui-cau-hoi/"' in text


def test_replaced_answer_leads_to_the_newer_one(client: Client) -> None:
    unit = make_unit()
    newer = make_question_page(unit, title="Câu trả lời mới")
    old = make_question_page(unit, title="Câu cũ", superseded_by=newer)

    text = client.get(old.get_url()).text

    assert f'<a href="{newer.get_url()}">Câu trả lời mới</a>' in text


def test_each_device_marks_an_answer_once(client: Client) -> None:
    page = make_question_page(make_unit())
    address = page.get_url()

    for answer in ("yes", "no"):
        response = client.post(address, {"helpful": answer})
        assert response.status_code == 302
        assert response.url == f"{address}#helpful"
    Client().post(address, {"helpful": "no"})
    client.post(address, {"helpful": "maybe"})

    count = HelpfulCount.objects.get(page=page)
    assert (count.yes, count.no) == (1, 1)
    assert 'value="yes"' not in client.get(address).text
    assert 'value="yes"' in Client().get(address).text


def test_mark_needs_the_token_of_the_page() -> None:
    page = make_question_page(make_unit())
    client = Client(enforce_csrf_checks=True)

    assert client.post(page.get_url(), {"helpful": "yes"}).status_code == 403
    assert not HelpfulCount.objects.exists()


def test_flood_of_marks_is_refused_clearly(client: Client, monkeypatch) -> None:
    page = make_question_page(make_unit())

    def flood(*args: Any) -> None:
        raise TooMany(retry_after=17)

    monkeypatch.setattr("forms.questions.public.marks.limits.check", flood)
    response = client.post(page.get_url(), {"helpful": "yes"})

    assert (response.status_code, response["Retry-After"]) == (429, "17")


def test_answer_is_told_to_search_engines_without_an_asker(client: Client, settings) -> None:
    unit = make_unit("MOT", name="LĐLĐ tỉnh Một")
    page = make_question_page(unit, title="Nợ lương", answer="<p>Được trả <b>lãi</b>.</p>")
    HelpfulCount.objects.create(page=page, yes=4)

    node = node_of(client.get(page.get_url()).text, "QAPage")

    question = node["mainEntity"]
    assert question["name"] == "Nợ lương"
    assert question["answerCount"] == 1
    assert "author" not in question
    answer = question["acceptedAnswer"]
    assert answer["text"] == "Được trả lãi."
    assert answer["author"]["name"] == "LĐLĐ tỉnh Một"
    assert answer["upvoteCount"] == 4
    assert answer["url"].startswith(settings.WAGTAILADMIN_BASE_URL + page.get_url())


def test_english_readers_have_pages_of_their_own(client: Client) -> None:
    page = make_question_page(make_unit("MOT"), title="Nợ lương")
    twin = make_english(page)
    QuestionPage.objects.filter(pk=twin.pk).update(title="Unpaid wages")
    make_english(QuestionIndexPage.objects.child_of(national_home()).get())

    assert "Unpaid wages" in client.get("/en/hoi-dap/").text
    assert "Workers ask, the union answers" in client.get("/en/hoi-dap/").text
    assert "Unpaid wages" not in client.get("/hoi-dap/").text
    assert "Was this answer helpful?" in client.get(f"/en{page.get_url()}").text


def test_search_of_the_portal_names_what_it_found(client: Client) -> None:
    page = make_question_page(make_unit(), title="Chậm trả lương quý ba")

    assert titles(client.get("/tim-kiem/?q=cham+tra+luong+quy+ba").text) == [page.title]


def test_future_day_of_answer_does_not_break_the_page(client: Client) -> None:
    page = make_question_page(make_unit(), answered_on=timezone.localdate() + timedelta(days=2))
    assert client.get(page.get_url()).status_code == 200
