"""Kept pages stay by every way to delete, alone and below others; all else goes as before."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage, NewsPage
from core.kept_pages import first_kept, keep, release
from factories.api import Caller
from factories.portal import make_article, make_unit, make_user, section_of
from units.enums import PortalRole
from units.services.portal_groups import ensure_portal_groups

pytestmark = pytest.mark.django_db
REASON = "Có phiếu đã bỏ."


def counted(page: NewsPage) -> str | None:
    """Keep what carries a word."""
    return REASON if "kiểm phiếu" in page.title else None


@pytest.fixture(autouse=True)
def _rule() -> Iterator[None]:
    keep(NewsPage, counted)
    yield
    release(NewsPage, counted)


@pytest.fixture
def kept() -> ArticlePage:
    return make_article("news", title="Trang kiểm phiếu")


@pytest.fixture
def free(kept) -> ArticlePage:
    return make_article("news", kept.unit, title="Trang thường")


@pytest.fixture
def administrator():
    ensure_portal_groups()
    return make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)


@pytest.fixture
def client(administrator) -> Client:
    client = Client()
    client.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def there(*pages: Page) -> list[bool]:
    return [Page.objects.filter(pk=page.pk).exists() for page in pages]


def bulk_address(*pages: Page) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{address}?{ids}&next=/admin/pages/"


def test_the_delete_view_refuses_a_kept_page_and_the_section_above_it(client, kept, free):
    section = section_of(kept.unit, "news")
    for page in (kept, section):
        for send in (client.get, client.post):
            address = reverse("wagtailadmin_pages:delete", args=[page.pk])
            response = send(address, {"confirm_site_name": settings.WAGTAIL_SITE_NAME}, follow=True)
            assert response.redirect_chain[0][0] == reverse(
                "wagtailadmin_pages:edit", args=[page.pk]
            )
            assert "“Trang kiểm phiếu” không xóa được. Có phiếu đã bỏ." in response.text
    assert there(kept, section, free) == [True, True, True]
    client.post(reverse("wagtailadmin_pages:delete", args=[free.pk]))
    assert there(kept, free) == [True, False]


def test_the_bulk_action_deletes_all_or_none(client, kept, free):
    other = make_article("news", make_unit(), title="Trang thường khác")
    section = section_of(kept.unit, "news")
    names = {"confirm_site_name": settings.WAGTAIL_SITE_NAME}
    for pages in ((free, kept), (other, section)):
        assert client.get(bulk_address(*pages)).status_code == 200
        response = client.post(bulk_address(*pages), names, follow=True)
        assert "không xóa được" in response.text
        assert there(kept, free, other, section) == [True] * 4
    client.post(bulk_address(free, other), names)
    assert there(kept, free, other) == [True, False, False]


def test_api_v3_refuses_with_the_same_words(administrator, kept, free):
    caller, section = Caller(administrator), section_of(kept.unit, "news")
    for page in (kept, section):
        for address in (f"/api/v3/pages/{page.pk}/", f"/api/v3/pages/{page.pk}/actions/delete/"):
            response = caller.delete(address)
            assert response.status_code == 409, response.content
            assert response.json()["detail"] == (
                "“Trang kiểm phiếu” không xóa được. Có phiếu đã bỏ."
            )
    assert there(kept, section) == [True, True]
    assert caller.delete(f"/api/v3/pages/{free.pk}/").status_code == 204


def test_a_kept_page_can_be_unpublished(client, kept):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[kept.pk]))
    assert not Page.objects.get(pk=kept.pk).live


def test_one_query_for_each_type_with_rules_whatever_lies_below(kept, count_queries):
    section = section_of(kept.unit, "news")
    ArticlePage.objects.filter(pk=kept.pk).update(title="Trang thường")
    at_one = count_queries(lambda: first_kept([section]))
    for _number in range(3):
        make_article("news", kept.unit)
    assert count_queries(lambda: first_kept([section])) == at_one
    # Many paths are asked for in two halves.
    assert count_queries(lambda: first_kept([section] * 150)) == 2 * at_one


def test_a_rule_reaches_the_types_made_from_its_own_and_no_other():
    notice = make_article("notice", title="Thông báo kiểm phiếu")
    assert first_kept([notice]) is None
    keep(ArticlePage, counted)
    try:
        found = first_kept([section_of(notice.unit, "notice")])
        assert (found.page.pk, found.reason) == (notice.pk, REASON)
    finally:
        release(ArticlePage, counted)
