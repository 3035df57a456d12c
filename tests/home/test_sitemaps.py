"""The sitemap: live public pages in every language, with their translations."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from factories.portal import make_article, make_portal, make_unit
from home.sitemaps import PageSitemap

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def entries(client: Client, address: str = "/sitemap.xml") -> dict[str, ElementTree.Element]:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return {url.findtext(f"{MAP}loc"): url for url in root.iter(f"{MAP}url")}


def test_sitemap_holds_live_public_pages_only(client: Client, settings) -> None:
    unit = make_unit("MOT")
    live = make_article("news", unit)
    make_article("news", unit, live=False, title="Bản nháp")
    restricted = make_article("news", unit, title="Hạn chế")
    PageViewRestriction.objects.create(page=restricted.page_ptr, restriction_type="login")

    found = entries(client)

    base = settings.WAGTAILADMIN_BASE_URL
    assert f"{base}/" in found
    assert f"{base}/don-vi/mot/tin-tuc/{live.slug}/" in found
    assert not [address for address in found if "ban-nhap" in address or "han-che" in address]


def test_sitemap_names_translations(client: Client, settings) -> None:
    make_portal()
    base = settings.WAGTAILADMIN_BASE_URL

    found = entries(client)

    links = {link.get("hreflang"): link.get("href") for link in found[f"{base}/"].iter(LINK)}
    assert links == {"vi": f"{base}/", "en": f"{base}/en/"}
    assert list(found[f"{base}/en/"].iter(LINK))
    assert not list(found[f"{base}/don-vi/"].iter(LINK))


def test_long_sitemap_becomes_an_index_of_parts(client: Client, monkeypatch) -> None:
    make_portal()
    whole = entries(client)
    monkeypatch.setattr(PageSitemap, "limit", 3)

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [one.text for one in index.iter(f"{MAP}loc")]

    assert index.tag == f"{MAP}sitemapindex"
    found = {}
    for part in parts:
        found |= entries(client, part.replace("http://testserver", ""))
    assert found.keys() == whole.keys()


def test_sitemap_costs_the_same_for_one_and_three_pieces(client: Client, count_queries) -> None:
    unit = make_unit()
    make_article("news", unit)
    client.get("/sitemap.xml")
    one = count_queries(lambda: client.get("/sitemap.xml"))

    make_article("news", unit)
    make_article("news", unit)

    assert count_queries(lambda: client.get("/sitemap.xml")) == one
