"""Members vote on a phone: with script and without, and find their ballot in the count."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.test_guard import answer_of
from factories.polls import choices_of, make_poll, make_question, questions_of
from forms.polls.enums import QuestionKind
from forms.polls.models import Ballot

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(browser: Browser, portal_url: str) -> Iterator[Page]:
    """Return a page on a phone that runs no script."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, base_url=portal_url, java_script_enabled=False
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def poll():
    """Return an open poll with a question of every kind and one that waits for another."""
    made = make_poll(kinds=QuestionKind.values)
    single = questions_of(made)[0]
    make_question(
        single.section, "text", sort_order=9, text_vi="Vì sao?", condition_on=single,
        condition_operator="is", condition_value=str(choices_of(single)[1]),
    )  # fmt: skip
    return made


def fill(page: Page, poll) -> None:
    """Answer what has no fields of its own way."""
    by_kind = {question.kind: question for question in questions_of(poll)[:7]}
    box = {kind: page.locator(f"#cau-{question.pk}") for kind, question in by_kind.items()}
    box["single"].get_by_text("Lựa chọn 1").click()
    box["multiple"].get_by_text("Lựa chọn 3").click()
    box["scale"].get_by_text("4", exact=True).click()
    for row in box["matrix"].locator(".poll-row").all():
        row.get_by_text("Lựa chọn 2").click()
    box["number"].locator("input").fill("12")
    box["text"].locator("textarea").fill("Cơm nóng hơn")


def finish(page: Page) -> None:
    """Send, keep the receipt, and look the ballot up by it."""
    page.get_by_role("button", name="Bỏ phiếu").click()
    expect(page.get_by_role("heading", name="Cảm ơn bạn đã bỏ phiếu")).to_be_visible()
    code = page.locator("[data-receipt]").inner_text()
    page.get_by_role("link", name="Kiểm tra phiếu").click()
    page.get_by_label("Mã biên nhận").fill(code)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("status")).to_contain_text("Phiếu có trong sổ")


def test_member_votes_on_a_phone(reader: Page, poll) -> None:
    reader.goto(poll.page.get_url(), wait_until="load")
    why = reader.get_by_role("group", name="Vì sao?")
    ranking = reader.locator("[data-ranking]")

    expect(why).to_be_hidden()
    reader.get_by_text("Lựa chọn 2").first.click()
    expect(why).to_be_visible()
    fill(reader, poll)
    expect(why).to_be_hidden()
    # What was forgotten is said on top, and nothing typed is lost.
    reader.get_by_role("button", name="Bỏ phiếu").click()
    expect(reader.locator("[data-faults]")).to_be_focused()
    expect(reader.locator("textarea").first).to_have_value("Cơm nóng hơn")
    ranking.get_by_role("button", name="Chuyển lên: Lựa chọn 3").click()
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finish(reader)

    one, two, three = choices_of(questions_of(poll)[2])
    answers = Ballot.objects.get().answers
    assert answers[str(questions_of(poll)[2].pk)] == [one, three, two]
    assert len(answers) == 7
    reader.goto(poll.page.get_url())
    expect(reader.get_by_text("Thiết bị này đã bỏ phiếu")).to_be_visible()


def test_member_votes_without_script(plain: Page, poll) -> None:
    plain.goto(poll.page.get_url(), wait_until="load")

    expect(plain.get_by_text("Chỉ trả lời nếu bạn chọn “Lựa chọn 2” ở câu 1.")).to_be_visible()
    fill(plain, poll)
    for rank, select in enumerate(plain.locator(".poll-ranking select").all(), start=1):
        select.select_option(str(rank))
    plain.locator("[name=word_answer]").fill(answer_of(plain.locator(".guard label").inner_text()))
    finish(plain)

    assert len(Ballot.objects.get().answers) == 7
