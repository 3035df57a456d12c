"""The gallery of components is for developers and staff; nobody else learns that it exists."""

import pytest
from django.test import Client
from django.urls import reverse

from factories.portal import make_unit, make_user
from portal.gallery.samples import ACCENTS
from units.enums import UnitRole

pytestmark = pytest.mark.django_db
ADDRESS = "/thanh-phan/"


@pytest.fixture
def developer(client: Client, settings) -> Client:
    """Return somebody who is not logged in, on a machine where DEBUG is on."""
    settings.DEBUG = True
    return client


def test_readers_get_404(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 404


def test_an_account_without_the_admin_gets_404(client: Client) -> None:
    client.force_login(make_user())

    assert client.get(ADDRESS).status_code == 404


def test_staff_see_it_and_nothing_keeps_it(client: Client) -> None:
    client.force_login(make_user(unit=make_unit(), role=UnitRole.CONTRIBUTOR))

    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_developers_see_it_in_each_language(developer: Client) -> None:
    assert "Thành phần giao diện" in developer.get(ADDRESS).content.decode()
    assert "Type and small parts" in developer.get(f"/en{ADDRESS}").content.decode()


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_can_be_asked_for(developer: Client, accent: str) -> None:
    text = developer.get(ADDRESS, {"accent": accent}).content.decode()

    assert f'<body data-accent="{accent}">' in text


def test_an_unknown_accent_changes_nothing(developer: Client) -> None:
    text = developer.get(ADDRESS, {"accent": '"><b>'}).content.decode()

    assert "<body>" in text
    assert '"><b>' not in text


@pytest.mark.parametrize(
    "part",
    [
        *('class="card card-main', 'class="card card-row', 'class="card card-strip'),
        *('class="card card-first', "card-bare", 'data-format="video"', 'data-format="photo"'),
        *("picture-placeholder", 'class="line"', 'class="unit-bar"', 'class="breadcrumbs"'),
        *('rel="prev"', 'rel="next"', 'class="tiles"', 'class="regions"', 'class="directory"'),
        *('class="corrections"', 'class="retraction"', 'class="byline"', 'class="reading-tools"'),
        *("data-share", "<dialog", "data-large", "data-player", "<video", "<audio", "<table"),
        *('class="attachment"', 'class="note', 'class="quote"', 'class="facts"', 'class="badge"'),
        *('class="filter"', "search-form-large", 'class="button"', 'class="message"', "band"),
        *('class="topics"', 'class="jumps"', 'class="ways"', 'class="empty"', "result-count"),
    ],
)
def test_each_part_is_shown(developer: Client, part: str) -> None:
    assert part in developer.get(ADDRESS).content.decode()


def test_it_can_only_be_read(developer: Client) -> None:
    assert developer.post(reverse("component_gallery")).status_code == 405
