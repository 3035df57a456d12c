"""The desk's board by keyboard alone, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from articles.enums import ContributionState
from articles.models import Contribution
from factories.newsroom import make_contribution
from factories.portal import make_unit, make_user
from units.enums import PortalRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor():
    return make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)


@pytest.fixture
def pieces():
    """Three pieces that wait, the most urgent first."""
    unit = make_unit()
    return [
        make_contribution(
            unit, state=ContributionState.DESK_REVIEW, title=f"Bài số {number}", priority=2 - number
        )
        for number in range(3)
    ]


def focused(page) -> str:
    """Return the text of what has the focus."""
    return page.evaluate("document.activeElement.textContent")


def open_board(person, user):
    page = person(user).page
    page.goto(reverse("newsroom_board"))
    return page


def test_rows_are_walked_chosen_and_opened(person, editor, pieces):
    page = open_board(person, editor)
    for key, title in (("j", 0), ("j", 1), ("ArrowDown", 2), ("j", 2), ("k", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert focused(page) == pieces[title].title, key
    boxes = page.locator("[data-board-check]")
    page.keyboard.press("x")
    expect(boxes.nth(0)).to_be_checked()
    expect(page.locator("[data-board-count]")).to_have_text("Đã chọn: 1")
    page.keyboard.press("x")
    expect(boxes.nth(0)).not_to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(f"**/pages/{pieces[1].page_id}/edit/")
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pages/{pieces[0].page_id}/edit/")


def test_a_piece_is_claimed_and_keeps_the_focus(person, editor, pieces):
    page = open_board(person, editor)
    page.keyboard.press("j")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("c")
    assert Contribution.objects.get(pk=pieces[1].pk).claimed_by == editor
    expect(page.locator(f"#piece-{pieces[1].pk}")).to_be_focused()


def test_question_mark_lists_the_keys(person, editor, pieces):
    page = open_board(person, editor)
    expect(page.locator("[data-board-keys]")).to_be_visible()
    page.keyboard.press("?")
    keys = page.locator("#keyboard-shortcuts-dialog")
    expect(keys).to_be_visible()
    expect(keys.get_by_text("Bài kế tiếp")).to_be_visible()
    # Behind the list no key reaches the board.
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    assert not Contribution.objects.filter(claimed_by__isnull=False).exists()


def test_typing_is_no_command(person, editor, pieces):
    page = open_board(person, editor)
    search = page.locator("[data-search-form] [name=q]")
    search.click()
    page.keyboard.type("cxj")
    expect(search).to_have_value("cxj")
    assert not Contribution.objects.filter(claimed_by__isnull=False).exists()


def test_keys_work_on_after_a_search(person, editor, pieces):
    page = open_board(person, editor)
    search = page.locator("[data-search-form] [name=q]")
    search.fill("Bài số 2")
    expect(page.locator("[data-board-row]")).to_have_count(1)
    search.blur()
    page.keyboard.press("j")
    assert focused(page) == pieces[2].title


def test_who_switched_shortcuts_off_has_none(person, editor, pieces):
    profile = UserProfile.get_for_user(editor)
    profile.keyboard_shortcuts = False
    profile.save()
    page = open_board(person, editor)
    page.keyboard.press("j")
    page.keyboard.press("c")
    assert focused(page) != pieces[0].title
    assert not Contribution.objects.filter(claimed_by__isnull=False).exists()


def test_board_works_without_the_script(browser, portal_url, person, editor, pieces):
    logged_in = person(editor).page.context.storage_state()
    context = browser.new_context(
        storage_state=logged_in, base_url=portal_url, java_script_enabled=False, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(reverse("newsroom_board"))
    page.locator("[data-board-claim]").first.click()
    assert Contribution.objects.get(pk=pieces[0].pk).claimed_by == editor
    page.locator("[data-board-check]").nth(1).check()
    page.locator("[data-board-check]").nth(2).check()
    page.locator(".board-bulk button[value=claim]").click()
    page.locator("main form button[type=submit]").click()
    assert Contribution.objects.filter(claimed_by=editor).count() == 3
    context.close()
