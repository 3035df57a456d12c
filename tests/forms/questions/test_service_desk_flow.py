"""From the centre to a unit and back: who may, from where, twice, and what stands afterwards."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction

from core.models import CalendarDay
from factories.questions import make_answer, make_question, make_topic
from factories.quotas import local
from forms.questions.enums import QuestionState, RefusalReason
from forms.questions.errors import ChangedMeanwhile, NotAllowed, QuestionRefused, WrongState
from forms.questions.models import Question
from forms.questions.services.answering import return_answer, save_draft, send
from forms.questions.services.asking_back import ask_back
from forms.questions.services.assigning import assign, hand_back
from forms.questions.services.clock import resume_clock
from forms.questions.services.closing import pass_to_body, refuse
from forms.questions.services.desk_mail import deliver
from forms.questions.services.officers import hand_over, resend_all, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
RECEIVED = local(2026, 3, 2, 20)
TEXT = "<p>Trả lời</p>"


def fresh(question) -> Question:
    return Question.objects.get(pk=question.pk)


@pytest.fixture
def asked():
    return make_question(received_at=RECEIVED)


@pytest.fixture
def assigned(unit):
    return make_question(unit=unit, received_at=RECEIVED)


def test_centre_assigns_and_time_counts_from_the_day_of_receipt(asked, unit, people, now):
    topic = make_topic(deadline_days=5)

    assign(question_id=asked.pk, unit=unit, user=people.centre, now=now, topic=topic)
    assign(question_id=asked.pk, unit=unit, user=people.centre, now=now, topic=topic)

    question = fresh(asked)
    assert (question.state, question.unit, question.topic) == ("assigned", unit, topic)
    assert question.due_on == date(2026, 3, 9)
    assert [step.action for step in question.steps.all()] == ["asked", "assigned"]


def test_assigning_another_unit_ends_the_draft_of_the_first(assigned, other, people, now):
    save_draft(question_id=assigned.pk, text=TEXT, user=people.officer, now=now)
    assign(question_id=assigned.pk, unit=other, user=people.centre, now=now)
    question = fresh(assigned)
    assert (question.state, question.unit, question.officer) == ("assigned", other, None)
    assert [one.state for one in question.answers.all()] == ["returned"]


def test_assigning_is_refused_to_units_of_ended_ones_and_once_answered(
    asked, unit, other, people, now
):
    give = {"question_id": asked.pk, "unit": unit, "now": now}
    with pytest.raises(NotAllowed):
        assign(**give, user=people.officer)
    other.valid_to = date(2026, 3, 1)
    other.save()
    with pytest.raises(QuestionRefused, match="does not exist any more"):
        assign(**give | {"unit": other}, user=people.centre)
    closed = make_question(state=QuestionState.REFUSED)
    with pytest.raises(WrongState, match="Refused"):
        assign(**give | {"question_id": closed.pk}, user=people.centre)


def test_taking_is_for_one_and_handing_over_for_colleagues(assigned, people, now):
    take(question_id=assigned.pk, user=people.officer, now=now)
    take(question_id=assigned.pk, user=people.officer, now=now)
    assert (fresh(assigned).state, fresh(assigned).officer) == ("in_progress", people.officer)
    assert assigned.steps.count() == 2

    with pytest.raises(ChangedMeanwhile, match="Bình"):
        take(question_id=assigned.pk, user=people.colleague, now=now)
    over = {"question_id": assigned.pk, "now": now}
    with pytest.raises(QuestionRefused, match="does not answer"):
        hand_over(**over, to=people.stranger, user=people.officer)
    with pytest.raises(NotAllowed):
        hand_over(**over, to=people.colleague, user=people.stranger)
    hand_over(**over, to=people.colleague, user=people.officer, note="Nghỉ phép")
    assert fresh(assigned).officer == people.colleague


def test_nobody_else_takes_and_who_left_is_replaced(assigned, people, now):
    for user in (people.stranger, people.centre, people.chief):
        with pytest.raises(NotAllowed):
            take(question_id=assigned.pk, user=user, now=now)
    take(question_id=assigned.pk, user=people.officer, now=now)
    people.officer.memberships.all().delete()
    take(question_id=assigned.pk, user=people.colleague, now=now)
    assert fresh(assigned).officer == people.colleague


def test_everything_of_an_officer_goes_to_the_next(unit, other, people, now):
    mine = [make_question(unit=unit, officer=people.officer) for _number in range(2)]
    closed = make_question(unit=unit, officer=people.officer, state=QuestionState.PRIVATE)
    elsewhere = make_question(unit=other, officer=people.officer)
    give = {"unit": unit, "officer": people.officer, "to": people.colleague, "now": now}

    with pytest.raises(NotAllowed):
        resend_all(**give, user=people.stranger)
    assert resend_all(**give, user=people.colleague) == 2
    assert resend_all(**give, user=people.colleague) == 0

    assert {fresh(one).officer for one in mine} == {people.colleague}
    assert {fresh(one).officer for one in (closed, elsewhere)} == {people.officer}
    with pytest.raises(QuestionRefused, match="two different"):
        resend_all(**give | {"officer": people.colleague}, user=people.colleague)


def test_a_unit_hands_back_with_a_reason_and_a_proposal(assigned, other, people, now):
    back = {"question_id": assigned.pk, "now": now}
    with pytest.raises(QuestionRefused, match="why"):
        hand_back(**back, user=people.officer, note="  ")
    with pytest.raises(NotAllowed):
        hand_back(**back, user=people.centre, note="Không")
    hand_back(**back, user=people.officer, note="Việc của ngành", proposed=other)
    question = fresh(assigned)
    assert (question.state, question.unit, question.assigned_at) == ("received", None, None)
    assert other.short_name_vi in question.steps.last().note
    with pytest.raises(NotAllowed):
        hand_back(**back, user=people.officer, note="Nữa")


def test_the_clock_stands_while_the_asker_is_waited_for(assigned, people):
    assign(question_id=assigned.pk, unit=assigned.unit, user=people.centre, now=RECEIVED)
    start, key = local(2026, 3, 5, 9), uuid4()
    due = assigned.topic.deadline_days
    ask = {"question_id": assigned.pk, "text": "Bạn ký hợp đồng nào?", "user": people.officer}
    first = ask_back(**ask, submission_key=key, now=start)
    assert ask_back(**ask, submission_key=key, now=start) == first
    assert fresh(assigned).waiting_since == start

    resume_clock(fresh(assigned), local(2026, 3, 10, 9))
    resume_clock(fresh(assigned), local(2026, 3, 20, 9))

    question = fresh(assigned)
    assert (question.waiting_since, question.waited_days, due) == (None, 3, 15)
    assert question.due_on == date(2026, 3, 26)
    assert [step.action for step in question.steps.all()][-2:] == ["asked_back", "clock_resumed"]


def test_asking_back_is_refused_without_text_to_strangers_and_once_sent(unit, people, now):
    question = make_question(unit=unit)
    ask = {"question_id": question.pk, "submission_key": uuid4(), "now": now}
    with pytest.raises(QuestionRefused, match="Write what"):
        ask_back(**ask, text=" ", user=people.officer)
    with pytest.raises(NotAllowed):
        ask_back(**ask, text="Gì?", user=people.stranger)
    sent = make_question(unit=unit, state=QuestionState.IN_REVIEW)
    with pytest.raises(WrongState):
        ask_back(**ask | {"question_id": sent.pk}, text="Gì?", user=people.officer)


def test_a_new_holiday_moves_the_last_day_at_once(unit, count_queries):
    questions = [make_question(unit=unit, received_at=RECEIVED) for _number in range(3)]
    closed = make_question(unit=unit, received_at=RECEIVED, state=QuestionState.PRIVATE)
    day = CalendarDay(date=date(2026, 3, 11), kind="holiday", name_vi="Nghỉ bù", source="Thông báo")
    assert count_queries(day.save) <= 6
    assert {fresh(one).due_on for one in questions} == {date(2026, 3, 24)}
    assert fresh(closed).due_on == closed.due_on
    day.delete()
    assert fresh(questions[0]).due_on == date(2026, 3, 23)


def test_a_draft_is_kept_and_a_colleagues_is_not_overwritten(assigned, people, now):
    write = {"question_id": assigned.pk, "public_title": "Chậm lương", "public_text": "Làm gì?"}
    first = save_draft(**write, text="<p>Một</p>", user=people.officer, now=now)
    assert (fresh(assigned).state, fresh(assigned).officer) == ("drafted", people.officer)
    later = now + timedelta(minutes=1)
    save_draft(**write, text="<p>Hai</p>", user=people.officer, now=later, seen=first.saved_at)
    with pytest.raises(ChangedMeanwhile, match="Bình"):
        save_draft(**write, text="<p>Ba</p>", user=people.colleague, now=later, seen=now)
    answer = assigned.answers.get()
    assert (answer.number, answer.text) == (1, "<p>Hai</p>")
    assert fresh(assigned).public_title == "Chậm lương"
    with pytest.raises(NotAllowed):
        save_draft(**write, text=TEXT, user=people.stranger, now=now)
    with pytest.raises(QuestionRefused, match="at most"):
        save_draft(**write, text="a" * 50_001, user=people.officer, now=now, seen=later)


def test_an_answer_is_sent_returned_and_sent_again(assigned, people, now):
    write = {"question_id": assigned.pk, "user": people.officer}
    with pytest.raises(WrongState, match="Assigned"):
        send(**write, now=now)
    save_draft(**write, text="<p> </p>", now=now)
    with pytest.raises(QuestionRefused, match="Write the answer"):
        send(**write, now=now)
    save_draft(**write, text=TEXT, now=now, seen=now)
    with pytest.raises(QuestionRefused, match="public title"):
        send(**write, now=now)
    public = {"public_title": "Chậm lương", "public_text": "Làm gì?"}
    save_draft(**write, text=TEXT, now=now, seen=now, **public)
    send(**write, now=now)

    back = {"question_id": assigned.pk, "now": now}
    with pytest.raises(NotAllowed):
        return_answer(**back, reason="Sai luật", user=people.officer)
    with pytest.raises(QuestionRefused, match="what the unit"):
        return_answer(**back, reason="", user=people.centre)
    return_answer(**back, reason="Dẫn điều 97", user=people.centre)
    with pytest.raises(WrongState):
        return_answer(**back, reason="Dẫn điều 97", user=people.centre)

    save_draft(**write, text="<p>Điều 97</p>", now=now, **public)
    send(**write, now=now)
    states = [(one.number, one.state) for one in assigned.answers.all()]
    assert states == [(1, "returned"), (2, "in_review")]
    assert fresh(assigned).state == "in_review"


def test_sending_ends_the_wait_for_the_asker(assigned, people, now):
    save_draft(question_id=assigned.pk, text=TEXT, user=people.officer, now=now, is_public=False)
    Question.objects.filter(pk=assigned.pk).update(waiting_since=now - timedelta(days=1))
    send(question_id=assigned.pk, user=people.officer, now=now)
    assert (fresh(assigned).waiting_since, fresh(assigned).waited_days) == (None, 1)


def test_the_centre_refuses_and_passes_on_with_words_to_the_asker(unit, people, now):
    question = make_question(unit=unit, state=QuestionState.DRAFTED)
    close = {"question_id": question.pk, "now": now}
    with pytest.raises(NotAllowed):
        refuse(**close, reason=RefusalReason.SPAM, user=people.officer)
    with pytest.raises(QuestionRefused, match="reason"):
        refuse(**close, reason="vì thích", user=people.centre)
    refuse(**close, reason=RefusalReason.IN_COURT, user=people.centre, note="Tòa đang xử")
    question = fresh(question)
    assert (question.state, question.closing_note) == ("refused", "Tòa đang xử")
    assert question.answers.get().state == "returned"

    passed = make_question(unit=unit)
    close["question_id"] = passed.pk
    with pytest.raises(QuestionRefused, match="which body"):
        pass_to_body(**close, note=" ", user=people.centre)
    pass_to_body(**close, note="Bảo hiểm xã hội tỉnh", user=people.centre)
    with pytest.raises(WrongState, match="Passed"):
        refuse(**close, reason=RefusalReason.SPAM, user=people.centre)


@pytest.mark.usefixtures("people")
def test_mail_names_the_question_and_nothing_of_it(assigned, people, now):
    Question.objects.filter(pk=assigned.pk).update(text="Tôi là Kanari, 0912345678")
    ids = [people.officer.pk]
    events = ("assigned", "handed_over", "handed_back", "sent", "returned", "released")
    for event in events:
        assert deliver(event=event, question_id=assigned.pk, recipient_ids=ids, context={}) == 1
    for letter in mail.outbox:
        assert f"{assigned.pk}" in letter.subject
        assert f"/admin/questions/{assigned.pk}/" in letter.body
        assert "Kanari" not in letter.subject + letter.body
        assert "0912345678" not in letter.subject + letter.body


def test_orders_of_mail_follow_the_transaction(
    asked, unit, people, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assign(question_id=asked.pk, unit=unit, user=people.centre, now=now)
    recipients = {address for letter in mail.outbox for address in letter.to}
    assert recipients == {people.officer.email, people.colleague.email}


def test_nothing_stands_half_done_when_a_step_fails(assigned, people, now, monkeypatch):
    answer = make_answer(assigned)
    monkeypatch.setattr("forms.questions.services.steps.record", lambda **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assign(question_id=assigned.pk, unit=people.stranger.memberships.get().unit,
               user=people.centre, now=now)  # fmt: skip
    answer.refresh_from_db()
    assert (fresh(assigned).unit, answer.state) == (assigned.unit, "draft")
