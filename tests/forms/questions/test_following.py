"""Following with the code: what is seen in each state, what can be done, each thing once."""

import html
import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from factories.portal import make_unit, make_user, picture_bytes
from factories.questions import ANSWER, make_answer, make_question
from forms.guarding import keys
from forms.questions.enums import QuestionState
from forms.questions.models import Attachment, Contact, Message, Question
from forms.questions.public.following import HALF_A_DAY
from forms.questions.tracking import code_of, tracking_code, tracking_digest
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
FOLLOW = "/hoi-dap/theo-doi/"
HIDDEN = re.compile(r'name="(thread|form_key|action)" value="([^"]*)"')
PERSON = {"name": "Trần Văn Bình", "phone": "0912345678", "email": "binh@example.vn"}


def followed(state: str = "", **fields: Any) -> Question:
    """Return a question whose code is known."""
    key = uuid4()
    digest = tracking_digest(tracking_code(key))
    fields = {"received_at": timezone.now() - timedelta(days=9)} | fields
    return make_question(state=state, submission_key=key, tracking_digest=digest, **fields)


def opened(question: Question) -> Client:
    client = Client()
    response = client.post(FOLLOW, {"code": code_of(question)})
    assert response.status_code == 302, response.text
    assert response.url == FOLLOW
    return client


def form_of(client: Client, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that does something."""
    found = HIDDEN.findall(client.get(FOLLOW).text)
    groups = [dict(found[place : place + 3]) for place in range(0, len(found), 3)]
    fields = next(one for one in groups if one["action"] == action)
    return {name: html.unescape(value) for name, value in fields.items()}


def do(client: Client, action: str, **fields: Any) -> Any:
    return client.post(FOLLOW, form_of(client, action) | fields)


def test_code_opens_the_question_and_stands_nowhere_else() -> None:
    question = followed()
    client = opened(question)

    page = client.get(FOLLOW)

    assert question.text in page.text
    code = code_of(question)
    assert code not in page.text
    assert code not in str(client.cookies)
    cookie = client.cookies["followed"]
    assert (cookie["path"], cookie["httponly"]) == (FOLLOW, True)
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"


def test_wrong_withdrawn_and_malformed_codes_get_the_same_answer(client: Client) -> None:
    withdrawn = followed()
    code = code_of(withdrawn)
    do(opened(withdrawn), "withdraw", sure="yes")

    answers = {
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"|value="[^"]*"', "", response.text)
        for wrong in ("K7QM-2XFD-9RTA-04HS", code, "'; DROP TABLE questions; --")
        if (response := client.post(FOLLOW, {"code": wrong})).status_code == 422
    }

    assert len(answers) == 1


def test_guessing_is_slowed_down_and_the_right_code_still_opens(client: Client, settings) -> None:
    settings.GUARD_LIMITS = {"question_code": {"wrong_codes": 3}}
    question = followed()

    statuses = [client.post(FOLLOW, {"code": f"AAAA-{n}"}).status_code for n in range(5)]

    assert statuses == [422, 422, 422, 429, 429]
    assert client.post(FOLLOW, {"code": code_of(question)}).status_code == 302


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("received", "The union has received your question"),
        ("assigned", "Your question is being answered"),
        ("in_progress", "Your question is being answered"),
        ("drafted", "Your question is being answered"),
        ("in_review", "The answer is written"),
        ("published", "Your question is answered"),
        ("private", "Your question is answered"),
        ("refused", "The union cannot answer this question"),
        ("transferred", "Your question was passed to another body"),
    ],
)
def test_each_state_is_told_in_plain_words(state: str, words: str) -> None:
    unit = make_unit() if state != "received" else None
    question = followed(state, unit=unit, closing_note="Gửi Sở Nội vụ")
    client = opened(question)
    client.cookies["followed"]["path"] = "/"

    page = client.get(f"/en{FOLLOW}")

    assert words in page.text
    assert ("Bạn được trả thêm tiền lãi" in page.text) == (state in ("published", "private"))
    assert ('class="voice-stages"' in page.text) == (state not in ("refused", "transferred"))


def test_deadline_waiting_and_lateness_are_said() -> None:
    unit = make_unit()
    question = followed(unit=unit, due_on=timezone.localdate() + timedelta(days=9))
    client = opened(question)
    due = f"{question.due_on:%d/%m/%Y}"
    assert due in client.get(FOLLOW).text

    Question.objects.update(due_on=date(2025, 1, 2))
    assert "02/01/2025" in client.get(FOLLOW).text
    Question.objects.update(waiting_since=timezone.now())
    assert "02/01/2025" not in client.get(FOLLOW).text


def test_draft_of_an_answer_and_names_of_officers_are_never_shown() -> None:
    officer = make_user(last_name="Lê", first_name="Bí Mật")
    question = followed("in_review", unit=make_unit(), officer=officer)
    Message.objects.create(
        question=question, submission_key=uuid4(), kind="request", text="Tên công ty là gì?",
        author=officer, sent_at=timezone.now(),
    )  # fmt: skip

    text = opened(question).get(FOLLOW).text

    assert "Tên công ty là gì?" in text
    assert "Bí Mật" not in text
    assert "Bạn được trả thêm tiền lãi" not in text


def test_joined_question_shows_the_public_answer_of_the_other_and_no_private_one() -> None:
    unit = make_unit()
    main = make_question(state="published", unit=unit)
    question = followed("merged", merged_into=main)
    client = opened(question)
    text = client.get(FOLLOW).text
    assert "Bạn được trả thêm tiền lãi" in text
    assert main.page.get_url() in text

    main.answers.update(is_public=False)
    assert "Bạn được trả thêm tiền lãi" not in client.get(FOLLOW).text


def test_parts_are_answered_behind_the_code_of_the_whole() -> None:
    unit = make_unit()
    question = followed(unit=unit)
    make_question(state="private", unit=unit, split_from=question, answer="<p>Phần hai.</p>")

    assert "Phần hai." in opened(question).get(FOLLOW).text


def test_adding_lets_the_time_run_again_and_tells_the_unit(
    django_capture_on_commit_callbacks,
) -> None:
    unit = make_unit()
    make_user(unit=unit, role=UnitRole.RESPONDENT, email="tra-loi@example.vn")
    question = followed(unit=unit, waiting_since=timezone.now() - timedelta(days=7))
    client = opened(question)
    photo = SimpleUploadedFile("bang-luong.png", picture_bytes(image_format="PNG"))
    fields = form_of(client, "add") | {"text": "Công ty ở khu B.", "attachments": [photo]}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(FOLLOW, fields)
        assert response.url == f"{FOLLOW}?xong=added"
    client.post(FOLLOW, fields)

    message = question.messages.get()
    assert (message.kind, message.text, message.author) == ("addition", "Công ty ở khu B.", None)
    assert [one.name for one in message.attachments.all()] == ["bang-luong.png"]
    question.refresh_from_db()
    assert question.waiting_since is None
    assert {"added", "clock_resumed"} <= {step.action for step in question.steps.all()}
    assert [one.to for one in mail.outbox] == [["tra-loi@example.vn"]]
    assert "khu B" not in mail.outbox[0].body + mail.outbox[0].subject


def test_refused_addition_keeps_words_and_good_files() -> None:
    question = followed(unit=make_unit())
    client = opened(question)
    good = SimpleUploadedFile("a.jpg", picture_bytes())
    fields = form_of(client, "add") | {"text": "x" * 5001}

    wrong = client.post(FOLLOW, fields | {"attachments": [good]})
    assert wrong.status_code == 422
    assert "x" * 5001 in wrong.text
    assert "a.jpg" in wrong.text

    client.post(FOLLOW, fields | {"text": "Ngắn hơn"})
    assert [one.name for one in Attachment.objects.filter(question=question)] == ["a.jpg"]


def test_nothing_is_added_to_a_closed_question_and_words_stay() -> None:
    question = followed(unit=make_unit())
    client = opened(question)
    fields = form_of(client, "add") | {"text": "Thêm một điều"}
    now = timezone.now()
    Question.objects.update(state="transferred", closed_at=now)

    response = client.post(FOLLOW, fields)

    assert response.status_code == 409
    assert not question.messages.exists()


def test_form_of_one_question_never_reaches_another() -> None:
    first, second = followed(unit=make_unit(), text="Câu một"), followed(text="Câu hai")
    client = opened(first)
    fields = form_of(client, "add") | {"text": "Cho câu một"}
    client.post(FOLLOW, {"code": code_of(second)})

    client.post(FOLLOW, fields)

    assert first.messages.get().text == "Cho câu một"
    assert not second.messages.exists()


def test_form_with_a_key_of_another_question_is_refused() -> None:
    first, second = followed(unit=make_unit()), followed()
    fields = form_of(opened(first), "add") | {"text": "Lẫn lộn"}
    fields["form_key"] = form_of(opened(second), "add")["form_key"]

    response = Client().post(FOLLOW, fields)

    assert response.status_code == 422
    assert "Lẫn lộn" in response.text
    assert not Message.objects.exists()


def test_expired_forms_say_so_and_give_the_words_back(monkeypatch) -> None:
    question = followed(unit=make_unit())
    client = opened(question)
    fields = form_of(client, "add") | {"text": "Viết mãi mới xong"}
    later = timezone.now() + keys.LIFETIME + timedelta(minutes=1)

    monkeypatch.setattr("forms.questions.public.forms.timezone.now", lambda: later)
    response = client.post(FOLLOW, fields)
    assert response.status_code == 422
    assert "Viết mãi mới xong" in response.text

    monkeypatch.setattr("django.core.signing.time.time", lambda: later.timestamp() + HALF_A_DAY)
    lost = client.post(FOLLOW, fields)
    assert lost.status_code == 422
    assert "Viết mãi mới xong" in lost.text
    assert 'name="code"' in lost.text


def test_thanks_are_kept_once_for_an_answer() -> None:
    question = followed("published", unit=make_unit())
    client = opened(question)
    fields = form_of(client, "thank")

    for _time in range(2):
        assert client.post(FOLLOW, fields).url == f"{FOLLOW}?xong=thanked"

    assert question.messages.get().kind == "thanks"
    assert 'value="thank"' not in client.get(FOLLOW).text
    assert Client().post(FOLLOW, fields | {"thread": "gia-mao"}).status_code == 422


def test_answer_is_contested_once_and_a_new_one_once_more(
    django_capture_on_commit_callbacks,
) -> None:
    make_user(portal_role=PortalRole.VOICE_CENTRE, email="trung-tam@example.vn")
    question = followed("published", unit=make_unit())
    client = opened(question)
    fields = form_of(client, "contest") | {"text": "Chưa đúng điều tôi hỏi"}

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(FOLLOW, fields).url == f"{FOLLOW}?xong=contested"
    assert client.post(FOLLOW, fields).url == f"{FOLLOW}?xong=contested"
    again = fields | {"form_key": form_of(client, "withdraw")["form_key"]}
    refused = client.post(FOLLOW, again | {"text": "Lần nữa"})

    assert refused.status_code == 409
    question.refresh_from_db()
    assert question.is_contested
    assert question.messages.get().text == "Chưa đúng điều tôi hỏi"
    assert [one.to for one in mail.outbox] == [["trung-tam@example.vn"]]
    Question.objects.update(is_contested=False)
    later = timezone.now() + timedelta(minutes=1)
    make_answer(question, reviewed_at=later)
    assert 'value="contest"' in client.get(FOLLOW).text


def test_no_thanks_and_no_contest_without_an_answer() -> None:
    question = followed("in_review", unit=make_unit())
    client = opened(question)
    fields = form_of(client, "withdraw")

    for action in ("thank", "contest"):
        response = client.post(FOLLOW, fields | {"action": action, "text": "Tại sao"})
        assert response.status_code == 409
    assert not Message.objects.exists()


def test_withdrawing_needs_a_second_tick() -> None:
    question = followed()
    assert do(opened(question), "withdraw").status_code == 422
    question.refresh_from_db()
    assert question.state == "received"


@pytest.mark.parametrize("state", ["received", "in_progress", "published", "private", "refused"])
def test_withdrawing_deletes_what_the_asker_sent_and_keeps_the_count(
    state: str, django_capture_on_commit_callbacks
) -> None:
    unit = make_unit() if state != "received" else None
    question = followed(state, unit=unit, contact=PERSON)
    client = opened(question)
    file = Attachment.objects.create(
        question=question, file=SimpleUploadedFile("cccd.jpg", b"x"), name="cccd.jpg", size=1,
        content_type="image/jpeg",
    )  # fmt: skip
    storage, path = file.file.storage, file.file.name
    fields = form_of(client, "withdraw") | {"sure": "yes"}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(FOLLOW, fields)
    assert response.url == client.post(FOLLOW, fields).url == f"{FOLLOW}?xong=withdrawn"

    question.refresh_from_db()
    was_closed = state in ("published", "private", "refused")
    assert question.state == (state if was_closed else QuestionState.WITHDRAWN)
    assert (question.text, code_of(question)) == ("", "")
    contact = Contact.objects.get()
    assert (contact.name, contact.phone, contact.email) == ("", "", "")
    assert contact.deleted_at is not None
    file.refresh_from_db()
    assert (file.name, file.file.name) == ("", "")
    assert not storage.exists(path)
    if state == "published":
        assert ANSWER in str(question.page.answer)
        assert client.get(question.page.get_url()).status_code == 200
    else:
        assert (question.public_title, question.public_text) == ("", "")
    assert 'name="code"' in client.get(FOLLOW).text


def test_whoever_asked_the_same_takes_the_place_of_a_withdrawn_question() -> None:
    question = followed(unit=make_unit())
    heir = make_question(state="merged", merged_into=question)
    part = make_question(unit=question.unit, split_from=question, text="Một phần")

    do(opened(question), "withdraw", sure="yes")

    heir.refresh_from_db()
    part.refresh_from_db()
    assert (heir.state, heir.merged_into) == ("received", None)
    assert (part.state, part.text) == ("withdrawn", "")


def test_closing_forgets_the_question_on_this_device() -> None:
    client = opened(followed())
    assert client.post(FOLLOW, {"action": "close"}).url == f"{FOLLOW}?xong=closed"
    assert 'name="code"' in client.get(FOLLOW).text


def test_thread_costs_the_same_with_one_message_and_with_many(count_queries) -> None:
    question = followed("published", unit=make_unit(), contact=PERSON)
    client = opened(question)

    def say(number: int) -> None:
        for _number in range(number):
            Message.objects.create(
                question=question, submission_key=uuid4(), kind="addition", text="Thêm",
                sent_at=timezone.now() - timedelta(days=9),
            )  # fmt: skip

    say(1)
    client.get(FOLLOW)
    one = count_queries(lambda: client.get(FOLLOW))
    say(10)
    assert count_queries(lambda: client.get(FOLLOW)) == one
