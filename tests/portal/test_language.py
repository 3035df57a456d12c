"""The language comes from the address, never from the browser."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from factories.portal import make_user
from units.enums import PortalRole

pytestmark = pytest.mark.django_db
ENGLISH_BROWSER = {"accept-language": "en-GB,en;q=0.9"}


def test_vietnamese_address_ignores_an_english_browser(client: Client) -> None:
    response = client.get("/", headers=ENGLISH_BROWSER)

    assert response.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in response.content.decode()
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_english_prefix_gives_english(client: Client) -> None:
    response = client.get("/en/", headers={"accept-language": "vi"})

    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in response.content.decode()


def test_admin_ignores_an_english_browser(client: Client) -> None:
    response = client.get(reverse("wagtailadmin_login"), headers=ENGLISH_BROWSER)

    assert 'lang="vi"' in response.content.decode()


def test_admin_follows_the_profile(client: Client, settings) -> None:
    user = make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])

    response = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "vi"})

    assert 'lang="en"' in response.content.decode()
    assert "Content-Language" not in response.headers


def test_untranslated_english_address_is_not_served_in_vietnamese(client: Client) -> None:
    assert client.get("/en/don-vi/").status_code == 404


def test_home_without_english_translation_leads_to_the_vietnamese_one(client: Client) -> None:
    from home.models import HomePage

    HomePage.objects.filter(locale__language_code="en").update(live=False)

    response = client.get("/en/")

    assert response.status_code == 302
    assert response.url == "/"
