"""Keyboard alone: the Tab key reaches all that can be used, in order, and shows where it is."""

import pytest
from playwright.sync_api import Browser, Page

from audit.addresses import CASES, IS_WHOLE, Portal
from audit.views import LAPTOP, PHONE, opened

pytestmark = pytest.mark.e2e
IN_CI = [case for case in CASES if case[1] == "vi"]
MOST_STOPS = 400
# Numbers all that a mouse could use: what is shown, not switched off, not taken out of the order.
NUMBER_ALL = """() => {
  const usable = "a[href], button, input, select, textarea, summary, audio, video, [tabindex]";
  // One stop for a group of radios, arrows lead on: the one that is chosen, else the first.
  const group = (one) => Array.from(document.getElementsByName(one.name));
  const isStop = (one) => one.checked
    || (group(one)[0] === one && !group(one).some((other) => other.checked));
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled
    && one.tabIndex >= 0 && one.type !== "hidden" && !one.closest("[inert]")
    && (one.type !== "radio" || isStop(one));
  const all = Array.from(document.querySelectorAll(usable)).filter(shown);
  all.forEach((one, number) => { one.dataset.stop = number; });
  return all.map((one) => one.outerHTML.slice(0, 120));
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const isMarked = (each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return boxShadow !== "none" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  };
  const box = one.getBoundingClientRect();
  return {
    stop: one.dataset.stop === undefined ? null : Number(one.dataset.stop),
    html: one.outerHTML.slice(0, 120),
    isMarked: [one, one.closest("label") ?? one].some(isMarked),
    isOnScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


def walk(page: Page) -> tuple[list[str], list[dict]]:
    """Return all that can be used, and where the Tab key stops from the top to the end."""
    usable = page.evaluate(f"({NUMBER_ALL})()")
    stops: list[dict] = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(f"({FOCUSED})()")
        if stop is None or (stops and stop["stop"] == stops[0]["stop"]):
            return usable, stops
        if not stops or stop["stop"] != stops[-1]["stop"]:  # players have stops within
            stops.append(stop)
    raise AssertionError(f"no end after {MOST_STOPS} stops, the last at {stops[-1]['html']}")


@pytest.mark.parametrize("size", [PHONE, LAPTOP] if IS_WHOLE else [PHONE], ids=str)
@pytest.mark.parametrize(("name", "language"), CASES if IS_WHOLE else IN_CI)
def test_tab_reaches_all_in_order_and_shows_where(
    browser: Browser, portal: Portal, name: str, language: str, size: dict[str, int]
) -> None:
    address = portal.address_of(name, language)
    with opened(browser, address, language=language, viewport=size) as page:
        usable, stops = walk(page)
    reached = [stop["stop"] for stop in stops]
    assert reached == sorted(reached)
    assert [usable[number] for number in set(range(len(usable))) - set(reached)] == []
    assert [stop["html"] for stop in stops if not stop["isMarked"]] == []
    assert [stop["html"] for stop in stops if not stop["isOnScreen"]] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_first_stop_leads_past_the_navigation(
    browser: Browser, portal: Portal, language: str
) -> None:
    with opened(browser, portal.address_of("home", language), language=language) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')")
