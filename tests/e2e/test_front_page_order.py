"""The order of the front page by mouse and by keyboard, in a real browser."""

import pytest
from playwright.sync_api import expect

from factories.front_page import curator_of, make_slot
from factories.portal import make_article, make_unit
from home.models import FrontSlot
from home.zones import Zone

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def slots():
    """Three pieces beside the lead story."""
    unit = make_unit()
    titles = ("Bài một", "Bài hai", "Bài ba")
    return [make_slot(make_article("news", unit, title=title), Zone.SIDE) for title in titles]


def order() -> list[int]:
    return list(FrontSlot.objects.values_list("pk", flat=True))


def test_slots_are_dragged_into_order_and_stay(person, slots):
    first, second, third = (slot.pk for slot in slots)
    page = person(curator_of(Zone.SIDE)).page
    page.goto("/admin/front-page/")
    handle = page.locator(f"#slot-{third} [data-curate-handle]")
    target = page.locator(f"#slot-{first}").bounding_box()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + 10, target["y"] + 2, steps=8)
    with page.expect_navigation():
        page.mouse.up()
    assert order() == [third, first, second]
    shown = page.locator("#zone-side [data-curate-slot]")
    expect(shown.first).to_have_attribute("data-curate-slot", str(third))
    expect(page.get_by_text("Đã lưu thứ tự")).to_be_visible()


def test_a_drag_to_the_same_place_sends_nothing(person, slots):
    page = person(curator_of(Zone.SIDE)).page
    page.goto("/admin/front-page/")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    box = page.locator(f"#slot-{slots[0].pk} [data-curate-handle]").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, box["y"] + 8)
    page.mouse.up()
    assert "POST" not in sent
    assert order() == [slot.pk for slot in slots]


def test_slots_are_moved_by_keyboard_and_the_screen_comes_back_to_them(person, slots):
    first, second, third = (slot.pk for slot in slots)
    page = person(curator_of(Zone.SIDE)).page
    page.goto("/admin/front-page/")
    button = page.get_by_role("button", name="Đưa lên: Bài ba")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert order() == [first, third, second]
    assert page.url.endswith(f"#slot-{third}")
    # The next key goes on from the slot that moved, not from the top of the screen.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-curate-slot]')?.id") == (
        f"slot-{third}"
    )
