"""A search for the name of a unit that has ended leads to its archive and to its successor."""

import pytest

from factories.portal import make_english, make_unit, make_user
from factories.reorganising import NOW, carried_out, make_plan
from units.enums import PortalRole
from units.reorganisation.enums import OperationKind
from units.reorganisation.services.undoing import undo_reorganisation
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make_unit("HATAY", name="Công đoàn Sông Đáy")


@pytest.fixture
def new():
    return make_unit("HANOI", name="Công đoàn Thăng Long")


@pytest.fixture
def merge(old, new, django_capture_on_commit_callbacks):
    def act():
        with django_capture_on_commit_callbacks(execute=True):
            return carried_out(make_plan(old, to=(new,)))

    return act


def urls(client, query: str) -> list[str]:
    items = client.get("/api/v3/search/", {"q": query}).json()["items"]
    return [item["url"].split("/", 3)[3] for item in items]


def page(client, query: str, address: str = "/tim-kiem/") -> str:
    return client.get(address, {"q": query}).content.decode()


def test_the_old_name_leads_to_both_the_successor_first(client, old, new, merge):
    assert urls(client, "song day") == ["don-vi/hatay/"]
    merge()
    assert set(urls(client, "song day")) == {"don-vi/hatay/", "don-vi/hanoi/"}
    text = page(client, "song day")
    lead = text.index('<ul class="note">')
    assert lead < text.index('href="/don-vi/hanoi/"') < text.index('href="/don-vi/hatay/"')
    assert "Công đoàn Sông Đáy)" in text


def test_after_undoing_the_old_name_leads_to_the_old_unit_alone(
    client, old, new, merge, django_capture_on_commit_callbacks
):
    operation = merge()
    admin = make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    with django_capture_on_commit_callbacks(execute=True):
        undo_reorganisation(operation=operation, by=admin, now=NOW)
    assert urls(client, "song day") == ["don-vi/hatay/"]
    assert '<ul class="note">' not in page(client, "song day")


def test_a_name_of_several_steps_ago_leads_to_the_unit_of_today(
    client, old, new, merge, django_capture_on_commit_callbacks
):
    merge()
    today = make_unit("THUDO", name="Công đoàn Thủ Đô")
    with django_capture_on_commit_callbacks(execute=True):
        carried_out(make_plan(new, to=(today,)))
    found = urls(client, "song day")
    assert {"don-vi/hatay/", "don-vi/hanoi/", "don-vi/thudo/"} == set(found)
    lead = page(client, "song day").split('<ul class="note">')[1].split("</ul>")[0]
    assert lead.count("<li>") == 1
    assert "/don-vi/thudo/" in lead


def test_a_split_unit_leads_to_each_part_and_a_closed_one_to_none(
    client, old, new, django_capture_on_commit_callbacks
):
    other, closed = make_unit("HAI"), make_unit("DONG", name="Công đoàn Cũ Kỹ")
    with django_capture_on_commit_callbacks(execute=True):
        carried_out(make_plan(old, to=(new, other), kind=OperationKind.SPLIT, taker=0))
        carried_out(make_plan(closed, kind=OperationKind.CLOSE))
    lead = page(client, "song day").split('<ul class="note">')[1].split("</ul>")[0]
    assert lead.count("<li>") == 2
    assert '<ul class="note">' not in page(client, "cu ky")


def test_english_pages_are_led_to_in_english(client, old, new, merge):
    for unit in (old, new):
        make_english(unit_home(unit)).save()
    merge()
    lead = page(client, "song day", "/en/tim-kiem/").split('<ul class="note">')[1].split("</ul>")[0]
    assert "/en/" in lead
    assert "formerly:" in lead


def test_searches_that_find_no_archive_cost_nothing_more(client, old, new, merge, count_queries):
    def ask():
        page(client, "thang long")

    ask()
    before = count_queries(ask)
    merge()
    ask()
    assert count_queries(ask) <= before + 1
