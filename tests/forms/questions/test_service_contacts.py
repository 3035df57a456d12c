"""Contacts are read on record and forgotten in time; reminders go out once, on working days."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command

from core.models import CalendarDay
from factories.portal import make_user
from factories.questions import make_question
from factories.quotas import bare_unit, local
from forms.questions.enums import QuestionState
from forms.questions.errors import NotAllowed, QuestionRefused
from forms.questions.models import Attachment, Contact, ContactReading, Question
from forms.questions.services.contacts import delete_files, forget_contacts, read_contact
from forms.questions.services.reminders import deliver_reminder, remind_questions
from units.enums import UnitRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CONTACT = {"name": "Kanari", "phone": "0912345678", "email": "kanari@example.vn"}


def test_only_the_unit_in_charge_reads_a_contact_and_the_centre_before(unit, people, now):
    question, new = make_question(unit=unit, contact=CONTACT), make_question(contact=CONTACT)
    read = {"question_id": question.pk, "reason": "Gọi lại", "now": now}
    for user in (people.centre, people.stranger, people.chief):
        with pytest.raises(NotAllowed):
            read_contact(**read, user=user)
    with pytest.raises(QuestionRefused, match="what you need"):
        read_contact(**read | {"reason": " "}, user=people.officer)
    assert not ContactReading.objects.exists()
    assert read_contact(**read, user=people.officer).phone == "0912345678"
    assert read_contact(**read | {"question_id": new.pk}, user=people.centre).name == "Kanari"
    assert ContactReading.objects.count() == 2
    with pytest.raises(NotAllowed):
        read_contact(**read | {"question_id": new.pk}, user=people.officer)
    bare = make_question(unit=unit)
    with pytest.raises(QuestionRefused, match="no contact"):
        read_contact(**read | {"question_id": bare.pk}, user=people.officer)


def attach(question, tmp_path, monkeypatch) -> Attachment:
    storage = Attachment._meta.get_field("file").storage
    monkeypatch.setattr(storage, "_location", str(tmp_path), raising=False)
    storage.__dict__.pop("location", None)
    storage.__dict__.pop("base_location", None)
    return Attachment.objects.create(
        question=question, name="kanari.pdf", size=4, content_type="application/pdf",
        file=ContentFile(b"%PDF", name="kanari.pdf"),
    )  # fmt: skip


def test_contacts_and_files_go_when_their_time_is_over(unit, tmp_path, monkeypatch):
    closed = {"unit": unit, "state": QuestionState.PRIVATE, "received_at": local(2026, 1, 5)}
    question = make_question(**closed, contact=CONTACT)
    bare = make_question(**closed)
    kept = make_question(unit=unit, contact=CONTACT, received_at=local(2026, 1, 5))
    files = [attach(one, tmp_path, monkeypatch) for one in (question, bare, kept)]
    last = Contact.objects.get(question=question).delete_after
    assert last == date(2026, 1, 7) + timedelta(days=180)

    assert forget_contacts(now=local(last.year, last.month, last.day, 23)) == 0
    late = local(last.year, last.month, last.day, 23) + timedelta(days=2)
    assert forget_contacts(now=late) == 1
    assert forget_contacts(now=late) == 0

    gone = Contact.objects.get(question=question)
    assert (gone.name, gone.phone, gone.email, gone.deleted_at) == ("", "", "", late)
    assert Contact.objects.get(question=kept).phone == "0912345678"
    left = list(tmp_path.rglob("*.pdf"))
    assert [str(path) for path in left] == [files[2].file.path]
    assert set(Attachment.objects.exclude(pk=files[2].pk).values_list("name", "file")) == {("", "")}
    assert Question.objects.filter(state=QuestionState.PRIVATE).count() == 2


def test_a_broken_deletion_is_finished_by_the_next_run(unit, tmp_path, monkeypatch, now):
    attachment = attach(make_question(unit=unit), tmp_path, monkeypatch)
    Attachment.objects.filter(pk=attachment.pk).update(deleted_at=now)
    assert delete_files() == 1
    assert delete_files() == 0
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.fixture
def due(unit, people):
    """Questions that are due soon, overdue, far off, waiting and answered; seen on 10 March."""
    day = date(2026, 3, 10)
    make = {"unit": unit, "officer": people.officer}
    return {
        "soon": make_question(**make, due_on=day + timedelta(days=3)),
        "today": make_question(unit=unit, due_on=day),
        "late": make_question(**make, due_on=day - timedelta(days=1)),
        "far": make_question(**make, due_on=day + timedelta(days=6)),
        "waiting": make_question(**make, due_on=day, waiting_since=local(2026, 3, 9)),
        "sent": make_question(**make, due_on=day, state=QuestionState.IN_REVIEW),
    }


def letters() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for letter in mail.outbox:
        found.setdefault(letter.to[0], []).append(letter.subject)
    return found


def test_reminders_go_once_to_who_has_it_and_late_ones_to_the_centre(
    due, people, now, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_questions(now=now) == 3
        assert remind_questions(now=now) == 0
    assert {who: sorted(what) for who, what in letters().items()} == {
        people.officer.email: ["1 question is overdue", "2 questions are due soon"],
        people.colleague.email: ["1 question is due soon"],
        people.centre.email: ["1 question is overdue"],
        people.second.email: ["1 question is overdue"],
    }
    texts = " ".join(letter.subject + letter.body for letter in mail.outbox)
    assert f"no. {due['late'].pk}" in texts
    assert due["late"].text not in texts
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_questions(now=now + timedelta(days=2)) == 2
    assert {Question.objects.get(pk=due["today"].pk).reminded_late_at is None} == {False}


@pytest.mark.usefixtures("due")
def test_reminders_wait_for_the_morning_of_a_working_day(now):
    assert remind_questions(now=local(2026, 3, 10, 7, 59)) == 0
    assert remind_questions(now=local(2026, 3, 14, 9)) == 0
    CalendarDay.objects.create(
        date=date(2026, 3, 10), kind="holiday", name_vi="Nghỉ", source="Thông báo"
    )
    assert remind_questions(now=now) == 0


def test_a_reminder_says_how_things_stand_when_it_goes_out(due, people, now):
    Question.objects.filter(pk=due["late"].pk).update(state=QuestionState.IN_REVIEW)
    remind = {"kind": "overdue", "question_ids": [due["late"].pk], "now": now}
    assert deliver_reminder(**remind, recipient_id=people.officer.pk) == 0
    remind["question_ids"] = [due["soon"].pk, due["late"].pk]
    remind["kind"] = "due_soon"
    assert deliver_reminder(**remind, recipient_id=people.officer.pk) == 1
    assert deliver_reminder(**remind, recipient_id=people.stranger.pk) == 0


def test_a_unit_that_nobody_answers_for_is_reminded_when_somebody_does(people, now):
    unit = bare_unit()
    make_question(unit=unit, due_on=date(2026, 3, 11))
    assert remind_questions(now=now) == 0
    make_user(unit=unit, role=UnitRole.RESPONDENT)
    assert remind_questions(now=now) == 1


def test_the_commands_say_what_they_did(capsys):
    call_command("remind_questions", verbosity=0)
    assert capsys.readouterr().out == ""
    call_command("forget_contacts")
    assert "0 contacts deleted" in capsys.readouterr().out
