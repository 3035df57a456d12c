"""People send a guarded form in a real browser: with script, without, and on an unsafe line."""

import pytest
from django.urls import clear_url_caches
from playwright.sync_api import Page, expect

from forms.guarding.word_questions import DAYS, NUMBERS, THINGS

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
NOTE = "/gop-y/"


@pytest.fixture(autouse=True)
def _note(settings, portal_url):
    settings.ROOT_URLCONF = "factories.guarded_note"
    settings.GUARD_WORK = 20
    yield
    clear_url_caches()


def answer_of(question: str) -> str:
    """Answer a word question as a person does, by reading it."""
    words = {str(one).split("|")[1]: place for place, one in enumerate(NUMBERS, 1)}
    days = [str(one).split("|")[0] for one in DAYS]
    first, sign, second, *_rest = question.casefold().replace("?", "").split()
    if sign in ("cộng", "trừ"):
        a, b = words[first], words[second]
        return str(a + b if sign == "cộng" else a - b)
    if question.startswith("Hôm nay"):
        today = next(place for place, day in enumerate(days) if f"là {day}." in question)
        return days[(today + (1 if "mai" in question else -1)) % 7]
    (things,) = [things for text, things in THINGS if str(text).split("%")[0] in question]
    return next(word for one in things for word in str(one).split("|") if word in question)


def test_the_proof_is_solved_while_people_write(reader: Page) -> None:
    faults: list[str] = []
    reader.on("console", lambda entry: faults.append(entry.text) if entry.type == "error" else None)
    reader.on("pageerror", lambda error: faults.append(str(error)))
    reader.goto(NOTE)
    question = reader.locator(".guard-question")
    expect(question).to_be_hidden()
    status = reader.locator(".guard-status")
    expect(status).to_have_text("")

    reader.get_by_label("Nội dung").fill("Chào <b>công đoàn</b>")
    expect(status).to_have_text("Đã kiểm tra xong")
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults == []
    reader.get_by_role("button", name="Gửi công khai").click()

    expect(reader.locator("body")).to_have_text("Đã nhận: Chào <b>công đoàn</b> (public)")


def test_whoever_sends_at_once_waits_and_loses_no_button(reader: Page, settings) -> None:
    settings.GUARD_WORK = 300
    reader.goto(NOTE)
    reader.evaluate(
        "() => { document.querySelector('textarea').value = 'Nhanh';"
        " document.querySelector('[name=way]').click();"
        " document.querySelector('[name=way]').click(); }"
    )
    expect(reader.locator("body")).to_have_text("Đã nhận: Nhanh (public)")


def test_a_refused_form_is_proven_anew(reader: Page) -> None:
    reader.goto(NOTE)
    reader.get_by_label("Nội dung").fill("dài " * 50)
    reader.get_by_role("button", name="Gửi công khai").click()
    expect(reader.locator(".errorlist")).to_contain_text("199 ký tự")

    reader.get_by_label("Nội dung").fill("ngắn")
    reader.get_by_role("button", name="Gửi công khai").click()
    expect(reader.locator("body")).to_have_text("Đã nhận: ngắn (public)")


def test_without_script_a_question_is_answered(browser, portal_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=portal_url)
    page = context.new_page()
    page.goto(NOTE)
    page.get_by_label("Nội dung").fill("Không có script")
    page.locator("[name=word_answer]").fill("không biết")
    page.get_by_role("button", name="Gửi công khai").click()
    expect(page.locator(".guard-error")).to_have_text(
        "Câu trả lời chưa đúng. Mời bạn trả lời câu hỏi mới."
    )
    expect(page.get_by_label("Nội dung")).to_have_value("Không có script")

    page.locator("[name=word_answer]").fill(answer_of(page.locator(".guard label").inner_text()))
    page.get_by_role("button", name="Gửi công khai").click()
    expect(page.locator("body")).to_have_text("Đã nhận: Không có script (public)")
    context.close()


def test_on_a_line_without_encryption_the_question_stays(reader: Page) -> None:
    reader.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    reader.goto(NOTE)
    reader.get_by_label("Nội dung").fill("Mạng thường")
    question = reader.locator(".guard label")
    expect(question).to_be_visible()
    reader.locator("[name=word_answer]").fill(answer_of(question.inner_text()))
    reader.get_by_role("button", name="Gửi công khai").click()
    expect(reader.locator("body")).to_have_text("Đã nhận: Mạng thường (public)")


def test_a_proof_that_fails_gives_way_to_the_question(reader: Page) -> None:
    reader.add_init_script("crypto.subtle.deriveBits = () => Promise.reject(new Error())")
    reader.goto(NOTE)
    reader.get_by_label("Nội dung").fill("Máy cũ")
    question = reader.locator(".guard label")
    expect(question).to_be_visible()
    reader.locator("[name=word_answer]").fill(answer_of(question.inner_text()))
    reader.get_by_role("button", name="Gửi công khai").click()
    expect(reader.locator("body")).to_have_text("Đã nhận: Máy cũ (public)")
