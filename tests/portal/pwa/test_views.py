"""Installing the portal, reading it without a network, and what the worker must leave alone."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import LocalePrefixPattern, URLResolver, get_resolver, reverse

from portal.pwa.views import CLOSED

pytestmark = pytest.mark.django_db
# At the root, outside the languages: files that readers, devices and robots may ask for.
FILE = re.compile(r"\.(txt|xml|js|webmanifest|png)\$?$|^sitemap-")


def config(client: Client) -> dict:
    """Return what the worker is told."""
    first, _rest = client.get("/sw.js").content.decode().split(";\n", 1)
    return json.loads(first.removeprefix("const CONFIG = "))


@pytest.mark.parametrize(
    ("address", "name", "start"),
    [
        ("/manifest.webmanifest", "Cổng thông tin Công đoàn Việt Nam", "/"),
        ("/en/manifest.webmanifest", "Vietnam Trade Unions Portal", "/en/"),
    ],
)
def test_manifest_speaks_the_language_of_its_address(
    client: Client, settings, address: str, name: str, start: str
) -> None:
    settings.WAGTAIL_SITE_NAME = "Cổng thông tin Công đoàn Việt Nam"

    response = client.get(address)
    manifest = json.loads(response.content)

    assert response.headers["Content-Type"] == "application/manifest+json; charset=utf-8"
    assert (manifest["name"], manifest["start_url"]) == (name, start)
    assert manifest["lang"] == ("en" if start == "/en/" else "vi")
    assert len(manifest["short_name"]) <= 12
    assert manifest["description"]


def test_manifest_names_icons_that_exist(client: Client) -> None:
    icons = json.loads(client.get("/manifest.webmanifest").content)["icons"]

    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    assert {"any", "maskable"} == {icon["purpose"] for icon in icons}
    for icon in icons:
        assert finders.find(icon["src"].removeprefix("/static/")), icon


def test_pages_name_the_manifest_of_their_language(client: Client) -> None:
    assert 'rel="manifest" href="/manifest.webmanifest"' in client.get("/").content.decode()
    assert (
        'rel="manifest" href="/en/manifest.webmanifest"'
        in client.get("/en/tim-kiem/").content.decode()
    )


def test_worker_comes_from_the_root_and_is_asked_for_anew(client: Client) -> None:
    response = client.get("/sw.js")

    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert 'importScripts("/static/portal/js/worker.js")' in response.content.decode()


def test_worker_knows_the_page_without_a_network_in_each_language(client: Client) -> None:
    assert config(client)["offline"] == {"vi": "/ngoai-tuyen/", "en": "/en/ngoai-tuyen/"}


@pytest.mark.parametrize(
    "address",
    [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_login"),
        reverse("wagtaildocs_serve", args=[1, "a.pdf"]),
        reverse("wagtailcore_authenticate_with_password", args=[1, 1]),
        reverse("invitations:accept", args=["x"]),
        "/api/v2/pages/",
        "/api/v3/openapi.json",
        "/media/images/a.jpg",
        "/healthz",
        "/readyz",
    ],
)
def test_worker_leaves_work_data_and_files_alone(client: Client, address: str) -> None:
    assert address.startswith(tuple(config(client)["closed"]))


def test_every_address_that_is_no_page_is_closed_or_a_file() -> None:
    others = [
        entry.pattern
        for entry in get_resolver().url_patterns
        if not isinstance(entry.pattern, LocalePrefixPattern)
    ]
    routes = [f"/{pattern}" for pattern in others if str(pattern)]

    assert len(routes) > 5
    unknown = [
        route
        for route in routes
        if not route.startswith(CLOSED) and not FILE.search(route.removeprefix("/"))
    ]
    assert unknown == []


def test_accounts_are_the_only_addresses_at_the_root_without_a_prefix() -> None:
    roots = [
        entry
        for entry in get_resolver().url_patterns
        if isinstance(entry, URLResolver)
        and not isinstance(entry.pattern, LocalePrefixPattern)
        and not str(entry.pattern)
    ]
    inner = [f"/{one.pattern}" for entry in roots for one in entry.url_patterns]

    assert inner
    assert all(route.startswith(CLOSED) for route in inner)


@pytest.mark.parametrize(
    ("address", "title", "again"),
    [
        ("/ngoai-tuyen/", "Bạn đang không có mạng", "Thử lại"),
        ("/en/ngoai-tuyen/", "You are not connected", "Try again"),
    ],
)
def test_offline_page_says_what_to_do(client: Client, address: str, title: str, again: str) -> None:
    text = client.get(address).content.decode()

    assert title in text
    assert again in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize("name", ["manifest", "service_worker", "offline"])
def test_only_reading_is_allowed(client: Client, name: str) -> None:
    assert client.post(reverse(name)).status_code == 405
