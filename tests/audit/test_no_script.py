"""Without script every page says and links the same; only tools that need script are missing."""

import pytest
from playwright.sync_api import Browser, Page

from audit.addresses import CASES, IS_WHOLE, Portal
from audit.views import opened

pytestmark = pytest.mark.e2e
IN_CI = [case for case in CASES if case[1] == "vi"]
# Lines of text, addresses of links and pictures of what is shown.
CONTENT = """() => {
  const main = document.body, shown = (one) => one.checkVisibility();
  return [
    ...main.innerText.split("\\n").map((line) => line.trim()).filter(Boolean),
    ...Array.from(document.querySelectorAll("a[href]")).filter(shown).map((one) => one.href),
    ...Array.from(document.images, (one) => one.alt),
  ];
}"""
TOOLS = ".needs-script, [data-aloud], .share button, dialog"


@pytest.mark.parametrize(("name", "language"), CASES if IS_WHOLE else IN_CI)
def test_page_says_the_same_without_script(
    browser: Browser, portal: Portal, name: str, language: str
) -> None:
    address = portal.address_of(name, language)
    with opened(browser, address, language=language, java_script_enabled=False) as page:
        without = content(page)
    with opened(browser, address, language=language) as page:
        page.eval_on_selector_all(TOOLS, "(tools) => tools.forEach((one) => one.remove())")
        with_script = content(page)
    assert without
    assert [line for line in with_script if line not in without] == []


def content(page: Page) -> list[str]:
    """Return all that a page shows and where it leads."""
    return page.evaluate(f"({CONTENT})()")
