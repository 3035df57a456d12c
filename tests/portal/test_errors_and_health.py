"""Error pages, health and robots."""

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client

from portal.views import health

pytestmark = pytest.mark.django_db


def test_missing_page_answers_in_the_language_of_the_address(client: Client) -> None:
    vietnamese, english = client.get("/khong-co/"), client.get("/en/nothing/")

    assert (vietnamese.status_code, english.status_code) == (404, 404)
    assert '<html lang="vi">' in vietnamese.content.decode()
    assert "Page not found" in english.content.decode()
    assert 'href="/tin-tuc/"' in vietnamese.content.decode()


def test_server_error_needs_no_database(monkeypatch, django_db_blocker) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("search.views.search_pages", fail)
    response = Client(raise_request_exception=False).get("/en/tim-kiem/?q=a")

    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "broken on purpose" not in response.content.decode()


def test_healthz_asks_nothing(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert response.json() == {"status": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


def test_readyz_names_what_works(client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ok", "cache": "ok", "search": "ok"}


def test_readyz_fails_when_the_cache_forgets(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(LocMemCache, "get", lambda self, key, default=None, version=None: default)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["cache"] == "failed"
    assert response.json()["checks"]["database"] == "ok"


def test_readyz_tells_nothing_of_the_reason(client: Client, monkeypatch) -> None:
    def fail() -> None:
        raise health.NotReady("secret host name")

    monkeypatch.setitem(health.CHECKS, "search", fail)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert "secret" not in response.content.decode()


def test_robots_closes_the_admin_and_names_the_sitemap(client: Client, settings) -> None:
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml" in lines
