"""Telephones of people without an account, and what none of their pages may do."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from e2e.conftest import TIMEOUT
from e2e.test_guard import answer_of

WIDTH = 390


@contextmanager
def phone(browser: Browser, address: str, *, runs_script: bool = True) -> Iterator[Page]:
    """Give a page on a phone of its own."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 800},
        locale="vi-VN",
        base_url=address,
        java_script_enabled=runs_script,
    )
    context.set_default_timeout(TIMEOUT)
    yield context.new_page()
    context.close()


def fits(page: Page) -> bool:
    """Tell whether nothing sticks out of the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def answer_the_word_question(page: Page) -> None:
    """Answer what people without script are asked."""
    field = page.locator("[name=word_answer]")
    field.fill(answer_of(page.locator(".guard label").inner_text()))
