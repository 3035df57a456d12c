"""Readers find polls in their sections; nobody changes a poll's page by hand."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken

from core.kept_pages import first_kept
from core.reserved import is_reserved
from factories.poll_making import make_confederation
from factories.polls import make_poll, make_poll_page
from factories.portal import make_unit, make_user
from forms.polls.enums import PollPhase
from forms.polls.models import Poll, PollIndexPage, PollPage
from units.enums import PortalRole
from units.services.provisioning import national_home, unit_home

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
DAY = timedelta(days=1)


def titles(client: Client, url: str) -> list[str]:
    cards = client.get(url).context["cards"]
    return [one.page.title for one in cards.object_list]


def test_section_shows_open_then_coming_then_past_polls(client: Client):
    unit = make_unit()
    now = timezone.now()
    for title, phase, fields in (
        ("Nháp", PollPhase.DRAFT, {}),
        ("Đã đếm", PollPhase.FROZEN, {}),
        ("Mới đóng", PollPhase.CLOSED, {"closes_at": now - timedelta(minutes=5)}),
        ("Sắp tới", PollPhase.COMING, {}),
        ("Còn lâu mới đóng", PollPhase.OPEN, {}),
        ("Sắp đóng", PollPhase.OPEN, {"closes_at": now + timedelta(hours=1)}),
        ("Đã hủy", PollPhase.CANCELLED, {"cancelled_at": now - 2 * DAY}),
    ):
        make_poll(unit, phase=phase, title_vi=title, **fields)
    make_poll(make_unit(), title_vi="Của đơn vị khác")
    url = f"/don-vi/{unit.slug}/trung-cau-y-kien/"
    own = ["Sắp đóng", "Còn lâu mới đóng", "Sắp tới", "Mới đóng", "Đã đếm", "Đã hủy"]
    assert set(titles(client, url)) == set(own)
    assert titles(client, url)[:4] == own[:4]


def test_national_section_shows_all_units_its_own_first(client: Client):
    make_poll(make_unit(), title_vi="Của tỉnh")
    national = make_poll(make_confederation(), with_page=False, title_vi="Của cả nước")
    page = PollPage(title=national.title_vi, live=True)
    PollIndexPage.objects.child_of(national_home()).get().add_child(instance=page)
    Poll.objects.filter(pk=national.pk).update(page=page)
    assert titles(client, "/trung-cau-y-kien/") == ["Của cả nước", "Của tỉnh"]


def test_page_that_was_taken_down_is_not_listed(client: Client):
    poll = make_poll()
    poll.page.unpublish()
    assert titles(client, "/trung-cau-y-kien/") == []


def test_section_asks_the_same_for_one_three_and_three_hundred(client: Client, count_queries):
    unit = make_unit()
    make_poll(unit)
    url = f"/don-vi/{unit.slug}/trung-cau-y-kien/"
    client.get(url)
    one = count_queries(lambda: client.get(url))
    more = [make_poll(unit, kinds=(), with_page=False) for _number in range(24)]
    for poll in more[:2]:
        make_poll_page(poll)
    assert count_queries(lambda: client.get(url)) == one
    for poll in more[2:]:
        make_poll_page(poll)
    assert count_queries(lambda: client.get(url)) == one
    assert len(titles(client, url)) == 20
    assert len(titles(client, f"{url}?page=2")) == 5


@pytest.mark.parametrize("role", [PortalRole.PORTAL_ADMINISTRATOR, "superuser"])
def test_nobody_changes_the_page_of_a_poll_by_hand(role):
    poll = make_poll()
    user = make_user(is_superuser=True) if role == "superuser" else make_user(portal_role=role)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = poll.page
    before = PollPage.objects.values().get()
    for name in ("edit", "delete", "unpublish", "move", "copy"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        answer = client.post(address, {"title": "Khác", "slug": "khac", "action-publish": "1"})
        assert answer.status_code in (302, 403, 404), name
    section = page.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["polls", "pollpage", section.pk])
    assert client.get(address).status_code in (302, 403, 404)
    assert PollPage.objects.values().get() == before
    assert (
        "pollpage"
        not in client.get(
            reverse("wagtailadmin_pages:add_subpage", args=[section.pk]), follow=True
        ).content.decode()
    )


def test_api_writes_nothing_on_the_page_of_a_poll():
    poll = make_poll()
    user = make_user(is_superuser=True)
    _token, key = APIToken.create_token(user=user, name="thu")
    client = Client(headers={"authorization": f"Bearer {key}"})
    page, base = poll.page, "/api/v3/pages/"
    before = PollPage.objects.values().get()

    def send(method: str, url: str, body: dict) -> int:
        options = {"data": json.dumps(body), "content_type": "application/json"}
        return client.generic(method.upper(), url, **options).status_code

    body = {"meta": {"type": "polls.PollPage", "parent_id": page.get_parent().pk}, "title": "Mới"}
    assert send("post", base, body) >= 400
    assert send("patch", f"{base}{page.pk}/", {"title": "Khác", "intro": "Khác"}) >= 400
    assert send("delete", f"{base}{page.pk}/", {}) >= 400
    for action in ("unpublish", "publish", "move", "copy"):
        target = {"destination_id": unit_home(poll.unit).pk}
        assert send("post", f"{base}{page.pk}/{action}/", target) >= 400, action
    assert PollPage.objects.values().get() == before


def test_page_is_kept_and_what_stands_below_it_is_reserved():
    poll = make_poll()
    assert first_kept([poll.page.get_parent().specific]) is not None
    assert all(is_reserved(slug, parent_depth=4) for slug in ("cam-on", "kiem-tra", "ket-qua"))
