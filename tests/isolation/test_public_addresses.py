"""Readers, APIs and guessed addresses of files give nothing away of what is not published."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken

from isolation.test_canaries import faults
from isolation.walk import Visitor
from isolation.world import START, World

pytestmark = pytest.mark.django_db

API_LISTS = [
    f"/api/{address}"
    for address in (
        f"v2/pages/?search={START}",
        "v2/pages/?fields=*&limit=50",
        "v2/pages/?type=articles.NewsPage&fields=*&limit=50",
        "v2/images/?fields=*&limit=50",
        "v2/documents/?fields=*&limit=50",
        f"v2/images/?search={START}",
        f"v3/pages/?search={START}",
        "v3/pages/?limit=50",
        "v3/images/?limit=50",
        "v3/documents/?limit=50",
        f"v3/articles/?search={START}",
        "v3/articles/",
        f"v3/search/?q={START}",
        "v3/units/",
        "v3/front-page/",
    )
]


def addresses(world: World) -> list[str]:
    """Return the public addresses of the second unit's things, guessed by id and by name."""
    side = world.theirs
    found = [*API_LISTS, f"/tim-kiem/?q={START}", "/", "/feed/", "/sitemap.xml", "/don-vi/ho/"]
    found += ["/don-vi/ho/tin-tuc/", "/don-vi/ho/feed/", "/sitemap-vi.xml", "/sitemap-news.xml"]
    for page in side.pages.values():
        found += [f"/api/v2/pages/{page.pk}/", f"/api/v3/pages/{page.pk}/"]
        found += [f"/api/v3/articles/{page.pk}/", page.url]
    for version in ("v2", "v3"):
        found += [f"/api/{version}/images/{side.image.pk}/"]
        found += [f"/api/{version}/documents/{side.document.pk}/"]
    return found


@pytest.mark.parametrize("who", ["nobody", "contributor", "chief_editor", "administrator"])
def test_public_addresses_and_apis_show_nothing_unpublished(world: World, who):
    visitor = Visitor(world, world.ours.people.get(who))
    visits = [visitor.visit("GET", address) for address in addresses(world)]
    assert faults(visits) == []


@pytest.mark.parametrize("who", ["contributor", "chief_editor"])
def test_a_token_opens_nothing_of_another_unit(world: World, who):
    visitor = Visitor(world, None)
    _token, key = APIToken.create_token(user=world.ours.people[who], name="thử")
    visitor.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    visits = [visitor.visit("GET", address) for address in addresses(world)]
    assert faults(visits) == []


def test_a_guessed_document_is_served_to_its_unit_only(world: World):
    document = world.theirs.document
    address = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    statuses = {
        name: Visitor(world, user).visit("GET", address).status
        for name, user in world.roles().items()
    }
    assert set(statuses.values()) == {404}
    for owner in (world.theirs.people["chief_editor"], world.staff["portal administrator"]):
        assert Visitor(world, owner).visit("GET", address).status == 200
