"""Headers that keep foreign and inline code off the public pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from factories.portal import make_article, make_image, make_unit
from portal.content_policy import origin, public_policy

pytestmark = pytest.mark.django_db
# Data for machines is never executed, so the policy lets it stand in the page.
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)(?! type=.application/ld\+json.>)|<style|\sstyle=|\son\w+=",
    re.IGNORECASE,
)


def test_public_page_has_a_policy_without_inline_code(client: Client) -> None:
    unit = make_unit()
    article = make_article("news", unit, cover=make_image(unit))

    for address in ("/", article.get_url(), "/tim-kiem/?q=a", "/khong-co/"):
        response = client.get(address)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert not INLINE.search(response.content.decode()), address
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


def test_admin_keeps_its_own_scripts(client: Client) -> None:
    response = client.get(reverse("wagtailadmin_login"))

    assert "Content-Security-Policy" not in response.headers


def test_policy_lets_in_the_place_of_media(settings) -> None:
    settings.MEDIA_URL = "https://media.example.vn/portal/"

    policy = public_policy()

    assert "img-src 'self' data: https://media.example.vn;" in policy
    assert "script-src 'self';" in policy


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/media/", ""), ("https://a.vn/x/", "https://a.vn"), ("//b.vn/x/", "https://b.vn")],
)
def test_origin_of_an_address(address: str, expected: str) -> None:
    assert origin(address) == expected
