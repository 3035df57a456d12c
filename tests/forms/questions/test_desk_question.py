"""The screen of one question: what it shows to whom, what it does, what it keeps when refused."""

import re

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from factories.portal import make_unit
from factories.questions import make_question, make_question_page
from forms.questions.enums import QuestionState
from forms.questions.models import (
    Advice,
    Attachment,
    ContactReading,
    InternalNote,
    Question,
    ReplyTemplate,
)
from forms.questions.models.answers import ANSWER_FEATURES
from forms.questions.services.assigning import assign
from forms.questions.services.officers import take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CONTACT = {"name": "Nguyễn Kanari", "phone": "0912345678", "email": "kanari@example.vn"}
TEXT = "Tôi là Nguyễn Thị Hoa ở công ty Samsung, số 0987654321. Chậm lương thì làm gì?"


@pytest.fixture
def unit():
    return make_unit("TA")


@pytest.fixture
def other():
    return make_unit("HO")


@pytest.fixture
def client_of():
    """Return a function that gives a client of an account that reads English."""

    def log_in(user) -> Client:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return log_in


@pytest.fixture
def question(unit):
    return make_question(unit=unit, text=TEXT, contact=CONTACT)


def url_of(question) -> str:
    return reverse("question_show", args=[question.pk])


def last_id(question) -> int:
    return question.steps.order_by("pk").last().pk


def act(client, question, action, *, seen=None, **fields):
    """Send the form of an action as the screen shows it now."""
    seen = last_id(question) if seen is None else seen
    data = {f"{action}-{name}": value for name, value in {"seen": seen, **fields}.items()}
    return client.post(url_of(question), {"action": action, **data})


def draft(client, question, do="save", *, text="<p>Điều 97</p>", seen_at="", **fields):
    fields = {"public_title": "Chậm lương", "public_text": "Làm gì?", "is_public": "on"} | fields
    written = rich_text(text, features=ANSWER_FEATURES)
    data = {"seen": last_id(question), "seen_at": seen_at, "text": written, **fields}
    posted = {f"draft-{name}": value for name, value in data.items()}
    return client.post(url_of(question), {"action": "draft", "do": do, **posted})


def page_text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_question_is_open_to_its_unit_and_the_centre_only(question, people, client_of):
    for user in (people.officer, people.colleague, people.centre):
        assert client_of(user).get(url_of(question)).status_code == 200
    for user in (people.stranger, people.chief):
        assert client_of(user).get(url_of(question)).status_code == 404
        assert act(client_of(user), question, "note", text="Không").status_code == 404


def test_the_text_is_shown_with_marks_and_the_contact_is_not(question, people, client_of):
    page = page_text(client_of(people.officer).get(url_of(question)))
    assert re.search(r"<mark[^>]*>0987654321<", page)
    assert re.search(r"<mark[^>]*>công ty Samsung<", page)
    assert "0912345678" not in page
    assert "Kanari" not in page


def test_reading_the_contact_needs_a_reason_and_is_on_record(question, people, client_of):
    client = client_of(people.officer)
    assert "Kanari" not in page_text(act(client, question, "contact", reason=""))
    assert not ContactReading.objects.exists()

    response = act(client, question, "contact", reason="Gọi hỏi thêm")

    assert "Nguyễn Kanari" in page_text(response)
    assert "no-store" in response["Cache-Control"]
    reading = ContactReading.objects.get()
    assert (reading.reader, reading.reason) == (people.officer, "Gọi hỏi thêm")
    assert act(client_of(people.centre), question, "contact", reason="Xem").status_code == 404
    assert ContactReading.objects.count() == 1


def test_the_whole_way_to_a_public_page_on_screens(unit, people, client_of):
    question = make_question(text=TEXT)
    centre, officer = client_of(people.centre), client_of(people.officer)

    assert act(centre, question, "assign", unit=unit.pk, topic=question.topic_id).status_code == 302
    assert act(officer, question, "take").status_code == 302
    assert draft(officer, question, "send").status_code == 302
    fields = {"public_title": "Chậm trả lương", "public_text": "Gọi 0987654321 được không?"}
    refused = act(centre, question, "release", is_checked="on", **fields)
    assert "telephone number 0987654321" in page_text(refused)
    assert 'value="Chậm trả lương"' in page_text(refused)
    confirmed = {"confirmed": ["0987654321"], "is_checked": "on", **fields}
    assert act(centre, question, "release", **confirmed).status_code == 302

    page = Question.objects.get(pk=question.pk).page
    assert (page.live, page.unit, page.title) == (True, unit, "Chậm trả lương")
    assert "Điều 97" in page.answer


def test_a_refused_form_keeps_what_was_typed(question, people, client_of):
    client = client_of(people.officer)
    response = draft(client, question, "send", text="<p>Bản của tôi</p>", public_title="")
    page = page_text(response)
    assert "Write the public title" in page
    assert "Bản của tôi" in response.context["draft_form"]["text"].value()
    assert Question.objects.get(pk=question.pk).state == "drafted"

    response = act(client, question, "hand_back", note="")
    assert "This field is required" in page_text(response)


def test_two_people_at_once_are_told_and_lose_nothing(question, people, client_of, now):
    seen = last_id(question)
    take(question_id=question.pk, user=people.colleague, now=now)
    client = client_of(people.officer)

    response = act(client, question, "hand_back", seen=seen, note="Không phải việc của tôi")
    page = page_text(response)
    assert "Meanwhile this happened: Taken – Nguyễn Thị Cúc" in page or "Cúc" in page
    assert "Không phải việc của tôi" in page

    draft(client_of(people.colleague), question)
    response = draft(client, question, text="<p>Bản của tôi</p>", seen_at="")
    assert "saved this answer meanwhile" in page_text(response)
    form = response.context["draft_form"]
    assert "Bản của tôi" in form["text"].value()
    again = draft(client, question, text="<p>Hai</p>", seen_at=form.data["draft-seen_at"])
    assert again.status_code == 302
    assert question.answers.get().text.endswith("Hai</p>")


def test_an_action_on_what_has_moved_says_where_it_stands(question, people, client_of):
    Question.objects.filter(pk=question.pk).update(state=QuestionState.IN_REVIEW)
    response = act(client_of(people.officer), question, "ask_back", text="Bạn ở đâu?",
                   key="5e0f9e0c-7f0e-4d5c-9f61-0b3f5d0f7a11")  # fmt: skip
    page = page_text(response)
    assert "In review" in page
    assert "Bạn ở đâu?" in page
    assert not question.messages.exists()


def test_templates_and_proposals_are_put_in_and_nothing_is_kept(
    question, unit, other, people, client_of
):
    own = ReplyTemplate.objects.create(unit=unit, title="Chào", text="<p>Chào bạn</p>")
    foreign = ReplyTemplate.objects.create(unit=other, title="Lạ", text="<p>Lạ</p>")
    client = client_of(people.officer)

    response = draft(client, question, "insert", template=own.pk)
    assert "Chào bạn" in response.context["draft_form"].initial["text"]
    response = draft(client, question, "insert", template=foreign.pk)
    assert "Lạ" not in page_text(response)

    response = draft(client, question, "redact")
    proposal = response.context["draft_form"].initial["public_text"]
    assert "0987654321" not in proposal
    assert "Samsung" not in proposal
    assert "[" in proposal
    assert not question.answers.exists()


def test_notes_stay_with_their_unit_and_history_before_hides_names(
    question, other, people, client_of, now
):
    assert act(client_of(people.officer), question, "note", text="Hỏi anh Ba").status_code == 302
    draft(client_of(people.officer), question, text="<p>Nháp của đơn vị cũ</p>")
    assign(question_id=question.pk, unit=other, user=people.centre, now=timezone.now())

    page = page_text(client_of(people.stranger).get(url_of(question)))

    for text in ("Hỏi anh Ba", "Nháp của đơn vị cũ", "Bình"):
        assert text not in page
    assert InternalNote.objects.get().unit == question.unit
    assert "Hỏi anh Ba" not in page_text(client_of(people.centre).get(url_of(question)))


def test_an_attachment_is_a_download_of_the_unit_in_charge(
    question, people, client_of, settings, tmp_path
):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        }
    }
    attachment = Attachment.objects.create(
        question=question, name="bảng lương.pdf", size=8, content_type="application/pdf",
        file=ContentFile(b"%PDF-1.4", name="bang-luong.pdf"),
    )  # fmt: skip
    url = reverse("question_file", args=[question.pk, attachment.pk])
    response = client_of(people.officer).get(url)
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"%PDF-1.4"
    assert client_of(people.stranger).get(url).status_code == 404
    elsewhere = reverse("question_file", args=[make_question().pk, attachment.pk])
    assert client_of(people.centre).get(elsewhere).status_code == 404


def test_the_advised_unit_sees_the_public_text_alone(question, other, people, client_of):
    client, ask = client_of(people.officer), {"unit": other.pk, "text": "Hỏi đơn vị bạn"}
    assert "Save the public text first" in page_text(act(client, question, "advice", **ask))
    draft(client, question, public_text="[Tên công ty] chậm lương")
    assert act(client, question, "advice", **ask).status_code == 302

    advice = Advice.objects.get()
    url = reverse("question_advice", args=[advice.pk])
    stranger = client_of(people.stranger)
    page = page_text(stranger.get(url))
    assert "[Tên công ty] chậm lương" in page
    for secret in ("Samsung", "0987654321", "Điều 97", "Kanari"):
        assert secret not in page
    assert stranger.get(url_of(question)).status_code == 404
    assert client_of(people.colleague).get(url).status_code == 404

    assert "This field is required" in page_text(stranger.post(url, {"reply": " "}))
    assert stranger.post(url, {"reply": "Theo điều 97"}).status_code == 302
    assert "already" in page_text(stranger.post(url, {"reply": "Ý khác"}))
    assert "Theo điều 97" in page_text(client.get(url_of(question)))


def test_answered_questions_offer_what_keeps_answers_right(people, client_of, unit):
    page = make_question_page(None)
    old = make_question(unit=unit, state=QuestionState.PUBLISHED, page=page)
    newer = make_question(unit=unit, state=QuestionState.PUBLISHED, page=make_question_page(None))
    centre = client_of(people.centre)

    assert "no public answer" in page_text(act(centre, old, "supersede", newer=999_999))
    assert act(client_of(people.officer), old, "confirm").status_code == 302
    assert act(centre, old, "supersede", newer=newer.pk).status_code == 302
    page.refresh_from_db()
    assert page.superseded_by == newer.page
    assert page.review_on.year == timezone.localdate().year + 1
    assert act(client_of(people.officer), old, "supersede", newer=newer.pk).status_code == 404
    assert act(client_of(people.officer), old, "reopen", note="").status_code == 302
    assert Question.objects.get(pk=old.pk).state == "in_progress"


@pytest.mark.parametrize(
    ("key", "fields", "state"),
    [
        ("refuse", {"reason": "spam", "note": ""}, "refused"),
        ("pass", {"note": "Bảo hiểm xã hội"}, "transferred"),
    ],
)
def test_the_centre_ends_questions(question, people, client_of, key, fields, state):
    assert act(client_of(people.officer), question, key, **fields).status_code == 404
    assert act(client_of(people.centre), question, key, **fields).status_code == 302
    assert Question.objects.get(pk=question.pk).state == state


def test_the_centre_joins_and_splits(question, people, client_of):
    centre, main = client_of(people.centre), make_question()
    assert "There is no question" in page_text(act(centre, question, "merge", into=999_999))
    assert "itself" in page_text(act(centre, question, "merge", into=question.pk))
    part = {"text": "Còn bảo hiểm?", "topic": question.topic_id}
    assert act(centre, question, "split", **part).status_code == 302
    assert act(centre, question, "merge", into=main.pk).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.merged_into) == ("merged", main)
    assert question.parts.get().text == "Còn bảo hiểm?"
