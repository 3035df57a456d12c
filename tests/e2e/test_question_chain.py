"""A question from end to end: asked, assigned, answered, checked, read; by five people."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.people import Person
from e2e.phones import WIDTH, answer_the_word_question, fits, phone
from factories.portal import make_unit, make_user
from forms.questions.models import Question
from units.enums import PortalRole, UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PHONE = "0912 345 678"
TEXT = f"Công ty tôi nợ lương ba tháng. Tôi phải làm gì? Hãy gọi cho tôi số {PHONE}."
TITLE = "Công ty nợ lương ba tháng thì làm gì?"
ANSWER = "Bạn có quyền nhận đủ lương và tiền lãi của những ngày trả chậm."


def ask(worker: Page) -> str:
    """Ask from the first page on; return the tracking code."""
    worker.goto("/")
    worker.get_by_role("link", name="Hỏi – đáp").first.click()
    worker.get_by_role("link", name="Gửi câu hỏi").first.click()
    worker.get_by_label("Câu hỏi của bạn").fill(TEXT)
    worker.get_by_label("Bạn hỏi về việc gì?").select_option(label="Tiền lương, tiền thưởng")
    worker.get_by_label("Tỉnh, thành phố nơi làm việc").select_option("bacninh")
    worker.get_by_label("Ngành nghề").select_option(label="Dệt may, da giày")
    answer_the_word_question(worker)
    worker.get_by_role("button", name="Gửi câu hỏi").click()
    expect(worker.get_by_role("heading", level=1)).to_have_text("Đã gửi câu hỏi của bạn")
    assert fits(worker)
    return worker.locator("#code").inner_text()


def assign(centre: Person) -> None:
    """Give the question to the unit that is proposed."""
    page = centre.page
    page.get_by_role("link", name="Chờ giao").click()
    row = page.get_by_role("row").filter(has_text="nợ lương")
    expect(row).to_contain_text("LĐLĐ BACNINH")
    row.get_by_role("button", name="Giao").click()
    expect(page.get_by_text("Đã giao 1 câu hỏi")).to_be_visible()


def answer(officer: Person) -> None:
    """Take the question, write the answer on a phone, and send it."""
    page = officer.page
    page.get_by_role("link", name="Của đơn vị").first.click()
    page.get_by_role("link", name="nợ lương").click()
    page.get_by_role("button", name="Nhận xử lý").click()
    expect(page.locator("mark")).to_contain_text([PHONE])
    assert fits(page)
    page.get_by_label("Tiêu đề công khai").fill(TITLE)
    editor = page.get_by_role("textbox", name="Câu trả lời")
    editor.click()
    editor.press_sequentially(ANSWER)
    # At once: what was typed last is not lost, though the editor hands it over a moment later.
    page.get_by_role("button", name="Gợi ý nội dung công khai").click()
    expect(page.get_by_label("Nội dung câu hỏi để công khai")).to_have_value(
        TEXT.replace(PHONE, "[số điện thoại]")
    )
    expect(editor).to_contain_text(ANSWER)
    expect(page.get_by_label("Tiêu đề công khai")).to_have_value(TITLE)
    assert fits(page)
    page.get_by_role("button", name="Gửi đầu mối duyệt").click()
    expect(page.get_by_text("Đã gửi đầu mối.")).to_be_visible()


def release(centre: Person) -> None:
    """Check the answer and publish it; without the tick nothing becomes public."""
    page = centre.page
    page.goto("/admin/")
    page.get_by_role("link", name="Chờ duyệt").first.click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Đăng câu trả lời").click()
    expect(page.get_by_text("Hãy xác nhận").first).to_be_visible()
    assert Question.objects.get().page is None
    page.get_by_label("Không có gì ở đây làm lộ").check()
    page.get_by_role("button", name="Đăng câu trả lời").click()
    expect(page.get_by_text("Câu trả lời đã được đăng.")).to_be_visible()


def read(reader: Page) -> None:
    """Find the answer from the first page on in three taps at most."""
    reader.goto("/")
    reader.get_by_role("link", name="Hỏi – đáp").first.click()
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text(ANSWER)
    assert fits(reader)
    for address in (reader.url, "/", "/hoi-dap/", "/api/v3/questions/", "/tim-kiem/?q=n%E1%BB%A3"):
        digits = re.sub(r"\D", "", reader.request.get(address).text())
        assert "912345678" not in digits, address


def follow(worker: Page, code: str) -> None:
    """Read the answer with the code."""
    worker.goto("/hoi-dap/")
    worker.get_by_role("link", name="Theo dõi câu hỏi").first.click()
    worker.get_by_label("Mã theo dõi của bạn").fill(code.lower())
    worker.get_by_role("button", name="Xem câu hỏi của tôi").click()
    expect(worker.locator(".voice-answer")).to_contain_text(ANSWER)
    assert fits(worker)


def test_a_question_is_answered_for_the_asker_and_for_all(
    browser: Browser, portal_url: str, person
) -> None:
    unit = make_unit("BACNINH", name="Liên đoàn Lao động tỉnh Bắc Ninh")
    officer = make_user(unit=unit, role=UnitRole.RESPONDENT)
    centre = make_user(portal_role=PortalRole.VOICE_CENTRE)

    with phone(browser, portal_url, runs_script=False) as worker:
        code = ask(worker)
        desk = person(centre)
        assign(desk)
        answer(person(officer, width=WIDTH))
        release(desk)
        with phone(browser, portal_url) as reader:
            read(reader)
        follow(worker, code)
