"""What people do with grades and royalties, in the words of the newsroom."""

from django.urls import reverse
from playwright.sync_api import Page, expect


def grade(page: Page, title: str, *, coefficient: str) -> None:
    """Open a used piece from the list to grade and save a coefficient."""
    page.goto(reverse("grades"))
    page.get_by_role("link", name=title).first.click()
    page.fill("[name=coefficient]", coefficient)
    with page.expect_navigation():
        page.locator("button[name=save]").click()


def keep_own_bank_account(page: Page, *, legal_name: str, account: str) -> None:
    """Fill in one's own data for the payment."""
    page.goto(reverse("royalty_mine"))
    page.fill("[name=legal_name]", legal_name)
    page.fill("[name=tax_code]", "8123456789")
    page.fill("[name=bank_account]", account)
    page.fill("[name=bank_name]", "Agribank, chi nhánh Hòa Bình")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()


def draw_up(page: Page) -> str:
    """Draw up this month's statement and return its address."""
    page.goto(reverse("royalty_statement_draw"))
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Lập")
    return page.url


def step(page: Page, address: str) -> None:
    """Take the next step of a statement that this person may take."""
    page.goto(address)
    with page.expect_navigation():
        page.locator("button[name=step]").click()


def pay(page: Page, address: str) -> None:
    """Pay an approved statement today."""
    page.goto(f"{address.rstrip('/')}/pay/")
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").click()
