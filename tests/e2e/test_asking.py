"""A worker with a phone asks, follows and reads in a real browser: with script and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.test_guard import answer_of
from factories.portal import make_unit, picture_bytes
from factories.questions import make_question_page
from forms.questions.models import Attachment, HelpfulCount, Question
from units.models import Unit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXT = "Công ty chậm trả lương ba tháng nay, chúng tôi phải làm gì?"


@pytest.fixture
def unit() -> Unit:
    """Return a unit with one answered question."""
    unit = make_unit("BACNINH", name="Liên đoàn Lao động tỉnh Bắc Ninh")
    make_question_page(unit, title="Công ty chậm trả lương", question_text=TEXT)
    return unit


@pytest.fixture
def plain_reader(browser: Browser, portal_url: str) -> Iterator[Page]:
    """Return a page on a phone whose browser runs no script."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, base_url=portal_url, java_script_enabled=False
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def no_wider_than_the_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_worker_asks_on_a_phone_and_follows_with_the_code(reader: Page, unit: Unit) -> None:
    faults: list[str] = []
    reader.on("console", lambda entry: faults.append(entry.text) if entry.type == "error" else None)
    reader.on("pageerror", lambda error: faults.append(str(error)))
    reader.goto("/hoi-dap/")
    reader.get_by_role("link", name="Gửi câu hỏi").click()

    reader.get_by_label("Câu hỏi của bạn").press_sequentially(TEXT)
    expect(reader.locator(".voice-similar a")).to_have_text(["Công ty chậm trả lương"])
    reader.get_by_label("Bạn hỏi về việc gì?").select_option(label="Tiền lương, tiền thưởng")
    reader.get_by_label("Tỉnh, thành phố nơi làm việc").select_option("bacninh")
    reader.get_by_label("Ngành nghề").select_option("garment")
    assert no_wider_than_the_screen(reader)
    reader.get_by_role("button", name="Gửi câu hỏi").click()

    code = reader.locator("#code").inner_text()
    assert no_wider_than_the_screen(reader)
    reader.get_by_role("button", name="Xem câu hỏi của tôi").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        "Công đoàn đã nhận được câu hỏi của bạn"
    )
    assert code not in reader.url
    reader.get_by_label("Điều bạn muốn bổ sung").fill("Chúng tôi có 200 người.")
    reader.get_by_role("button", name="Gửi", exact=True).click()
    expect(reader.get_by_role("status")).to_contain_text("Đã gửi")
    assert no_wider_than_the_screen(reader)
    reader.get_by_role("button", name="Đóng câu hỏi trên máy này").click()
    reader.get_by_label("Mã theo dõi của bạn").fill(code.lower().replace("-", " "))
    reader.get_by_role("button", name="Xem câu hỏi của tôi").click()
    expect(reader.locator("main")).to_contain_text("Chúng tôi có 200 người.")
    assert faults == []
    question = Question.objects.get()
    assert (question.text, question.province, question.industry) == (TEXT, unit, "garment")


def test_without_script_nothing_typed_and_no_file_is_lost(
    plain_reader: Page, unit: Unit, tmp_path: Path
) -> None:
    photo = tmp_path / "phieu-luong.jpg"
    photo.write_bytes(picture_bytes())
    plain_reader.goto("/don-vi/bacninh/hoi-dap/gui-cau-hoi/")
    plain_reader.get_by_label("Câu hỏi của bạn").fill(TEXT)
    plain_reader.get_by_label("Bạn hỏi về việc gì?").select_option(label="Tiền lương, tiền thưởng")
    plain_reader.get_by_text("Gửi kèm ảnh, giấy tờ").click()
    plain_reader.get_by_label("Tệp đính kèm").set_input_files(photo)
    box = plain_reader.locator(".guard-question")
    answer = answer_of(box.locator("label").inner_text())
    box.locator("[name=word_answer]").fill(answer)
    plain_reader.get_by_role("button", name="Gửi câu hỏi").click()

    main = plain_reader.locator("main")
    expect(main).to_contain_text("Những câu đã được trả lời gần giống")
    expect(main).to_contain_text("phieu-luong.jpg")
    expect(plain_reader.get_by_label("Câu hỏi của bạn")).to_have_value(TEXT)
    plain_reader.get_by_role("button", name="Câu hỏi của tôi khác, gửi đi").click()

    expect(plain_reader.locator("#code")).to_be_visible()
    assert Question.objects.get().asked_unit == unit
    assert Attachment.objects.get().name == "phieu-luong.jpg"


def test_a_reader_finds_an_answer_in_three_taps_and_marks_it(
    plain_reader: Page, unit: Unit
) -> None:
    plain_reader.goto("/")
    plain_reader.get_by_role("link", name="Hỏi – đáp").first.click()
    plain_reader.get_by_role("link", name="Công ty chậm trả lương").click()
    plain_reader.get_by_role("button", name="Có ích").click()

    expect(plain_reader.locator("#helpful")).to_contain_text("Cảm ơn bạn")
    assert HelpfulCount.objects.get().yes == 1
