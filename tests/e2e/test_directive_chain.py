"""A directive from end to end: sent to 104 units, acknowledged, answered, put off, reminded of."""

import re
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from core.working_days import add_working_days
from e2e.people import Person
from e2e.phones import WIDTH, fits
from factories.directives import PDF, make_bare_units, make_leader, make_office, make_officer
from factories.documents import make_document_file, make_official_document
from units.directives.models import Directive, DirectiveReceipt, ReceiptReminder
from units.directives.services.reminding import remind_directives
from units.enums import UnitKind
from units.models import Unit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TITLE = "Khai thác, sử dụng Cổng thông tin điện tử Công đoàn Việt Nam"
TASK = "Cử cán bộ đầu mối và báo cáo bằng văn bản."
ANSWER = "Đơn vị đã cử 03 cán bộ đầu mối, danh sách kèm theo."
NUMBERS = {
    UnitKind.PROVINCE: 63,
    UnitKind.SECTOR: 11,
    UnitKind.CORPORATION: 9,
    UnitKind.DEPARTMENT: 11,
    UnitKind.ATTACHED_UNIT: 10,
}


def make_register() -> list[Unit]:
    """Make 104 units and the Confederation, and the letter with its file."""
    [confederation] = make_bare_units(1, kind=UnitKind.CONFEDERATION, code="TLD")
    letter = make_official_document(confederation, number_symbol="1197/TLĐ", abstract=TITLE)
    make_document_file(letter, "1197-TLD.pdf")
    return [unit for kind, number in NUMBERS.items() for unit in make_bare_units(number, kind=kind)]


def send(office: Person, deadline: str) -> None:
    """Find the letter in the register, choose all kinds, look over who gets it, send it."""
    page = office.page
    page.get_by_role("link", name="Văn bản chỉ đạo").first.click()
    page.get_by_role("link", name="Văn bản chỉ đạo mới").click()
    page.get_by_label("Tìm văn bản").fill("1197 tld")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_label("Văn bản", exact=False).locator("visible=true").nth(1).select_option(index=1)
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Nội dung yêu cầu đơn vị thực hiện").fill(TASK)
    page.locator("[name=deadline]").fill(deadline)
    page.keyboard.press("Escape")
    for box in page.locator("#boxes-kinds input").all():
        box.check()
    page.get_by_role("button", name="Xem trước nơi nhận").click()
    expect(page.get_by_text("104 đơn vị").first).to_be_visible()
    expect(page.get_by_label("Tiêu đề")).to_have_value(TITLE)
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("button", name="Gửi đến 104 đơn vị").click()
    expect(page.get_by_text("Đã gửi đến 104 đơn vị.")).to_be_visible()


def acknowledge(member: Person) -> Page:
    """Open the directive on a phone from the first screen on, read it, confirm it."""
    page = member.page
    page.get_by_role("link", name="Mới đến").first.click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("ngày làm việc").first).to_be_visible()
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="1197-TLD.pdf").click()
    assert download.value.suggested_filename == "1197-TLD.pdf"
    page.get_by_role("button", name="Đã tiếp nhận văn bản").click()
    expect(page.get_by_text("Đã xác nhận đơn vị tiếp nhận")).to_be_visible()
    assert fits(page)
    return page


def answer(page: Page, folder: Path) -> None:
    """Keep a draft with a file, then send it."""
    report = folder / "Danh sách đầu mối.pdf"
    report.write_bytes(PDF)
    page.get_by_label("Nội dung báo cáo").fill(ANSWER)
    page.locator("[name=files]").set_input_files(str(report))
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Đã lưu bản nháp, chưa gửi.")).to_be_visible()
    expect(page.get_by_role("link", name="Danh sách đầu mối.pdf")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    assert fits(page)


def ask_for_time(page: Page, until: str) -> None:
    """Ask for more time."""
    page.get_by_text("Xin gia hạn", exact=True).first.click()
    page.locator("[name=extension-until]").fill(until)
    page.keyboard.press("Escape")
    page.locator("[name=extension-reason]").fill("Đơn vị đang sắp xếp lại các phòng.")
    page.get_by_role("button", name="Xin gia hạn").click()
    expect(page.get_by_text("Đã gửi đề nghị gia hạn")).to_be_visible()
    assert fits(page)


def grant(office: Person, unit: Unit) -> None:
    """Give the time that was asked for."""
    page = office.page
    page.goto("/admin/")
    page.get_by_role("link", name="Đề nghị gia hạn").click()
    page.get_by_role("link", name=unit.short_name_vi).click()
    page.get_by_role("button", name="Đồng ý gia hạn").click()
    expect(page.get_by_text("Đã gia hạn và báo cho đơn vị.")).to_be_visible()


def row_of(page: Page, unit: Unit) -> Locator:
    """Return the line of a unit."""
    link = page.get_by_role("link", name=unit.short_name_vi, exact=True)
    return page.get_by_role("row").filter(has=link)


def look_at_matrix(office: Person, answered: Unit, others: list[Unit]) -> None:
    """See who stands how."""
    page = office.page
    page.goto("/admin/directives/matrix/")
    expect(row_of(page, answered)).to_contain_text("Đã báo cáo, chờ duyệt")
    for unit in others:
        expect(row_of(page, unit)).to_contain_text("Đã tiếp nhận")
    expect(page.get_by_text("Chưa mở")).to_have_count(104 - 3 + 1)  # and the legend
    expect(page.locator("tfoot")).to_contain_text("1/104")
    row_of(page, answered).get_by_role("link", name=re.compile("Đã báo cáo")).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Danh sách đầu mối.pdf").click()
    assert download.value.suggested_filename == "Danh sách đầu mối.pdf"
    page.get_by_role("button", name="Chấp nhận báo cáo").click()
    expect(page.get_by_text("Đã chấp nhận báo cáo.")).to_be_visible()


def remind(day) -> list[str]:
    """Run the reminders on a morning; return to whom mail went."""
    mail.outbox.clear()
    remind_directives(now=timezone.make_aware(datetime.combine(day, time(9))))
    return [one.to[0] for one in mail.outbox]


def test_the_founding_letter_goes_to_104_units(
    browser: Browser, portal_url: str, person, tmp_path: Path
) -> None:
    units = make_register()
    office, today = make_office(), timezone.localdate()
    deadline, later = add_working_days(today, 10), add_working_days(today, 20)
    first, second, third = (make_officer(units[0]), make_leader(units[1]), make_officer(units[2]))

    desk = person(office)
    send(desk, f"{deadline:%d/%m/%Y}")
    assert DirectiveReceipt.objects.count() == 104
    assert {one.to[0] for one in mail.outbox} == {first.email, second.email, third.email}

    answer(acknowledge(person(first, width=WIDTH)), tmp_path)
    ask_for_time(acknowledge(person(second, width=WIDTH)), f"{later:%d/%m/%Y}")
    acknowledge(person(third, width=WIDTH))

    grant(desk, units[1])
    look_at_matrix(desk, units[0], units[1:3])
    receipts = Directive.objects.get().receipts
    assert receipts.get(unit=units[1]).due_on == later

    # Units without people would have the Office told of them: here their day is far.
    receipts.exclude(unit__in=units[:3]).update(due_on=deadline + timedelta(days=400))
    soon = add_working_days(today, 7)
    assert remind(soon) == [third.email]
    assert remind(soon) == []
    assert ReceiptReminder.objects.count() == 1
