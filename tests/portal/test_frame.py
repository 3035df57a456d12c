"""What stands around a page: navigation, breadcrumbs, addresses, translations."""

import re

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import NewsIndexPage
from factories.portal import make_article, make_unit, section_of
from home.models import HomePage
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


def html(client: Client, address: str, **options) -> str:
    return client.get(address, **options).content.decode()


def canonical(text: str) -> str:
    return re.search(r'<link rel="canonical" href="([^"]+)">', text)[1]


def main_nav(text: str) -> list[tuple[str, str]]:
    nav = re.search(r'<nav class="main-nav".*?</nav>', text, re.DOTALL)[0]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav)


def test_navigation_lists_the_live_national_sections_in_order(client: Client) -> None:
    addresses = [address for address, _title in main_nav(html(client, "/"))]

    pieces, voice = ["/tin-tuc/", "/chuyen-de/", "/thong-bao/"], ["/hoi-dap/", "/y-kien/"]
    documents, polls = "/van-ban/", "/trung-cau-y-kien/"
    assert addresses[:9] == ["/", *pieces, documents, *voice, polls, "/to-chuc/"]


def test_navigation_leaves_out_a_section_that_is_not_live(client: Client) -> None:
    NewsIndexPage.objects.get(unit=None).unpublish()

    addresses = [address for address, _title in main_nav(html(client, "/"))]

    assert "/tin-tuc/" not in addresses
    assert "/chuyen-de/" in addresses


def test_unit_page_shows_only_its_own_sections(client: Client) -> None:
    one, other = make_unit("MOT"), make_unit("HAI")

    text = html(client, unit_home(one).get_url())

    assert section_of(one, "news").get_url() in text
    assert section_of(other, "news").get_url() not in text


def test_article_has_breadcrumbs_one_heading_and_landmarks(client: Client) -> None:
    article = make_article("news", make_unit("MOT", name="Công đoàn Một"))

    text = html(client, article.get_url())

    crumbs = re.search(r'<nav class="breadcrumbs".*?</nav>', text, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == [
        "/",
        "/don-vi/",
        "/don-vi/mot/",
        "/don-vi/mot/tin-tuc/",
    ]
    assert len(re.findall(r"<h1[ >]", text)) == 1
    for part in ("<header", "<main", "<footer", "skip-link"):
        assert part in text


@pytest.fixture
def unit_site(settings):
    """Return a unit whose home page is the root of its own hostname."""
    unit = make_unit("RIENG")
    Site.objects.create(hostname="rieng.example.vn", port=80, root_page=unit_home(unit))
    return unit


def test_own_hostname_names_the_national_address_as_canonical(
    client: Client, unit_site, settings
) -> None:
    article = make_article("news", unit_site)
    base = settings.WAGTAILADMIN_BASE_URL

    home = html(client, "/", headers={"host": "rieng.example.vn"})
    path = article.url_path.partition("/rieng/")[2]
    piece = html(client, f"/{path}", headers={"host": "rieng.example.vn"})

    assert canonical(home) == f"{base}/don-vi/rieng/"
    assert canonical(piece) == f"{base}/don-vi/rieng/{path}"


def test_own_hostname_links_to_itself_and_to_the_national_site(
    client: Client, unit_site, settings
) -> None:
    article = make_article("news", unit_site)

    text = html(client, "/", headers={"host": "rieng.example.vn"})

    assert f'href="/tin-tuc/{article.slug}/"' in text
    national = [address for address, _title in main_nav(text)]
    assert f"{settings.WAGTAILADMIN_BASE_URL}/chuyen-de/" in national


def test_national_site_links_to_a_unit_with_own_hostname_by_path(client: Client, unit_site) -> None:
    assert 'href="/don-vi/rieng/"' in html(client, "/don-vi/")


def test_translation_is_offered_only_when_live(client: Client, settings) -> None:
    english = HomePage.objects.get(locale__language_code="en")

    text = html(client, "/")
    assert f'hreflang="en" href="{settings.WAGTAILADMIN_BASE_URL}/en/"' in text
    assert 'class="languages"' in text

    english.unpublish()
    text = html(client, "/")
    assert "hreflang" not in text
    assert 'class="languages"' not in text


def test_translation_behind_a_restriction_is_not_offered(client: Client) -> None:
    english = HomePage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=english, restriction_type="login")

    assert 'class="languages"' not in html(client, "/")


def test_private_page_is_not_served_by_the_direct_route(client: Client) -> None:
    article = make_article("news", make_unit())
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=article.get_parent().pk), restriction_type="login"
    )

    assert client.get(article.get_url()).status_code == 302


def test_draft_is_not_served(client: Client) -> None:
    article = make_article("news", make_unit(), live=False)

    assert client.get(article.get_url()).status_code == 404


def test_english_tree_is_served_under_its_prefix(client: Client) -> None:
    section = NewsIndexPage.objects.get(unit=None)
    english = section.copy_for_translation(Locale.objects.get(language_code="en"))
    english.slug = "news"
    english.save_revision().publish()

    assert client.get("/en/news/").status_code == 200
    assert client.get("/news/").status_code == 404
