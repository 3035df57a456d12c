"""Answers to people who are logged in are kept nowhere; those to readers are left alone."""

import pytest
from django.test import Client
from django.urls import reverse

from factories.portal import make_article, make_unit, make_user
from units.enums import UnitRole

pytestmark = pytest.mark.django_db


def rule(client: Client, address: str) -> str:
    """Return what the answer says about keeping it."""
    return client.get(address).headers.get("Cache-Control", "")


def test_pages_for_somebody_logged_in_are_private(client: Client) -> None:
    unit = make_unit()
    article = make_article("news", unit)
    client.force_login(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))

    for address in ("/", article.get_url(), "/tim-kiem/?q=a", "/khong-co/", "/ngoai-tuyen/"):
        assert rule(client, address) == "private, no-store", address


def test_a_stale_cookie_counts_like_a_fresh_one(client: Client, settings) -> None:
    make_unit()
    client.cookies[settings.SESSION_COOKIE_NAME] = "gone"

    assert rule(client, "/") == "private, no-store"


def test_readers_get_no_such_rule(client: Client) -> None:
    article = make_article("news", make_unit())

    for address in ("/", article.get_url()):
        assert "no-store" not in rule(client, address), address


def test_a_rule_of_the_view_stays(client: Client) -> None:
    client.force_login(make_user())

    assert rule(client, reverse("service_worker")) == "no-cache"
