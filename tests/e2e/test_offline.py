"""Reading without a network, in a real browser; work, data and files are never kept."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factories.portal import make_article, make_unit, make_user
from units.enums import UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      found.push(new URL(request.url).pathname);
  return found;
}"""


def install(page: Page, address: str) -> None:
    """Open a page and wait until the worker watches over it and has kept it."""
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    wait_until_kept(page, address)


def wait_until_kept(page: Page, path: str) -> None:
    """Wait until the worker has put a page by."""
    page.wait_for_function(
        "async (path) => Boolean(await caches.match(new URL(path, location).href))", arg=path
    )


def test_pages_that_were_read_can_be_read_again_without_a_network(reader: Page) -> None:
    unit = make_unit()
    piece = make_article("news", unit, title="Đọc khi mất mạng")
    other = make_article("news", unit)
    install(reader, "/")
    reader.goto(piece.get_url())
    wait_until_kept(reader, piece.get_url())

    reader.context.set_offline(True)

    reader.goto(piece.get_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("Đọc khi mất mạng")
    assert reader.evaluate("getComputedStyle(document.querySelector('.main-nav')).display")
    assert reader.evaluate("document.styleSheets[0].cssRules.length > 5")
    reader.goto(other.get_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bạn đang không có mạng")
    reader.goto("/en/tim-kiem/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("You are not connected")
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        reader.goto(reverse("wagtailadmin_login"))

    # What is gone from the portal is gone from the device once it asks again.
    reader.context.set_offline(False)
    piece.unpublish()
    reader.goto(piece.get_url())
    reader.wait_for_function(
        "async (path) => !(await caches.match(new URL(path, location).href))", arg=piece.get_url()
    )


def test_nothing_of_work_data_or_an_account_is_kept(reader: Page, person) -> None:
    unit = make_unit()
    piece = make_article("news", unit)
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    install(reader, "/")
    for address in ("/api/v3/articles/", "/healthz", "/tim-kiem/?q=luong", "/admin/login/"):
        reader.goto(address)
    reader.goto(piece.get_url())
    wait_until_kept(reader, piece.get_url())
    pages = [path for path in reader.evaluate(KEPT) if not path.startswith("/static/")]
    assert set(pages) == {"/", piece.get_url(), "/ngoai-tuyen/", "/en/ngoai-tuyen/"}

    working = person(user).page
    working.goto("/")
    working.evaluate("navigator.serviceWorker.ready.then(() => true)")
    working.wait_for_function("navigator.serviceWorker.controller !== null")
    for address in (piece.get_url(), "/admin/", "/"):
        working.goto(address)
    working.wait_for_load_state("networkidle")
    pages = [path for path in working.evaluate(KEPT) if not path.startswith("/static/")]
    assert set(pages) == {"/ngoai-tuyen/", "/en/ngoai-tuyen/"}
