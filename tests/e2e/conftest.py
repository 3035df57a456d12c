"""A real browser against the running portal."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from wagtail.models import Site

from e2e.people import Person

TIMEOUT = 20_000  # milliseconds; a loaded machine is no failure
expect.set_options(timeout=TIMEOUT)


@pytest.fixture
def portal_url(live_server, settings) -> str:
    """Return the running portal's address, known to the portal as its own."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.update(hostname=host, port=int(port))
    Site.clear_site_root_paths_cache()
    return live_server.url


@pytest.fixture
def person(browser: Browser, portal_url: str) -> Iterator:
    """Return a function that logs an account in with a browser of its own."""
    contexts = []

    def log_in(user, *, width: int = 1366) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", base_url=portal_url
        )
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        return Person(context.new_page(), user)

    yield log_in
    for context in contexts:
        context.close()


@pytest.fixture
def reader(browser: Browser, portal_url: str) -> Iterator[Page]:
    """Return a page of somebody without an account, on a phone set to English."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, locale="en-US", base_url=portal_url
    )
    context.set_default_timeout(TIMEOUT)
    yield context.new_page()
    context.close()
