"""axe on every kind of page: WCAG 2.2 to level AA and axe's best practices, no violation."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from audit.addresses import CASES, IS_WHOLE, SCHEMES, Portal
from audit.views import LAPTOP, PHONE, opened, scroll_to_end

pytestmark = pytest.mark.e2e
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SIZES = {"phone": PHONE, "laptop": LAPTOP} if IS_WHOLE else {"phone": PHONE}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("name", "language"), CASES)
def test_axe_finds_nothing(
    browser: Browser,
    portal: Portal,
    tools: Path,
    name: str,
    language: str,
    scheme: str,
    size: str,
) -> None:
    address = portal.address_of(name, language)
    # The policy of the page would refuse the script of the audit.
    options = {"color_scheme": scheme, "viewport": SIZES[size], "bypass_csp": True}
    with opened(browser, address, language=language, **options) as page:
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (
            scheme == "dark"
        )
        scroll_to_end(page)
        page.add_script_tag(path=tools / "axe-core" / "axe.min.js")
        run = {"runOnly": {"type": "tag", "values": TAGS}}
        result = page.evaluate("(options) => axe.run(document, options)", run)
    assert result["passes"]
    assert described(result["violations"]) == []


def described(violations: list[dict[str, Any]]) -> list[str]:
    """Return a line for each element that breaks a rule."""
    return [
        f"{found['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for found in violations
        for node in found["nodes"]
    ]


def test_axe_finds_what_is_wrong(browser: Browser, portal: Portal, tools: Path) -> None:
    with opened(browser, portal.address_of("home", "vi"), bypass_csp=True) as page:
        page.evaluate("document.querySelector('h1, h2').insertAdjacentHTML('afterend', '<img>')")
        page.add_script_tag(path=tools / "axe-core" / "axe.min.js")
        result = page.evaluate("axe.run()")
    assert "image-alt" in {found["id"] for found in result["violations"]}
