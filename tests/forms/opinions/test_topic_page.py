"""The public page of a topic: its form, what readers see of opinions, the sender's own page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.guard import guard_fields, shown, solved
from factories.opinions import (
    make_group,
    make_opinion,
    make_topic,
    opinion_section,
)
from factories.portal import make_english, make_unit
from forms.opinions.models import Opinion
from forms.opinions.services.sending import withdraw_opinion
from forms.opinions.tracking import shown_code

pytestmark = pytest.mark.django_db

TEXT = "Đề nghị xây nhà trẻ gần khu công nghiệp"
SECRET = "bimatrieng"


@pytest.fixture
def topic():
    return make_topic(make_unit())


@pytest.fixture
def reader():
    return Client()


def filled(**fields) -> dict[str, str]:
    """Return what a member's browser sends."""
    values = {"text": TEXT, "name_choice": "pseudonym", "shown_name": "Chị công nhân"}
    return values | guard_fields("opinion") | fields


def test_a_member_writes_gets_a_code_and_looks_after_it(reader, topic):
    page = reader.get(topic.url)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "X-Robots-Tag" not in page.headers
    data = {"text": TEXT, "name_choice": "anonymous", "shown_name": "Lan"} | solved(page)
    sent = reader.post(topic.url, data)
    assert (sent.status_code, sent.url) == (302, reverse("own_opinion"))
    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.shown_name, opinion.topic) == (TEXT, "", topic)
    own = reader.get(sent.url)
    assert shown_code(opinion) in own.content.decode()
    assert own.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert own.headers["Cache-Control"] == "private, no-store"
    assert TEXT not in reader.get(topic.url).content.decode()


def test_a_retry_gets_the_same_receipt(topic):
    data = filled()
    codes = []
    for _attempt in range(2):
        browser = Client()
        assert browser.post(topic.url, data).status_code == 302
        codes.append(browser.get(reverse("own_opinion")).context["code"])
    assert codes[0] == codes[1] != ""
    assert Opinion.objects.count() == 1


def test_a_used_proof_under_a_new_key_is_refused(reader, topic):
    data = filled()
    reader.post(topic.url, data)
    replay = reader.post(topic.url, data | {"form_key": guard_fields("opinion")["form_key"]})
    assert replay.status_code == 422
    assert TEXT in replay.content.decode()
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "Ngắn"),
        ("text", "\u200b" * 20),
        ("text", "x" * 3001),
        ("name_choice", ""),
        ("name_choice", "boss"),
        ("shown_name", ""),
        ("shown_name", "x" * 61),
        ("shown_name", "Lan 0912345678"),
        ("shown_name", "lan@vi-du.vn"),
    ],
)
def test_a_faulty_form_comes_back_whole(reader, topic, field, value):
    response = reader.post(topic.url, filled(**{field: value}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    kept = {"text": TEXT, "shown_name": "Chị công nhân"} | {field: value}
    content = response.content.decode()
    assert shown(response)["form_key"]
    assert kept["text"].strip("\u200b") in content
    assert kept["shown_name"] in content
    assert not Opinion.objects.exists()


def test_markup_is_shown_as_it_was_typed(reader, topic):
    evil = "<script>alert('x')</script> và <b>đậm</b>"
    make_opinion(topic, state="published", public_text=evil, public_name=evil[:40])
    make_group(topic, reply="<p>Trả lời</p>")
    refused = reader.post(topic.url, filled(text=evil, name_choice=""))
    for response in (reader.get(topic.url), refused):
        assert "<script>alert" not in response.content.decode()


def test_a_closed_topic_gives_back_what_was_typed(reader):
    closed = make_topic(make_unit(), days=-1)
    page = reader.get(closed.url)
    assert 'name="text"' not in page.content.decode()
    assert page.context["summary"] is not None
    late = reader.post(closed.url, filled())
    assert late.status_code == 409
    assert TEXT in late.content.decode()
    assert not Opinion.objects.exists()


def test_a_topic_to_come_shows_no_form(reader):
    coming = make_topic(make_unit(), opens_at=timezone.now() + timedelta(days=1))
    page = reader.get(coming.url)
    assert page.status_code == 200
    assert 'name="text"' not in page.content.decode()
    assert page.context["summary"] is None


def test_readers_see_published_versions_and_replies_only(reader, topic):
    shown = make_opinion(
        topic, state="published", public_text="Bản công khai", text=f"Riêng {SECRET}",
        shown_name=SECRET, public_name="",
    )  # fmt: skip
    for state in ("received", "refused"):
        make_opinion(topic, state=state, text=f"{SECRET} chờ", shown_name=SECRET)
    make_group(topic, shown, reply="<p>Công đoàn trả lời chung</p>")
    draft = make_group(topic, reply="")
    draft.reply, draft.label = f"<p>{SECRET}</p>", SECRET
    draft.save()
    for query in ("", "?page=1", f"?nhom={draft.pk}", "?nhom=x", "?page=x"):
        content = reader.get(topic.url + query).content.decode()
        assert SECRET not in content
        assert "Bản công khai" in content
        assert "Công đoàn trả lời chung" in content


def test_a_group_can_be_read_alone(reader, topic):
    inside = make_opinion(topic, state="published", public_text="Trong nhóm")
    make_opinion(topic, state="published", public_text="Ngoài nhóm")
    group = make_group(topic, inside, reply="<p>Trả lời</p>")
    content = reader.get(f"{topic.url}?nhom={group.pk}").content.decode()
    assert "Trong nhóm" in content
    assert "Ngoài nhóm" not in content


def test_the_page_takes_as_many_queries_for_many_opinions(reader, topic, count_queries):
    def fill(number: int) -> int:
        for _number in range(number):
            opinion = make_opinion(topic, state="published")
            make_group(topic, opinion, reply="<p>Trả lời</p>")
        return count_queries(lambda: reader.get(topic.url))

    fill(1)
    assert fill(0) == fill(25)


def test_the_section_lists_open_topics_first_at_a_constant_price(reader, count_queries):
    unit, other = make_unit(), make_unit()
    section = opinion_section(unit)
    topics = [make_topic(unit, days=days) for days in (-3, 3)]
    make_opinion(topics[0], state="published")
    make_topic(other)
    make_topic(unit, live=False, title=SECRET)

    def read():
        return reader.get(section.url)

    read()
    few = count_queries(read)
    cards = read().context["cards"].object_list
    assert [card.topic.pk for card in cards] == [topics[1].pk, topics[0].pk]
    assert [card.opinions for card in cards] == [0, 1]
    for _number in range(22):
        make_topic(unit)
    assert count_queries(read) == few
    assert SECRET not in read().content.decode()
    national = reader.get(opinion_section().url).context["cards"]
    assert national.paginator.count == 25


def test_an_english_reader_joins_the_same_topic(reader, topic):
    english = make_english(topic)
    make_opinion(topic, state="published", public_text="Bản công khai")
    assert "Bản công khai" in reader.get(english.url).content.decode()
    assert reader.post(english.url, filled()).url.startswith("/en/")
    opinion = Opinion.objects.get(state="received")
    assert (opinion.topic, opinion.language) == (topic, "en")


def test_a_wrong_code_tells_nothing_and_is_counted(reader, topic, settings):
    settings.GUARD_LIMITS = {"opinion": {"wrong_codes": 2}}
    opinion = make_opinion(topic)
    address = reverse("track_opinion")
    wrong = [reader.post(address, {"code": f"AAAA-BBBB-CCCC-000{one}"}) for one in range(4)]
    assert [one.status_code for one in wrong] == [422, 422, 429, 429]
    assert "AAAA-BBBB-CCCC-0003" in wrong[3].content.decode()
    assert wrong[3].headers["Retry-After"]
    assert reader.get(reverse("own_opinion")).status_code == 404
    right = reader.post(address, {"code": shown_code(opinion)})
    assert right.url == reverse("own_opinion")
    assert opinion.text in reader.get(right.url).content.decode()


@pytest.mark.parametrize("code", ["", "x" * 5000, "\0", "🙂" * 10])
def test_what_is_no_code_is_refused(reader, code):
    assert reader.post(reverse("track_opinion"), {"code": code}).status_code == 422


def test_the_sender_takes_an_opinion_back_and_leaves_nothing(reader, topic):
    opinion = make_opinion(topic, state="published")
    own = reverse("own_opinion")
    reader.post(reverse("track_opinion"), {"code": shown_code(opinion)})
    assert reader.post(own, {}).status_code == 422
    opinion.refresh_from_db()
    assert opinion.state == "published"
    assert reader.post(own, {"sure": "on"}).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.state, opinion.text) == ("withdrawn", "")
    assert reader.get(own).status_code == 200
    reader.post(own, {"close": "1"})
    assert reader.get(own).status_code == 404


def test_the_sender_reads_the_reason_of_a_refusal(reader, topic):
    opinion = make_opinion(topic, state="refused", refusal_note="Viết lại giúp nhé")
    reader.post(reverse("track_opinion"), {"code": shown_code(opinion)})
    content = reader.get(reverse("own_opinion")).content.decode()
    assert "Viết lại giúp nhé" in content
    withdraw_opinion(opinion_id=opinion.pk, now=timezone.now())
    assert "Viết lại giúp nhé" not in reader.get(reverse("own_opinion")).content.decode()


def test_a_forged_cookie_opens_nothing(reader, topic):
    opinion = make_opinion(topic)
    reader.cookies["own_opinion"] = f"{opinion.submission_key.hex}:abc"
    assert reader.get(reverse("own_opinion")).status_code == 404


def test_the_summary_counts_what_came(reader):
    topic = make_topic(make_unit(), days=-1)
    answered = make_opinion(topic, state="published")
    make_group(topic, answered, reply="<p>Trả lời</p>")
    make_opinion(topic, state="refused", refusal_reason="insult")
    make_opinion(topic, state="withdrawn")
    summary = reader.get(topic.url).context["summary"]
    assert (summary.received, summary.published, summary.refused) == (3, 1, 1)
    assert (summary.withdrawn, summary.waiting) == (1, 0)
    assert [count for _label, count in summary.reasons] == [1]
    assert (summary.groups, summary.replies, summary.replied_opinions) == (1, 1, 1)
