"""API v3: topics and what readers see of opinions, at a constant price; nothing else anywhere."""

import pytest
from django.test import Client

from factories.opinions import make_group, make_opinion, make_topic
from factories.portal import make_unit

pytestmark = pytest.mark.django_db

SECRET = "bimatrieng"
BASE = "/api/v3/opinions/"


@pytest.fixture
def reader():
    return Client()


def private(topic) -> None:
    """Add what must never be told."""
    make_opinion(topic, text=SECRET, shown_name=SECRET)
    make_opinion(topic, state="refused", text=SECRET, refusal_note=SECRET)
    make_opinion(
        topic, state="published", text=SECRET, shown_name=SECRET, public_text="Bản công khai"
    )
    draft = make_group(topic)
    draft.reply, draft.label = f"<p>{SECRET}</p>", SECRET
    draft.save()
    make_topic(topic.unit, live=False, title=SECRET)


def test_topics_are_listed_and_filtered(reader):
    topic, closed = make_topic(make_unit("MOT")), make_topic(make_unit("HAI"), days=-1)
    national = make_topic()
    private(topic)

    def ids(query: str) -> list[int]:
        response = reader.get(f"{BASE}{query}")
        assert SECRET not in response.content.decode()
        return [item["id"] for item in response.json()["items"]]

    assert ids("") == [national.pk, topic.pk, closed.pk]
    assert ids("?unit=MOT") == [topic.pk]
    assert ids("?phase=closed") == [closed.pk]
    assert ids("?locale=en") == []
    assert reader.get(f"{BASE}?phase=x").status_code == 422


def test_a_topic_tells_its_replies_and_in_the_end_what_came_of_it(reader):
    topic = make_topic(make_unit("MOT"), days=-1)
    private(topic)
    opinion = make_opinion(topic, state="published", public_text="Đồng ý", public_name="Lan")
    group = make_group(topic, opinion, reply="<p>Trả lời</p>")
    found = reader.get(f"{BASE}{topic.pk}/").json()
    assert (found["unit"], found["phase"], found["opinions"]) == ("MOT", "closed", 2)
    [reply] = found["replies"]
    assert (reply["id"], reply["reply"], reply["opinions"]) == (group.pk, "<p>Trả lời</p>", 1)
    assert found["summary"]["received"] == 4
    assert [one["count"] for one in found["summary"]["reasons"]] == [1]
    listed = reader.get(f"{BASE}{topic.pk}/opinions/")
    assert SECRET not in listed.content.decode() + str(found)
    assert [(one["text"], one["name"], one["reply"]) for one in listed.json()["items"]] == [
        ("Đồng ý", "Lan", group.pk),
        ("Bản công khai", "", None),
    ]
    for pages in (f"/api/v3/pages/{topic.pk}/", f"/api/v2/pages/{topic.pk}/"):
        assert SECRET not in reader.get(pages).content.decode()


def test_what_is_not_public_is_not_there(reader):
    draft = make_topic(make_unit(), live=False)
    for address in (f"{BASE}{draft.pk}/", f"{BASE}{draft.pk}/opinions/", f"{BASE}9999999/"):
        assert reader.get(address).status_code == 404


def test_lists_take_as_many_queries_for_many(reader, count_queries):
    unit = make_unit()
    topic = make_topic(unit)

    def fill(number: int) -> list[int]:
        for _number in range(number):
            make_topic(unit)
            make_group(topic, make_opinion(topic, state="published"), reply="<p>x</p>")
        addresses = (BASE, f"{BASE}{topic.pk}/", f"{BASE}{topic.pk}/opinions/")
        return [count_queries(lambda address=address: reader.get(address)) for address in addresses]

    fill(1)
    assert fill(0) == fill(5)
