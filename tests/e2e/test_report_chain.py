"""A half-year from end to end: a figure contested and mended, signed, scored, frozen, handed on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from e2e.phones import WIDTH, fits
from factories.portal import make_unit
from factories.reports import make_judge, make_leader, make_period, report_of
from units.models import Unit
from units.reports.enums import PeriodState, ReportState
from units.reports.models import ReportPeriod
from units.reports.services.counting import recount
from units.reports.services.opening import open_period

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
REASON = "Thiếu năm bài gửi trong đợt báo trì hệ thống."
TEXT = "Đã gửi đủ tin, bài và trả lời mọi câu hỏi."
REPLY = "Đã đối chiếu, số liệu được sửa."


def make_last_half_year(judge) -> ReportPeriod:
    """Plan and open the half-year that was over last."""
    today = timezone.localdate()
    year, half = (today.year, 1) if today.month > 6 else (today.year - 1, 2)
    period = make_period(year=year, half=half, judge=judge)
    open_period(period_id=period.pk, now=timezone.now())
    recount(period_id=period.pk, now=timezone.now())
    return ReportPeriod.objects.get(pk=period.pk)


def contest(page: Page) -> None:
    """Contest a figure without a reason, then with one."""
    page.get_by_role("link", name="Xem, khiếu nại").first.click()
    page.locator("[name=claimed]").fill("5")
    button = page.get_by_role("button", name="Gửi khiếu nại")
    button.click()
    expect(page.get_by_text("Hãy nêu lý do").first).to_be_visible()
    expect(page.locator("[name=claimed]")).to_have_value("5")
    page.locator("[name=reason]").fill(REASON)
    button.click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    assert fits(page)


def decide(page: Page, address: str) -> None:
    """Read the reason, correct the figure, answer."""
    page.goto(address)
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.locator("[name=corrected_to]").fill("5")
    page.locator("[name=reply]").fill(REPLY)
    page.get_by_role("button", name="Giải quyết").click()
    expect(page.get_by_text(REPLY).first).to_be_visible()


def write_and_sign(page: Page, address: str) -> None:
    """Write the evaluation on a phone, read everything once more, sign."""
    page.goto(address)
    page.locator("textarea[name^=heading-]").fill(TEXT)
    page.get_by_role("button", name="Lưu phần tự đánh giá").click()
    page.get_by_role("link", name="Xem và ký duyệt").click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Ký duyệt").click()
    expect(page.get_by_text("Đã ký duyệt").first).to_be_visible()


def accept(page: Page, address: str) -> None:
    """Give a score without and with its reason."""
    page.goto(address)
    page.locator("[name=score]").fill("88")
    button = page.get_by_role("button", name="Chấp nhận báo cáo")
    button.click()
    expect(page.locator("[name=score]")).to_have_value("88")
    page.locator("[name=score_note]").fill("Tin, bài đều đặn.")
    button.click()
    expect(page.get_by_text("Đã chấp nhận").first).to_be_visible()


def freeze(page: Page, period: ReportPeriod) -> None:
    """Confirm whose report never came; freeze for good."""
    page.goto(f"/admin/reports/periods/{period.pk}/freeze/")
    page.locator("[name=confirms_missing]").check()
    page.get_by_role("button", name="Chốt vĩnh viễn").click()
    expect(page.get_by_text("Đã chốt kỳ báo cáo.")).to_be_visible()


def fetched(page: Page, address: str) -> bytes:
    """Return a file behind a link of the summary."""
    answer = page.request.get(address)
    assert answer.ok
    return answer.body()


def test_a_half_year_goes_from_a_contested_figure_to_a_frozen_summary(person) -> None:
    unit, other = make_unit(), make_unit()
    judge, leader, stranger = make_judge(), make_leader(unit), make_leader(other)
    period = make_last_half_year(judge)
    report = report_of(period, Unit.objects.get(pk=unit.pk))
    address, judging = (f"/admin/reports/{report.pk}/{end}" for end in ("", "judge/"))

    phone, desk = person(leader, width=WIDTH).page, person(judge).page
    phone.goto(address)
    contest(phone)
    decide(desk, judging)
    write_and_sign(phone, address)
    accept(desk, judging)
    freeze(desk, period)

    report.refresh_from_db()
    period.refresh_from_db()
    assert (period.state, report.state) == (PeriodState.FROZEN, ReportState.ACCEPTED)
    assert report.score == 88
    assert period.cut_off_on < timezone.localdate() - timedelta(days=1)
    summary = f"/admin/reports/periods/{period.pk}/summary"
    desk.goto(f"{summary}/")
    expect(desk.get_by_role("heading", name="Kết quả chung của cả nước")).to_be_visible()
    assert fetched(desk, f"{summary}/pdf/").startswith(b"%PDF")
    assert fetched(desk, f"{summary}/docx/").startswith(b"PK")
    assert fetched(desk, f"{summary}/xlsx/").startswith(b"PK")
    assert person(stranger).page.request.get(address).status == 404
