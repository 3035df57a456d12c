"""Nothing of fifty people reaches pages, search, feeds, APIs, mails, logs or error pages."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from itertools import cycle
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.models import AuditEntry
from factories.api import Caller
from factories.guard import guard_fields
from factories.portal import make_unit, make_user
from factories.questions import make_question
from forms.questions.enums import CLOSED, QuestionState
from forms.questions.models import (
    Answer,
    Attachment,
    Contact,
    InternalNote,
    Message,
    Question,
    QuestionPage,
    QuestionTopic,
)
from units.enums import PortalRole
from units.models import Unit

pytestmark = pytest.mark.django_db
FAMILIES = ("Trần", "Lò", "Bế", "Giàng", "Quách")
PEOPLE = [
    {
        "name": f"{FAMILIES[number % 5]} Thị Kín {number:02}x",
        "phone": f"0987{number:02}1{number:02}5",
        "identity": f"0361990{number:02}7{number:02}",
        "address": f"Thôn {number:02}, xã Thủy Kín {number:02}, huyện Kín {number:02}x",
    }
    for number in range(50)
]
SEEDS = [value for person in PEOPLE for value in person.values()]
STATES = [state for state in QuestionState if state != QuestionState.MERGED]


def text_of(person: dict[str, str]) -> str:
    return (
        f"Tôi là {person['name']}, số {person['phone']}, căn cước {person['identity']}, ở "
        f"{person['address']}. Công ty chậm trả lương."
    )


@pytest.fixture
def unit() -> Unit:
    return make_unit("MOT")


@pytest.fixture
def asked(unit: Unit) -> list[Question]:
    """Return fifty questions in all states, with contacts, messages, notes and files."""
    return [ask(unit, person, state) for person, state in zip(PEOPLE, cycle(STATES), strict=False)]


def ask(unit: Unit, person: dict[str, str], state: QuestionState) -> Question:
    contact = {"name": person["name"], "phone": person["phone"], "email": "kin@example.vn"}
    text = text_of(person)
    received_at = timezone.now() - timedelta(days=9)
    owner = None if state == QuestionState.RECEIVED else unit
    question = make_question(
        state=state, unit=owner, text=text, contact=contact, received_at=received_at
    )
    said: dict[str, Any] = {"question": question, "text": text}
    Message.objects.create(submission_key=uuid4(), kind="addition", sent_at=received_at, **said)
    InternalNote.objects.create(unit=owner, written_at=received_at, **said)
    Answer.objects.create(
        number=9, state="returned", saved_at=received_at, review_note=text, **said
    )
    Attachment.objects.create(
        question=question, name=f"{person['identity']}.pdf", size=1, content_type="application/pdf",
        file=SimpleUploadedFile("giay-to.pdf", b"%PDF-1.4"),
    )  # fmt: skip
    return question


def public_addresses() -> Iterator[str]:
    for page in QuestionPage.objects.all():
        yield page.get_url()
        yield f"/api/v2/pages/{page.pk}/"
        yield f"/api/v3/pages/{page.pk}/"
        yield f"/api/v3/questions/{page.pk}/"
    for section in ("/hoi-dap/", "/don-vi/mot/hoi-dap/"):
        yield from (section, f"{section}?q=luong", f"{section}gui-cau-hoi/")
        yield from (f"{section}feed/", f"{section}feed/atom/", f"{section}khong-co/")
    yield from ("/", "/don-vi/mot/", "/don-vi/", "/feed/", "/sitemap.xml", "/sitemap-vi.xml")
    yield from ("/tim-kiem/?q=luong", "/tim-kiem/?q=kin", "/hoi-dap/theo-doi/", "/hoi-dap/da-gui/")
    yield from ("/api/v2/pages/?type=questions.QuestionPage&fields=*", "/api/v3/questions/")
    yield from ("/api/v3/pages/", "/api/v3/search/?q=luong", "/api/v3/search/?q=kin")
    yield from ("/api/v3/openapi.json", "/api/v3/units/", "/admin/", "/healthz")


def seeds_in(*texts: str) -> list[str]:
    return [seed for seed in SEEDS if any(seed in text for text in texts)]


def test_seeds_are_there_to_be_found(asked: list[Question]) -> None:
    texts = Question.objects.values_list("text", flat=True)
    assert seeds_in(*texts) == SEEDS
    assert {question.state for question in asked} == set(STATES)


def test_no_public_or_api_request_shows_anybody(client: Client, asked, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    for address in public_addresses():
        answer = client.get(address, follow=True)
        assert answer.status_code in (200, 404), address
        headers = str(dict(answer.headers))
        assert seeds_in(b"".join(answer).decode(), headers) == [], address
    assert seeds_in(caplog.text) == []


def test_no_search_finds_anybody_by_what_they_wrote(client: Client, asked) -> None:
    for person in PEOPLE[:12]:
        for value in (person["phone"], person["identity"]):
            found = client.get("/api/v3/search/", {"q": value}).json()
            assert found["total"] == 0
            assert client.get("/hoi-dap/", {"q": value}).context["answers"].paginator.count == 0


def test_no_token_reads_rows_that_are_no_pages(asked, unit: Unit) -> None:
    for account in (
        make_user(unit=unit, role="chief_editor"),
        make_user(unit=unit, role="respondent"),
        make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    ):
        caller = Caller(account)
        for kind in ("question", "contact", "message", "attachment", "internalnote"):
            answer = caller.get(f"/api/v3/snippets/questions.{kind}/")
            assert answer.status_code in (403, 404, 422), kind
        assert seeds_in(caller.get("/api/v3/pages/").content.decode()) == []


def test_exports_hold_what_became_of_questions_and_nobody(asked, unit: Unit) -> None:
    for account in (
        make_user(unit=unit, role="respondent"),
        make_user(portal_role=PortalRole.VOICE_CENTRE),
    ):
        client = Client()
        client.force_login(account)
        answer = client.get(f"{reverse('question_export')}?tab=all")
        assert answer.status_code == 200
        sheet = load_workbook(BytesIO(answer.content)).active
        assert sheet.max_row > 1
        assert seeds_in(str(list(sheet.values))) == []


def test_another_unit_reads_nothing_and_the_audit_trail_names_nobody(asked) -> None:
    client = Client()
    client.force_login(make_user(unit=make_unit("HAI"), role="respondent"))

    texts = [client.get(reverse("question_list")).text]
    for question in asked:
        answer = client.get(reverse("question_show", args=[question.pk]))
        assert answer.status_code == 404
        texts.append(answer.text)

    assert seeds_in(*texts) == []
    assert seeds_in(str(list(AuditEntry.objects.values_list("subject", "data")))) == []


def test_asking_leaves_nothing_in_logs_mails_addresses_and_error_pages(
    unit: Unit, caplog, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    make_user(portal_role=PortalRole.VOICE_CENTRE)
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    answers = []
    for person in PEOPLE[:3]:
        fields = guard_fields("question") | {
            "text": text_of(person), "unit": "mot", "name": person["name"],
            "topic": QuestionTopic.objects.get(slug="khac").pk, "phone": person["phone"],
        }  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            answers.append(client.post("/hoi-dap/gui-cau-hoi/", fields))
        answers += [client.get("/hoi-dap/da-gui/"), client.get("/hoi-dap/da-gui/ma-theo-doi.txt")]

    def fail(**fields: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("forms.questions.public.asking.ask", fail)
    broken = client.post("/hoi-dap/gui-cau-hoi/", fields | guard_fields("question"))

    assert Question.objects.count() == 3
    assert broken.status_code == 500
    seen = [f"{one.headers} {one.content.decode()} {client.cookies}" for one in answers]
    assert seeds_in(*seen, broken.content.decode(), caplog.text) == []
    assert "the disk is full" in caplog.text
    assert len(mail.outbox) == 3
    assert seeds_in(*(f"{one.subject} {one.body} {one.to}" for one in mail.outbox)) == []


def test_time_deletes_what_was_private_and_keeps_what_was_counted(asked, monkeypatch) -> None:
    files = [(one.file.storage, one.file.name) for one in Attachment.objects.all()]
    counted = sorted(Question.objects.values_list("state", "topic", "received_at", "was_late"))
    later = timezone.now() + timedelta(days=200)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    call_command("forget_contacts", verbosity=0)
    call_command("forget_contacts", verbosity=0)

    closed = Question.objects.filter(state__in=CLOSED)
    still_open = Question.objects.exclude(state__in=CLOSED).count()
    kept = Contact.objects.filter(deleted_at=None)
    assert kept.count() == still_open
    assert set(kept.values_list("question__state", flat=True)).isdisjoint(CLOSED)
    rows = [
        *closed.values_list("text", "public_title", "public_text", "folded", "closing_note"),
        *Contact.objects.filter(question__in=closed).values_list("name", "phone", "email"),
        *Message.objects.filter(question__in=closed).values_list("text"),
        *InternalNote.objects.filter(question__in=closed).values_list("text"),
        *Answer.objects.filter(question__in=closed).values_list("text", "review_note"),
        *Attachment.objects.filter(question__in=closed).values_list("name", "file"),
    ]
    assert seeds_in(str(rows)) == []
    assert sum(storage.exists(name) for storage, name in files) == still_open
    assert sorted(Question.objects.values_list("state", "topic", "received_at", "was_late")) == (
        counted
    )
    assert Contact.objects.count() == len(PEOPLE)
    published = closed.filter(state=QuestionState.PUBLISHED)
    assert all(one.text == one.public_text != "" for one in published)
