"""A member without script and without an account, an officer on a phone, and what readers see."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.test_guard import answer_of
from factories.opinions import make_topic
from factories.portal import make_unit, make_user
from units.enums import UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 800}


def fits(page: Page) -> bool:
    """Tell whether nothing sticks out of the screen."""
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_opinion_is_sent_read_answered_and_taken_back(browser, portal_url, person):
    unit = make_unit()
    topic = make_topic(unit, title="Góp ý thỏa ước")
    officer = make_user(unit=unit, role=UnitRole.RESPONDENT)
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=False, base_url=portal_url, locale="vi-VN"
    )
    member = context.new_page()
    member.goto(topic.get_url())
    member.get_by_role("textbox", name="Ý kiến của bạn").fill("Quản đốc Lê Văn Nam hay quát.")
    member.get_by_label("Bút danh do tôi chọn").check()
    member.locator("[name=word_answer]").fill(
        answer_of(member.locator(".guard label").inner_text())
    )
    member.get_by_role("button", name="Gửi ý kiến").click()
    expect(member.locator(".field-error")).to_have_text("Bạn hãy ghi tên muốn hiển thị.")

    member.get_by_label("Tên muốn hiển thị").fill("Chị thợ may")
    member.get_by_role("button", name="Gửi ý kiến").click()
    code = member.locator(".opinion-code-text").inner_text()
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)
    member.get_by_role("button", name="Xong: không lưu trên máy này").click()

    desk = person(officer, width=PHONE["width"]).page
    desk.goto("/admin/opinions/")
    desk.get_by_role("link", name="Ý kiến 1", exact=True).click()
    expect(desk.locator("mark")).to_have_text("Lê Văn Nam")
    expect(desk.get_by_label("Nội dung bạn đọc sẽ thấy")).to_have_value("Quản đốc […] hay quát.")
    assert fits(desk)
    desk.get_by_role("button", name="Đăng", exact=True).click()
    desk.goto(f"/admin/opinions/topics/{topic.pk}/")
    desk.get_by_label("Chọn ý kiến 1").check()
    desk.get_by_label("Nội dung chung của các ý kiến này").fill("Cách cư xử của quản đốc")
    desk.get_by_role("button", name="Lập nhóm từ các ý kiến đã chọn").click()
    reply = desk.get_by_role("textbox", name="Trả lời chính thức")
    reply.click()
    reply.press_sequentially("Công đoàn sẽ gặp ban giám đốc.")
    expect(desk.locator("[name=reply]")).to_have_value(re.compile("ban giám đốc"))
    desk.get_by_role("button", name="Đăng trả lời cho 1 ý kiến").click()
    expect(desk.get_by_text("Đã đăng trả lời cho mọi ý kiến trong nhóm.")).to_be_visible()
    assert fits(desk)

    member.goto(topic.get_url())
    expect(member.locator(".opinion")).to_contain_text("Chị thợ may")
    expect(member.locator(".opinion")).to_contain_text("Quản đốc […] hay quát.")
    expect(member.locator(".opinion-reply")).to_contain_text("Công đoàn sẽ gặp ban giám đốc.")
    assert "Lê Văn Nam" not in member.content()
    member.get_by_role("link", name="Theo dõi ý kiến đã gửi").click()
    member.get_by_label("Mã của bạn").fill(code.lower().replace("-", " "))
    member.get_by_role("button", name="Xem ý kiến của tôi").click()
    expect(member.locator("main")).to_contain_text("Công đoàn sẽ gặp ban giám đốc.")
    member.locator("summary").get_by_text("Rút ý kiến của tôi").click()
    member.get_by_label("Đúng, tôi muốn rút ý kiến").check()
    member.get_by_role("button", name="Rút ý kiến", exact=True).click()
    expect(member.get_by_role("status")).to_contain_text("Bạn đã rút ý kiến.")
    member.goto(topic.get_url())
    expect(member.locator(".opinion")).to_have_count(0)
    context.close()
