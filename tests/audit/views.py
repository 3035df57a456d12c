"""Ways to look at a page: language, scheme, size, with or without script."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
LOCALES = {"vi": "vi-VN", "en": "en-US"}
SCROLL_TO_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 120));
  }
  await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => null)));
}"""


@contextmanager
def opened(
    browser: Browser, address: str, *, language: str = "vi", **options: Any
) -> Iterator[Page]:
    """Yield a page of a browser without history; `options` are those of Playwright's context."""
    settings = {"viewport": PHONE, "locale": LOCALES[language], **options}
    context = browser.new_context(**settings)
    page = context.new_page()
    try:
        page.goto(address, wait_until="load")
        yield page
    finally:
        context.close()


def scroll_to_end(page: Page) -> None:
    """Scroll down as a reader does, so that every picture is loaded and shown."""
    page.evaluate(SCROLL_TO_END)
    page.wait_for_load_state("networkidle")
