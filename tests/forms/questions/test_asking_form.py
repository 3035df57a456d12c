"""Asking on the page: in one go without script, nothing typed lost, every retry one question."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from factories.guard import guard_fields, solved
from factories.portal import make_unit, make_user, picture_bytes
from factories.questions import make_question_page
from forms.guarding import keys
from forms.questions.models import Attachment, Contact, Question, QuestionTopic, WaitingFile
from forms.questions.services.waiting_files import forget_files
from forms.questions.tracking import find_question
from units.enums import PortalRole

pytestmark = pytest.mark.django_db
ASK, RECEIPT = "/hoi-dap/gui-cau-hoi/", "/hoi-dap/da-gui/"
TEXT = "Công ty tôi chậm trả lương ba tháng nay, chúng tôi phải làm gì?"
CODE = re.compile(r'id="code"[^>]*>([0-9A-Z-]{19})<')


def filled(unit: Any = None, **changes: Any) -> dict[str, Any]:
    """Return what an asker fills in, with a solved guard."""
    topic = QuestionTopic.objects.get(slug="tien-luong")
    fields = {"text": TEXT, "topic": topic.pk, "unit": unit.slug if unit else ""}
    return guard_fields("question") | fields | changes


def photo(name: str = "phieu-luong.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes(), content_type="image/jpeg")


def send(client: Client, fields: dict[str, Any], address: str = ASK) -> Any:
    return client.post(address, fields)


def test_whoever_comes_from_a_unit_asks_that_unit(client: Client) -> None:
    unit = make_unit("MOT", name="LĐLĐ tỉnh Một")
    section = client.get("/don-vi/mot/hoi-dap/")
    assert 'href="gui-cau-hoi/"' in section.text

    page = client.get("/don-vi/mot/hoi-dap/gui-cau-hoi/")
    assert '<option value="mot" selected>LĐLĐ tỉnh Một</option>' in page.text
    response = send(client, filled(unit) | solved(page) | {"may_be_published": "on"})

    assert response.status_code == 302
    assert response.url == RECEIPT
    question = Question.objects.get()
    assert (question.text, question.asked_unit, question.unit) == (TEXT, unit, None)
    assert (question.state, question.language, question.may_be_published) == (
        "received",
        "vi",
        True,
    )
    assert [step.action for step in question.steps.all()] == ["asked"]
    assert not Contact.objects.exists()


def test_receipt_shows_the_code_once_more_and_opens_the_question(client: Client) -> None:
    send(client, filled(make_unit("MOT")))
    question = Question.objects.get()
    Question.objects.update(due_on=date(2026, 12, 15))

    page = client.get(RECEIPT)
    code = CODE.search(page.text)[1]

    assert find_question(code) == question
    assert find_question(code.lower().replace("-", " ")) == question
    assert "15/12/2026" in page.text
    assert page["Cache-Control"] == "private, no-store"
    text = client.get(f"{RECEIPT}ma-theo-doi.txt")
    assert text["Content-Type"].startswith("text/plain")
    assert code in text.text
    assert code not in str(question.__dict__)
    assert Client().get(RECEIPT).url == "/hoi-dap/theo-doi/"


def test_contact_lies_apart_and_is_kept_without_end_while_the_question_is_open(client) -> None:
    contact = {"name": "Trần Văn Bình", "phone": "0912 345 678", "email": "binh@example.vn"}
    response = send(client, filled(make_unit()) | contact | {"wants_mail": "on"})

    assert response.status_code == 302
    stored = Question.objects.get().contact
    assert (stored.name, stored.phone, stored.email) == tuple(contact.values())
    assert (stored.wants_mail, stored.delete_after, stored.deleted_at) == (True, None, None)


def test_same_form_twice_is_one_question_with_one_code(client: Client) -> None:
    fields = filled(make_unit())

    assert send(client, fields).url == RECEIPT
    code = CODE.search(client.get(RECEIPT).text)[1]
    again = Client()
    assert send(again, fields).url == RECEIPT

    assert Question.objects.count() == 1
    assert CODE.search(again.get(RECEIPT).text)[1] == code


def test_a_used_proof_with_another_key_is_refused_with_the_text_kept(client: Client) -> None:
    fields = filled(make_unit())
    send(client, fields)

    replay = send(client, fields | {"form_key": guard_fields("question")["form_key"]})

    assert replay.status_code == 422
    assert TEXT in replay.text
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "id_text"),
        ({"topic": ""}, "id_topic"),
        ({"topic": "999999"}, "id_topic"),
        ({"unit": ""}, "id_province"),
        ({"unit": "", "province": "mot"}, "id_industry"),
        ({"unit": "khong-co"}, "id_unit"),
        ({"email": "khong-phai"}, "id_email"),
        ({"phone": "gọi tôi nhé"}, "id_phone"),
        ({"wants_mail": "on"}, "id_email"),
        ({"name": "N" * 101}, "id_name"),
        ({"text": "Đ" * 5001}, "id_text"),
    ],
)
def test_each_mistake_is_named_beside_its_field_and_nothing_is_lost(client, changes, field) -> None:
    unit = make_unit("MOT")

    response = send(client, filled(unit, name="Bình") | changes)

    assert response.status_code == 422
    assert f'<a href="#{field}">' in response.text
    kept = {"text": TEXT, "name": "Bình"} | changes
    assert kept["text"].strip()[:4000] in response.text
    assert kept["name"] in response.text
    assert not Question.objects.exists()


def test_province_and_industry_are_enough(client: Client) -> None:
    province = make_unit("MOT")
    response = send(client, filled(province="mot", industry="garment"))

    assert response.status_code == 302
    question = Question.objects.get()
    assert (question.province, question.industry, question.asked_unit) == (
        province,
        "garment",
        None,
    )


def test_english_address_asks_in_english(client: Client) -> None:
    unit = make_unit()
    page = client.get("/en/hoi-dap/gui-cau-hoi/")
    assert "Ask a question" in page.text

    response = send(client, filled(unit), "/en/hoi-dap/gui-cau-hoi/")

    assert response.url == "/en/hoi-dap/da-gui/"
    assert Question.objects.get().language == "en"
    assert client.get(response.url).status_code == 200


def test_files_come_with_the_question_and_survive_an_error(client: Client) -> None:
    unit = make_unit()
    wrong = send(client, filled(unit, topic="", attachments=[photo("mot.jpg"), photo("hai.jpg")]))
    assert wrong.status_code == 422
    first, second = WaitingFile.objects.all()
    assert first.name in wrong.text

    fields = filled(unit) | {"form_key": solved(wrong)["form_key"]}
    done = send(client, fields | {"attachments": [photo("ba.jpg")], "drop": [first.pk]})

    assert done.status_code == 302
    assert [one.name for one in Attachment.objects.all()] == ["hai.jpg", "ba.jpg"]
    assert not WaitingFile.objects.exists()
    assert second.file.storage.exists(second.file.name)


def test_a_file_that_is_not_what_it_says_is_named_and_the_good_one_kept(client: Client) -> None:
    fake = SimpleUploadedFile("don.pdf", b"<html><script>alert(1)</script>")

    response = send(client, filled(make_unit(), attachments=[photo(), fake]))

    assert response.status_code == 422
    assert "don.pdf: " in response.text
    assert [one.name for one in WaitingFile.objects.all()] == ["phieu-luong.jpg"]
    assert not Question.objects.exists()


def test_more_than_three_files_are_refused_and_three_kept(client: Client) -> None:
    files = [photo(f"{number}.jpg") for number in range(4)]

    response = send(client, filled(make_unit(), attachments=files))

    assert response.status_code == 422
    assert [one.name for one in WaitingFile.objects.all()] == ["0.jpg", "1.jpg", "2.jpg"]


def test_answers_to_questions_like_it_are_shown_once_before_sending(client: Client) -> None:
    unit = make_unit()
    like = make_question_page(
        unit, title="Công ty chậm trả lương", question_text="Chậm trả lương ba tháng, làm gì?"
    )
    other = make_question_page(unit, title="Nghỉ thai sản", question_text="Tôi nghỉ mấy tháng?")

    step = send(client, filled(unit, attachments=[photo()]))

    assert step.status_code == 200
    assert like.title in step.text
    assert other.title not in step.text
    assert TEXT in step.text
    assert not Question.objects.exists()
    done = send(client, filled(unit) | solved(step) | {"seen": "1"})
    assert done.status_code == 302
    assert Attachment.objects.get().name == "phieu-luong.jpg"


def test_fragment_of_similar_questions_never_has_the_text_in_an_address(client: Client) -> None:
    unit = make_unit()
    like = make_question_page(unit, title="Chậm trả lương", question_text="Bị chậm trả lương")

    answer = client.post("/hoi-dap/cau-hoi-giong/", {"text": "Công ty chậm trả lương tôi"})

    assert like.title in answer.text
    assert "<html" not in answer.text
    assert client.get("/hoi-dap/cau-hoi-giong/").status_code == 405


def test_asking_goes_on_when_the_search_is_down(client: Client, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise ConnectionError("no search today")

    monkeypatch.setattr("wagtail.query.PageQuerySet.search", fail)

    assert send(client, filled(make_unit())).status_code == 302


def test_megabyte_of_text_is_refused_with_as_much_kept_as_anybody_reads(client: Client) -> None:
    response = send(client, filled(make_unit(), text="Đau " * 262_144))

    assert response.status_code == 422
    assert "Đau Đau" in response.text
    assert len(response.content) < 400_000
    assert not Question.objects.exists()


def test_script_in_every_field_is_shown_as_text(client: Client) -> None:
    script = "<script>alert(1)</script>"
    fields = dict.fromkeys(("text", "topic", "province", "industry", "unit", "name"), script)
    fields |= dict.fromkeys(("phone", "email", "may_be_published", "drop", "seen"), script)

    response = send(client, guard_fields("question") | fields)

    assert response.status_code == 422
    assert script not in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text


def test_page_costs_the_same_whatever_is_stored(client: Client, count_queries) -> None:
    unit = make_unit()
    client.get(ASK)
    one = count_queries(lambda: client.get(ASK))
    for _number in range(3):
        make_question_page(unit)
    assert count_queries(lambda: client.get(ASK)) == one <= 12


def test_forged_receipt_and_unknown_key_open_nothing(client: Client) -> None:
    client.cookies["receipt"] = uuid4().hex
    assert client.get(RECEIPT).status_code == 302


def test_section_offers_the_form_in_one_tap(client: Client) -> None:
    assert 'href="gui-cau-hoi/"' in client.get("/hoi-dap/").text
    make_unit("MOT")
    assert client.get("/don-vi/mot/tin-tuc/gui-cau-hoi/").status_code == 404


def test_form_that_lay_open_too_long_is_sent_once_more_with_all_in_it(client: Client) -> None:
    unit = make_unit()
    shown_at = timezone.now() - keys.LIFETIME - timedelta(minutes=1)
    old = {"form_key": keys.issue(purpose="question", now=shown_at)}

    late = send(client, filled(unit) | old)
    assert late.status_code == 422
    assert TEXT in late.text

    assert send(client, filled(unit) | solved(late)).status_code == 302


def test_flood_is_refused_with_the_text_kept_and_a_time_to_wait(client: Client, settings) -> None:
    settings.GUARD_LIMITS = {"question": {"soft": 1, "flood": 1}}
    unit = make_unit()
    send(client, filled(unit))

    flooded = send(Client(), filled(unit, name="Bình"))

    assert flooded.status_code == 429
    assert int(flooded["Retry-After"]) > 0
    assert TEXT in flooded.text
    assert "Bình" in flooded.text
    assert Question.objects.count() == 1


def test_centre_is_told_of_a_new_question_without_a_word_of_it(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    make_user(portal_role=PortalRole.VOICE_CENTRE, email="trung-tam@example.vn")
    unit = make_unit(name="LĐLĐ tỉnh Một")

    with django_capture_on_commit_callbacks(execute=True):
        send(client, filled(unit, name="Trần Văn Bình"))

    (letter,) = mail.outbox
    number = Question.objects.get().pk
    assert letter.to == ["trung-tam@example.vn"]
    assert str(number) in letter.subject
    assert "LĐLĐ tỉnh Một" in letter.body
    assert "Bình" not in letter.body
    assert TEXT not in letter.body


def test_files_of_forms_that_nobody_sent_are_forgotten_after_a_day(client: Client) -> None:
    send(client, filled(make_unit(), topic="", attachments=[photo()]))
    (waiting,) = WaitingFile.objects.all()
    storage, name = waiting.file.storage, waiting.file.name

    assert forget_files(now=timezone.now() + timedelta(hours=23)) == 0
    assert forget_files(now=timezone.now() + timedelta(hours=25)) == 1
    assert not WaitingFile.objects.exists()
    assert storage.exists(name)  # the transaction of the test never ends


def test_no_room_for_waiting_files_says_to_choose_them_again(client, monkeypatch) -> None:
    monkeypatch.setattr("forms.questions.services.waiting_files.ROOM", 10)

    response = send(client, filled(make_unit(), topic="", attachments=[photo()]))

    assert response.status_code == 422
    assert '<a href="#id_attachments">' in response.text
    assert not WaitingFile.objects.exists()
