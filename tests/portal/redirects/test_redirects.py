"""Former addresses lead to the page in one step; closed pages are never told of."""

import pytest
from django.test import Client, RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site
from wagtail.users.models import UserProfile

from factories.portal import (
    make_article,
    make_english,
    make_unit,
    make_user,
    section_of,
)
from portal.redirects.middleware import RedirectMiddleware
from units.enums import PortalRole
from units.services.provisioning import unit_home
from units.services.register import write_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def committing(django_capture_on_commit_callbacks):
    """Return a function that publishes a page under another slug, as after a commit."""

    def rename(page, slug: str) -> None:
        page = page.specific_class.objects.get(pk=page.pk)
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()

    return rename


def leads_to(client: Client, address: str, **options) -> str:
    response = client.get(address, **options)
    assert response.status_code == 301, address
    return response.url


def test_former_slug_leads_to_the_piece(client: Client, committing) -> None:
    article = make_article("news", make_unit("MOT"))
    old = article.get_url()

    committing(article, "dia-chi-moi")

    assert leads_to(client, old) == "/don-vi/mot/tin-tuc/dia-chi-moi/"
    assert client.get(leads_to(client, old)).status_code == 200
    assert client.head(old).status_code == 301
    assert client.post(old).status_code == 404


def test_former_slugs_lead_there_in_one_step(client: Client, committing) -> None:
    article = make_article("news", make_unit("MOT"))
    addresses = [article.get_url()]
    for slug in ("hai", "ba", "bon"):
        committing(article, slug)
        addresses.append(f"/don-vi/mot/tin-tuc/{slug}/")

    assert {leads_to(client, one) for one in addresses[:-1]} == {addresses[-1]}


def test_name_that_comes_back_makes_no_circle(client: Client, committing) -> None:
    article = make_article("news", make_unit("MOT"))
    first = article.slug
    committing(article, "tam-thoi")
    committing(article, first)

    assert client.get(article.get_url()).status_code == 200
    assert leads_to(client, "/don-vi/mot/tin-tuc/tam-thoi/") == article.get_url()
    assert not Redirect.objects.filter(old_path=article.get_url().rstrip("/")).exists()
    article.refresh_from_db()
    article.unpublish()
    assert client.get(article.get_url()).status_code == 404


def test_a_circle_that_is_stored_is_not_followed(client: Client) -> None:
    article = make_article("news", make_unit("MOT"), live=False)
    site = Site.objects.get(is_default_site=True)
    Redirect.add_redirect("/vong/", redirect_to="/vong/", site=site)
    Redirect.add_redirect(article.get_url(), redirect_to=article, site=site)

    assert client.get("/vong/").status_code == 404
    assert client.get(article.get_url()).status_code == 404


def test_new_page_takes_the_address(client: Client, committing) -> None:
    unit = make_unit("MOT")
    article = make_article("news", unit, slug="chung")
    committing(article, "rieng")
    other = make_article("news", unit, slug="chung", title="Bài mới", live=False)
    assert leads_to(client, "/don-vi/mot/tin-tuc/chung/").endswith("/rieng/")

    other.save_revision().publish()

    assert "Bài mới" in client.get("/don-vi/mot/tin-tuc/chung/").content.decode()
    assert not Redirect.objects.filter(old_path="/don-vi/mot/tin-tuc/chung").exists()
    other.refresh_from_db()
    other.unpublish()
    assert client.get("/don-vi/mot/tin-tuc/chung/").status_code == 404


def test_redirect_made_by_hand_stays(client: Client) -> None:
    site = Site.objects.get(is_default_site=True)
    Redirect.add_redirect("/tin-cu/", redirect_to="https://example.vn/tin/", site=site)
    make_article("news", make_unit()).save_revision().publish()

    assert leads_to(client, "/tin-cu/") == "https://example.vn/tin/"


def test_moved_section_takes_its_pieces_and_feed_along(client: Client, committing) -> None:
    unit = make_unit("MOT")
    article = make_article("news", unit)

    committing(section_of(unit, "news"), "ban-tin")

    old = "/don-vi/mot/tin-tuc/"
    assert leads_to(client, f"{old}{article.slug}/") == f"/don-vi/mot/ban-tin/{article.slug}/"
    for tail in ("", "feed/", "feed/atom/", "luu-tru/"):
        assert leads_to(client, old + tail) == f"/don-vi/mot/ban-tin/{tail}"
    assert client.get(f"{old}khong-co/").status_code == 404


def test_piece_that_moves_keeps_its_address(client: Client) -> None:
    unit = make_unit("MOT")
    article = make_article("news", unit)
    old = article.get_url()

    article.move(section_of(unit, "thematic"), pos="last-child")

    assert leads_to(client, old) == f"/don-vi/mot/chuyen-de/{article.slug}/"


def test_each_language_keeps_its_own_addresses(client: Client, committing) -> None:
    unit = make_unit("MOT")
    page, english_home = make_article("news", unit), make_english(unit_home(unit))
    old = english_home.get_url()
    assert old.startswith("/en/")

    committing(english_home, "one")

    assert leads_to(client, old).startswith("/en/")
    assert leads_to(client, old).endswith("/one/")
    assert client.get(page.get_url()).status_code == 200


def test_unit_with_another_slug_keeps_all_old_addresses(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    unit, other = make_unit("CU"), make_unit("KHAC")
    article, stays = make_article("news", unit), make_article("news", other)
    home = unit_home(unit)
    home.intro = "Chờ đăng"
    home.save_revision()
    old = article.get_url()
    english = make_english(home).get_url()

    with django_capture_on_commit_callbacks(execute=True):
        write_register(rows=[{"code": "CU", "slug": "moi"}])

    assert leads_to(client, "/don-vi/cu/") == "/don-vi/moi/"
    assert leads_to(client, old) == f"/don-vi/moi/tin-tuc/{article.slug}/"
    assert leads_to(client, "/don-vi/cu/feed/") == "/don-vi/moi/feed/"
    assert leads_to(client, english) == english.replace("/cu/", "/moi/")
    assert client.get(stays.get_url()).status_code == 200
    home = unit_home(unit)
    home.latest_revision.publish()
    assert client.get("/don-vi/moi/").status_code == 200


def test_admin_screen_moves_the_sub_site(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    unit = make_unit("CU")
    client.force_login(make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR))
    fields = ("code", "kind", "name_vi", "name_en", "short_name_vi", "region", "email", "phone")
    data = {name: getattr(unit, name) or "" for name in fields} | {"slug": "moi"}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/admin/units/edit/{unit.pk}/", data)

    assert response.status_code == 302
    assert leads_to(Client(), "/don-vi/cu/") == "/don-vi/moi/"


@pytest.mark.parametrize(
    ("language", "message"),
    [("vi", "Một trang khác đã có địa chỉ này."), ("en", "Another page has this address already.")],
)
def test_address_of_another_page_is_refused(client: Client, language: str, message: str) -> None:
    unit, other = make_unit("CU"), make_unit("KHAC")
    home = unit_home(other)
    home.slug = "da-co"
    home.save()
    user = make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client.force_login(user)
    fields = ("code", "kind", "name_vi", "name_en", "short_name_vi", "region", "email", "phone")
    data = {name: getattr(unit, name) or "" for name in fields} | {"slug": "da-co"}

    text = client.post(f"/admin/units/edit/{unit.pk}/", data).content.decode()

    assert message in text
    assert 'value="da-co"' in text
    unit.refresh_from_db()
    assert unit.slug == "cu"


def test_closed_pages_are_not_told_of(client: Client, committing) -> None:
    unit = make_unit("HAI")
    gone, kept = make_article("news", unit), make_article("news", unit)
    old = [gone.get_url(), kept.get_url()]
    committing(gone, "bi-mat-mot")
    committing(kept, "bi-mat-hai")
    gone.refresh_from_db()
    gone.unpublish()
    PageViewRestriction.objects.create(page=kept.page_ptr, restriction_type="login")

    for address in old:
        response = client.get(address)
        assert response.status_code == 404
        assert "bi-mat" not in response.content.decode()


def test_own_hostname_stays_on_itself(client: Client, committing) -> None:
    unit = make_unit("RIENG")
    Site.objects.create(hostname="rieng.example.vn", port=80, root_page=unit_home(unit))
    article = make_article("news", unit)
    old = article.slug

    committing(article, "moi")

    host = {"host": "rieng.example.vn"}
    assert leads_to(client, f"/tin-tuc/{old}/", headers=host) == "/tin-tuc/moi/"
    assert leads_to(client, f"/don-vi/rieng/tin-tuc/{old}/") == "/don-vi/rieng/tin-tuc/moi/"


@pytest.mark.parametrize("address", ["/a%00b/", "/%E1%BA%A8/", "/admin/khong-co/", "/feed/feed/"])
def test_strange_addresses_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code in {302, 404}


def test_page_that_is_found_costs_no_query(count_queries) -> None:
    from django.http import HttpResponse

    middleware = RedirectMiddleware(lambda request: HttpResponse())

    assert count_queries(lambda: middleware(RequestFactory().get("/x/"))) == 0
