"""A poll from end to end: made, tried, announced, voted in on a phone, counted, read."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from e2e.people import Person
from e2e.phones import answer_the_word_question, fits, phone
from factories.portal import make_unit, make_user
from forms.polls.models import Ballot, Poll
from units.enums import UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TITLE = "Bữa ăn ca của chúng ta"
FIRST, SECOND = "Bạn có hài lòng với bữa ăn ca không?", "Nên thay đổi điều gì?"


def make(chief: Person) -> None:
    """Make a poll of two questions."""
    page = chief.page
    page.get_by_role("link", name="Trưng cầu ý kiến").first.click()
    page.get_by_role("link", name="Tạo cuộc trưng cầu").first.click()
    page.get_by_label("Tiêu đề (tiếng Việt)").fill(TITLE)
    page.get_by_label("Lời giới thiệu (tiếng Việt)").fill("Kết quả sẽ được gửi ban giám đốc.")
    later = timezone.localtime() + timedelta(days=7)
    page.get_by_label("Đóng lúc").fill(f"{later:%d/%m/%Y %H:%M}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Lưu và soạn câu hỏi").click()

    page.get_by_role("link", name="Thêm câu hỏi").click()
    write_question(page, FIRST, "Chọn một", ("Có", "Không"))
    page.get_by_role("button", name="Lưu và thêm câu nữa").click()
    expect(page.get_by_label("Câu hỏi (tiếng Việt)")).to_have_value("")
    write_question(page, SECOND, "Chọn nhiều", ("Thực đơn", "Giờ ăn", "Chỗ ngồi"))
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("heading", level=3)).to_contain_text([FIRST, SECOND])


def write_question(page: Page, text: str, kind: str, choices: tuple[str, ...]) -> None:
    """Fill a question in, its choices line by line."""
    page.get_by_label("Câu hỏi (tiếng Việt)").fill(text)
    page.get_by_label("Kiểu trả lời").select_option(label=kind)
    fields = page.get_by_role("group", name="Các phương án").get_by_label("Tiếng Việt")
    for place, choice in enumerate(choices):
        fields.nth(place).fill(choice)


def try_out(chief: Person) -> None:
    """Vote on trial; the ballot does not count."""
    page = chief.page
    page.get_by_role("button", name="Chạy thử").click()
    page.get_by_role("link", name="Mở bản chạy thử").click()
    expect(page.get_by_text("Bỏ phiếu thử.")).to_be_visible()
    vote(page)
    page.goto("/admin/polls/")
    page.get_by_role("link", name=TITLE).click()


def announce(chief: Person) -> None:
    """Read the checklist and open the poll at once."""
    page = chief.page
    page.get_by_role("link", name="Công bố cuộc trưng cầu").click()
    expect(page.get_by_text("Ở trên còn thiếu")).to_have_count(0)
    page.get_by_label("Mở ngay").check()
    page.get_by_role("button", name="Công bố cuộc trưng cầu").click()
    expect(page.get_by_role("link", name="Trên cổng")).to_be_visible()


def vote(page: Page) -> None:
    """Answer both questions and send the ballot."""
    page.get_by_role("radio", name="Không", exact=True).check()
    page.get_by_role("checkbox", name="Thực đơn").check()
    page.get_by_role("checkbox", name="Giờ ăn").check()
    if page.locator("[name=word_answer]").is_visible():
        answer_the_word_question(page)
    page.get_by_role("button", name="Bỏ phiếu").click()
    expect(page.get_by_role("heading", name="Cảm ơn bạn đã bỏ phiếu")).to_be_visible()


def close_and_count() -> None:
    """Let the poll have closed an hour ago, and let the clock's command count it."""
    now = timezone.now()
    Poll.objects.update(opens_at=now - timedelta(days=8), closes_at=now - timedelta(hours=1))
    call_command("freeze_polls", verbosity=0)


def open_poll(reader: Page) -> None:
    """Find the poll from the first page on."""
    reader.goto("/")
    reader.get_by_role("link", name="Trưng cầu ý kiến").first.click()
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)


def read_result(reader: Page) -> None:
    """Read the count as a table of bars."""
    table = reader.get_by_role("table", name=FIRST)
    row = table.get_by_role("row").filter(has=reader.get_by_role("rowheader", name="Không"))
    expect(row.get_by_role("cell")).to_have_text(["1", "100,0%"])
    expect(row.locator(".poll-bar-value")).to_have_attribute("width", "100.0%")
    assert fits(reader)


def test_a_poll_is_made_tried_voted_in_and_counted(
    browser: Browser, portal_url: str, person
) -> None:
    unit = make_unit("BACNINH", name="Liên đoàn Lao động tỉnh Bắc Ninh")
    chief = person(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    make(chief)
    try_out(chief)
    announce(chief)
    assert not Ballot.objects.exists()

    with phone(browser, portal_url, runs_script=False) as voter:
        open_poll(voter)
        vote(voter)
        assert fits(voter)
    assert Ballot.objects.count() == 1
    close_and_count()
    with phone(browser, portal_url) as reader:
        open_poll(reader)
        read_result(reader)
