"""A merger from end to end: planned, looked at, carried out, read by workers, taken back."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from e2e.phones import WIDTH, fits, phone
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.models import Unit
from units.reorganisation.enums import OperationState
from units.reorganisation.models import Reorganisation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
OLD, NEW = "Liên đoàn Lao động tỉnh Hà Giang", "Liên đoàn Lao động tỉnh Tuyên Quang"
DECISION = "Quyết định 1291/QĐ-TLĐ ngày 30/06/2025"


def plan(page: Page, successor: Unit) -> None:
    """Choose the kind, find the unit without marks, forget the decision, add it."""
    page.get_by_role("link", name="Sắp xếp đơn vị").first.click()
    page.get_by_role("link", name="Lập phương án sắp xếp").first.click()
    page.get_by_role("link", name="Sáp nhập nhiều đơn vị thành một").click()
    page.get_by_label("Tìm đơn vị theo tên").fill("ha giang")
    expect(page.get_by_text(NEW).locator("visible=true")).to_have_count(0)
    page.get_by_label(OLD, exact=False).check()
    page.locator("[name=successors]").select_option(str(successor.pk))
    page.locator("[name=effective_on]").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.keyboard.press("Escape")
    submit = page.get_by_role("button", name="Sang bước xem trước")
    submit.press("Enter")
    expect(page.get_by_text("Không được để trống mục này.").first).to_be_visible()
    expect(page.get_by_label(OLD, exact=False)).to_be_checked()
    page.locator("[name=decision]").fill(DECISION)
    submit.press("Enter")


def look_as_worker(browser: Browser, address: str, old: Unit, title: str) -> None:
    """Read the archive on a phone, follow it to the successor, search for the old name."""
    with phone(browser, address) as page:
        page.goto(f"/don-vi/{old.slug}/")
        notice = page.get_by_text("Trang này là kho lưu trữ").first
        expect(notice).to_be_visible()
        assert fits(page)
        page.get_by_role("link", name=NEW).first.click()
        expect(page.get_by_role("heading", name=NEW)).to_be_visible()
        expect(page.get_by_role("link", name=title).first).to_be_visible()
        page.goto("/tim-kiem/?q=ha+giang")
        expect(page.get_by_text(f"trước đây: {OLD}")).to_be_visible()
        assert fits(page)


def test_a_merger_is_planned_looked_at_carried_out_and_taken_back(
    browser: Browser, portal_url: str, person
) -> None:
    old, new = make_unit("LDLD-HAGIANG", name=OLD), make_unit("LDLD-TUYENQUANG", name=NEW)
    editor = make_user(unit=old, role=UnitRole.CHIEF_EDITOR)
    piece = make_article("news", old)
    desk = person(make_user(portal_role=PortalRole.OFFICE)).page

    plan(desk, new)
    expect(desk.get_by_text("Những gì sẽ xảy ra")).to_be_visible()
    assert Unit.objects.get(pk=old.pk).valid_to is None
    desk.get_by_role("button", name="Thực hiện").click()
    expect(desk.get_by_text("Đã thực hiện việc sắp xếp.")).to_be_visible()
    assert set(editor.memberships.values_list("unit", flat=True)) == {new.pk}
    look_as_worker(browser, portal_url, old, piece.title)

    desk.set_viewport_size({"width": WIDTH, "height": 800})
    desk.get_by_role("link", name="Hoàn tác").click()
    assert fits(desk)
    desk.get_by_role("button", name="Hoàn tác việc sắp xếp").click()
    expect(desk.get_by_text("Đã hoàn tác").first).to_be_visible()
    assert Reorganisation.objects.get().state == OperationState.UNDONE
    assert set(editor.memberships.values_list("unit", flat=True)) == {old.pk}
    with phone(browser, portal_url) as page:
        page.goto(f"/don-vi/{old.slug}/")
        expect(page.get_by_text("Trang này là kho lưu trữ")).to_have_count(0)
