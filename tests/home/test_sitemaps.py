"""The sitemap: live public pages in every language, with their translations."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factories.portal import make_article, make_image, make_unit
from home import sitemaps

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def entries(client: Client, address: str = "/sitemap-vi.xml") -> dict[str, ElementTree.Element]:
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


def test_sitemap_names_live_translations_only(client: Client, settings) -> None:
    base = settings.WAGTAILADMIN_BASE_URL

    vietnamese, english = entries(client), entries(client, "/sitemap-en.xml")

    links = {link.get("hreflang"): link.get("href") for link in vietnamese[f"{base}/"].iter(LINK)}
    assert links == {"vi": f"{base}/", "en": f"{base}/en/"}
    assert len(list(english[f"{base}/en/"].iter(LINK))) == 2
    assert not [one for one in vietnamese if "/en/" in one]
    assert not list(make_entry_without_twin(client, base).iter(LINK))


def make_entry_without_twin(client: Client, base: str) -> ElementTree.Element:
    article = make_article("news", make_unit("MOT"))
    return entries(client)[base + article.get_url()]


def test_sitemap_tells_of_change_and_cover(client: Client, settings) -> None:
    unit = make_unit()
    moment = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
    article = make_article("news", unit, cover=make_image(unit))
    type(article).objects.filter(pk=article.pk).update(last_published_at=moment)
    bare = make_article("news", unit)
    base = settings.WAGTAILADMIN_BASE_URL

    found = entries(client)

    entry = found[base + article.get_url()]
    assert entry.findtext(f"{MAP}lastmod") == "2026-03-05T08:30:00+07:00"
    picture = entry.findtext(f"{IMAGE}image/{IMAGE}loc")
    assert picture.startswith(f"{base}/media/images/")
    assert client.get(picture.removeprefix(base)).status_code == 200
    assert found[base + bare.get_url()].find(f"{IMAGE}image") is None


def index_of(client: Client) -> list[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{MAP}sitemapindex"
    return [one.text for one in root.iter(f"{MAP}loc")]


def test_index_names_each_language_and_the_news(client: Client, settings) -> None:
    base = settings.WAGTAILADMIN_BASE_URL

    assert sorted(index_of(client)) == [
        f"{base}/sitemap-en.xml",
        f"{base}/sitemap-news.xml",
        f"{base}/sitemap-vi.xml",
    ]


def test_long_language_has_several_parts(client: Client, monkeypatch, settings) -> None:
    whole = entries(client).keys() | entries(client, "/sitemap-en.xml").keys()
    monkeypatch.setattr(sitemaps, "LIMIT", 3)

    found: list[str] = []
    for part in index_of(client)[:-1]:
        here = list(entries(client, part.removeprefix(settings.WAGTAILADMIN_BASE_URL)))
        assert 1 <= len(here) <= 3
        found += here

    assert len(found) == len(set(found))
    assert set(found) == whole


def test_a_part_stays_below_what_search_engines_take() -> None:
    assert sitemaps.LIMIT <= 50_000


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-fr.xml",
        "/sitemap-vi.xml?p=9",
        "/sitemap-vi.xml?p=0",
        "/sitemap-vi.xml?p=-1",
        "/sitemap-vi.xml?p=x",
        "/sitemap-vi.xml?p=" + "9" * 30,
    ],
)
def test_parts_that_do_not_exist_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_news_sitemap_holds_two_days(client: Client, settings) -> None:
    unit = make_unit("MOT")
    now = timezone.now()
    fresh = make_article("news", unit, title="Mới & <nóng>", published_at=now)
    thematic = make_article("thematic", unit, published_at=now - timedelta(hours=47))
    make_article("news", unit, title="Cũ", published_at=now - timedelta(hours=49))
    make_article("notice", unit, title="Thông báo", published_at=now)
    make_article("news", unit, title="Nháp", live=False)
    kept = make_article("news", unit, title="Kín", published_at=now)
    PageViewRestriction.objects.create(page=kept.page_ptr, restriction_type="login")

    found = entries(client, "/sitemap-news.xml")

    base = settings.WAGTAILADMIN_BASE_URL
    assert list(found) == [base + fresh.get_url(), base + thematic.get_url()]
    news = next(iter(found.values())).find(f"{NEWS}news")
    assert news.findtext(f"{NEWS}title") == "Mới & <nóng>"
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == settings.WAGTAIL_SITE_NAME
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "vi"
    told = datetime.fromisoformat(news.findtext(f"{NEWS}publication_date"))
    assert abs(told - now) < timedelta(seconds=1)


def test_robots_names_the_sitemaps(client: Client, settings) -> None:
    text = client.get("/robots.txt").content.decode()

    base = settings.WAGTAILADMIN_BASE_URL
    named = [line for line in text.splitlines() if line.startswith("Sitemap:")]
    assert named == [f"Sitemap: {base}/sitemap.xml", f"Sitemap: {base}/sitemap-news.xml"]


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-vi.xml", "/sitemap-news.xml"])
def test_sitemaps_cost_the_same_for_one_and_three_pieces(
    client: Client, count_queries, address: str
) -> None:
    unit = make_unit()
    make_article("news", unit, cover=make_image(unit))
    client.get(address)
    one = count_queries(lambda: client.get(address))

    make_article("news", unit, cover=make_image(unit))
    make_article("news", unit, cover=make_image(unit))

    assert count_queries(lambda: client.get(address)) == one
    assert one <= 15
