"""What a page weighs on the way to a phone, and how much it moves while it comes."""

import pytest
from playwright.sync_api import Browser

from audit.addresses import CASES, IS_WHOLE, Portal
from audit.views import PHONE, opened, scroll_to_end

pytestmark = pytest.mark.e2e
MAX_BYTES = 250 * 1024
MAX_SHIFT = 0.05
IN_CI = [case for case in CASES if case[1] == "vi"]
OBSERVE = """() => {
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize(("name", "language"), CASES if IS_WHOLE else IN_CI)
def test_page_is_light_and_stands_still(
    browser: Browser, portal: Portal, name: str, language: str
) -> None:
    """All pictures are counted, also those that come only when a reader scrolls down."""
    weights: dict[str, int] = {}
    address = portal.address_of(name, language)
    with opened(browser, "about:blank", language=language, device_scale_factor=2) as page:
        assert page.viewport_size == PHONE
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        addresses: dict[str, str] = {}
        network.on(
            "Network.requestWillBeSent",
            lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
        )
        network.on(
            "Network.loadingFinished",
            lambda event: weights.update(
                {addresses[event["requestId"]]: int(event["encodedDataLength"])}
            ),
        )
        page.goto(address, wait_until="load")
        page.evaluate(f"({OBSERVE})()")
        scroll_to_end(page)
        moved = page.evaluate("window.moved")
    assert address in weights
    assert all(url.startswith(portal.address) for url in weights), list(weights)
    heaviest = sorted(weights.items(), key=lambda each: -each[1])[:5]
    assert sum(weights.values()) <= MAX_BYTES, (sum(weights.values()), heaviest)
    assert moved < MAX_SHIFT
