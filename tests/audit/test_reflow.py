"""320 px, 200 % and larger letters lose nothing (WCAG 2.2, 1.4.4, 1.4.10 and 1.4.12)."""

import pytest
from playwright.sync_api import Browser, Page

from audit.addresses import CASES, IS_WHOLE, Portal
from audit.views import opened, scroll_to_end

pytestmark = pytest.mark.e2e
IN_CI = [case for case in CASES if case[1] == "vi"]
LOOKS = {
    "320 px": ({"width": 320, "height": 640}, ""),
    # A window of 1280 px at 200 % is laid out in 640.
    "zoom 200 %": ({"width": 640, "height": 400}, ""),
    "letters 200 %": ({"width": 1280, "height": 800}, ":root { font-size: 200% !important }"),
    "spacing": (
        {"width": 390, "height": 844},
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    ),
}
# Texts that a box cuts off, or that stand beside the window; what scrolls by itself is reachable.
LOST = """() => {
  const root = document.documentElement;
  const scrolls = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const inScroller = (one) => one && (scrolls(one) || inScroller(one.parentElement));
  const isOver = (one) => one.scrollWidth > one.clientWidth + 1
    || one.scrollHeight > one.clientHeight + 1;
  const cuts = ({ overflowX, overflowY }) => [overflowX, overflowY].some(
    (way) => ["hidden", "clip"].includes(way));
  const ownText = (one) => Array.from(one.childNodes).some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const lost = [], tell = (what, one) => lost.push(`${what}: ${one.outerHTML.slice(0, 160)}`);
  for (const one of document.body.querySelectorAll("*")) {
    if (!one.checkVisibility() || one.closest(".visually-hidden, .skip, svg")) continue;
    if (inScroller(one)) continue;
    if (cuts(getComputedStyle(one)) && isOver(one) && one.innerText?.trim()) tell("cut", one);
    const { left, right } = one.getBoundingClientRect();
    if (ownText(one) && (right > root.clientWidth + 1 || left < -1)) tell("beside", one);
  }
  return lost;
}"""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("name", "language"), CASES if IS_WHOLE else IN_CI)
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    browser: Browser, portal: Portal, name: str, language: str, look: str
) -> None:
    size, style = LOOKS[look]
    options = {"viewport": size, "bypass_csp": True}
    with opened(browser, portal.address_of(name, language), language=language, **options) as page:
        if style:
            page.add_style_tag(content=style)
        scroll_to_end(page)
        assert width_of_content(page) <= size["width"]
        assert page.evaluate(f"({LOST})()") == []


def width_of_content(page: Page) -> int:
    """Return how wide the page is, with what stands beside the window."""
    return page.evaluate("document.documentElement.scrollWidth")
