"""What becomes of questions, topics and polls when their unit ends, and that it can be undone."""

from datetime import timedelta

import pytest
from django.core import mail

from factories.opinions import make_opinion, make_topic
from factories.polls import make_poll
from factories.portal import make_unit, make_user
from factories.questions import make_question
from factories.reorganising import NOW, carried_out, dump, make_plan, planned
from forms.opinions.models import OpinionTopicPage
from forms.opinions.moderation import opinions_for, topics_for
from forms.polls.rules import polls_for
from forms.questions import rules
from forms.questions.enums import QuestionState, StepAction
from forms.questions.models import Advice, Question, QuestionStep, ReplyTemplate
from forms.questions.services.officers import take
from forms.questions.services.people import respondents
from units.enums import PortalRole, UnitRole
from units.reorganisation.enums import OperationKind
from units.reorganisation.services.applying import apply_plan
from units.reorganisation.services.previewing import preview
from units.reorganisation.services.undoing import undo_reorganisation, why_not_undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make_unit("CU")


@pytest.fixture
def new():
    return make_unit("MOI")


@pytest.fixture
def respondent(new):
    return make_user(unit=new, role=UnitRole.RESPONDENT)


def merge(old, new):
    return carried_out(make_plan(old, to=(new,)))


def close(old):
    return carried_out(make_plan(old, kind=OperationKind.CLOSE))


def fresh(user):
    """Return the same account, whose roles are read anew."""
    return type(user).objects.get(pk=user.pk)


OPEN = ["assigned", "in_progress", "drafted", "in_review"]


@pytest.mark.parametrize("state", OPEN)
def test_an_open_question_goes_to_the_taker_with_its_last_day(old, new, respondent, state):
    question = make_question(unit=old, state=state)
    merge(old, new)
    kept = Question.objects.get(pk=question.pk)
    assert (kept.unit, kept.state, kept.due_on) == (new, state, question.due_on)
    step = question.steps.get(action=StepAction.PASSED_ON)
    assert (step.action, step.unit, step.from_state, step.to_state) == (
        StepAction.PASSED_ON,
        old,
        state,
        state,
    )
    assert "CU" in step.note
    assert rules.may_work(respondent, kept)
    assert not rules.may_open(make_user(unit=make_unit("BA"), role=UnitRole.RESPONDENT), kept)


def test_the_officer_who_comes_along_keeps_the_question(old, new):
    officer = make_user(unit=old, role=UnitRole.RESPONDENT)
    question = make_question(unit=old, state="in_progress", officer=officer)
    merge(old, new)
    assert Question.objects.get(pk=question.pk).officer == officer
    assert rules.may_work(fresh(officer), Question.objects.get(pk=question.pk))


def test_an_officer_who_does_not_answer_any_more_loses_it_and_all_are_told(
    old, new, respondent, django_capture_on_commit_callbacks
):
    stranger = make_user()
    question = make_question(unit=old, state="in_progress", officer=stranger)
    with django_capture_on_commit_callbacks(execute=True):
        merge(old, new)
    assert Question.objects.get(pk=question.pk).officer is None
    assert [one.to for one in mail.outbox] == [[respondent.email]]


@pytest.mark.parametrize("state", ["published", "private", "refused"])
def test_closed_questions_stay_and_are_looked_after(old, new, respondent, state):
    question = make_question(unit=old, state=state)
    address = question.page.get_url() if question.page else ""
    merge(old, new)
    kept = Question.objects.get(pk=question.pk)
    assert kept.unit == old
    assert rules.may_open(respondent, kept)
    assert not address or kept.page.get_url() == address
    assert respondent in respondents(old.pk)


@pytest.mark.parametrize("state", ["assigned", "in_progress", "drafted"])
def test_questions_of_a_closed_unit_go_back_to_the_centre(old, state):
    centre = make_user(portal_role=PortalRole.VOICE_CENTRE)
    waiting = {"waiting_since": NOW - timedelta(days=3)} if state == "in_progress" else {}
    question = make_question(unit=old, state=state, **waiting)
    close(old)
    kept = Question.objects.get(pk=question.pk)
    assert (kept.state, kept.unit, kept.officer) == (QuestionState.RECEIVED, None, None)
    assert kept.waiting_since is None
    assert not kept.answers.filter(state="draft").exists()
    assert rules.may_open(centre, kept)
    assert question.steps.filter(action=StepAction.PASSED_ON, from_state=state).exists()


def test_an_answer_of_a_closed_unit_waits_for_the_centre_all_the_same(old):
    question = make_question(unit=old, state="in_review")
    close(old)
    kept = Question.objects.get(pk=question.pk)
    assert (kept.state, kept.unit) == (QuestionState.IN_REVIEW, old)


def test_advice_and_templates_go_over(old, new, respondent):
    third = make_unit("BA")
    asked = Advice.objects.create(
        question=make_question(unit=third), unit=old, asked_text="Hỏi", asked_at=NOW
    )
    given = Advice.objects.create(
        question=make_question(unit=third),
        unit=old,
        asked_text="Hỏi",
        asked_at=NOW,
        reply="Đáp",
        replied_at=NOW,
    )
    twice = make_question(unit=third)
    both = [
        Advice.objects.create(question=twice, unit=unit, asked_text="Hỏi", asked_at=NOW)
        for unit in (old, new)
    ]
    template = ReplyTemplate.objects.create(unit=old, title="Mẫu", text="<p>Kính gửi</p>")
    merge(old, new)
    assert Advice.objects.get(pk=asked.pk).unit == new
    assert Advice.objects.get(pk=given.pk).unit == old
    assert [Advice.objects.get(pk=one.pk).unit for one in both] == [old, new]
    assert {asked, *both} <= set(rules.advice_for(respondent))
    assert ReplyTemplate.objects.get(pk=template.pk).unit == new


def test_undoing_brings_every_row_back_but_the_sealed_steps(old, new, respondent):
    make_question(unit=old, state="drafted")
    make_question(unit=old, state="in_progress", officer=make_user())
    make_topic(old, live=False)
    make_poll(old, phase="draft", with_page=False)
    Advice.objects.create(
        question=make_question(unit=make_unit("BA")), unit=old, asked_text="Hỏi", asked_at=NOW
    )
    check_undone(make_plan(old, to=(new,)))


def test_undoing_a_closure_brings_questions_back_to_their_unit(old):
    make_question(unit=old, state="drafted")
    make_question(unit=old, state="in_progress", waiting_since=NOW - timedelta(days=3))
    check_undone(make_plan(old, kind=OperationKind.CLOSE))


def check_undone(plan) -> None:
    """Carry a plan out and undo it; every row is as it was, and steps tell both ways."""
    operation = planned(plan)
    before = dump()
    digest = preview(operation=operation, user=None, now=NOW).digest()
    operation = apply_plan(operation=operation, digest=digest, by=None, now=NOW)
    assert why_not_undone(operation) == []
    undo_reorganisation(operation=operation, by=make_admin(), now=NOW)
    after = dump()
    changed = {name for name, rows in after.items() if rows != before[name]}
    assert changed <= {"questions_questionstep"}
    steps = QuestionStep.objects.filter(action__in=("passed_on", "given_back"))
    for question in Question.objects.filter(pk__in=steps.values("question")):
        on, back = question.steps.filter(pk__in=steps.values("pk")).order_by("pk")
        assert (on.action, back.action) == (StepAction.PASSED_ON, StepAction.GIVEN_BACK)
        assert (back.unit, back.to_state) == (question.unit, question.state)
    assert steps.exists()


def make_admin():
    from core.models import User

    return User.objects.order_by("pk").first()


def test_what_was_done_since_stands_against_undoing(old, new, respondent):
    question = make_question(unit=old)
    operation = merge(old, new)
    take(question_id=question.pk, user=respondent, now=NOW)
    assert why_not_undone(operation)


def test_reminders_do_not_stand_against_undoing(old, new, respondent):
    question = make_question(unit=old)
    operation = merge(old, new)
    Question.objects.filter(pk=question.pk).update(reminded_soon_at=NOW)
    assert why_not_undone(operation) == []


def test_open_topics_stay_where_they_are_and_are_moderated_by_the_taker(client, old, new):
    topic = make_topic(old)
    opinion = make_opinion(topic)
    draft = make_topic(old, live=False)
    address = topic.get_url()
    moderator = make_user(unit=new, role=UnitRole.RESPONDENT)
    former = make_user(unit=old, role=UnitRole.CHIEF_EDITOR)
    foreign = make_user(unit=make_unit("BA"), role=UnitRole.CHIEF_EDITOR)
    merge(old, new)
    assert client.get(address).status_code == 200
    assert OpinionTopicPage.objects.get(pk=topic.pk).unit == old
    assert OpinionTopicPage.objects.get(pk=draft.pk).unit == new
    for user in (moderator, fresh(former)):
        assert opinion in opinions_for(user)
        assert topic in topics_for(user)
    assert not opinions_for(foreign).exists()
    client.force_login(moderator)
    assert client.get(f"/admin/opinions/topics/{topic.pk}/").status_code == 200
    client.force_login(foreign)
    assert client.get(f"/admin/opinions/topics/{topic.pk}/").status_code == 404


def test_drafts_of_polls_go_over_and_running_ones_stay_votable(client, old, new):
    running, draft = make_poll(old), make_poll(old, phase="draft", with_page=False)
    frozen = make_poll(old, phase="frozen")
    chief = make_user(unit=new, role=UnitRole.CHIEF_EDITOR)
    foreign = make_user(unit=make_unit("BA"), role=UnitRole.CHIEF_EDITOR)
    merge(old, new)
    for poll, unit in ((running, old), (frozen, old), (draft, new)):
        poll.refresh_from_db()
        assert poll.unit == unit
    page = client.get(running.page.get_url())
    assert page.status_code == 200
    assert "<form" in page.content.decode()
    assert set(polls_for(chief)) == {running, frozen, draft}
    assert not polls_for(foreign).exists()


def test_lists_of_the_taker_hold_what_the_old_unit_published(client, old, new):
    question = make_question(unit=old, state="published")
    topic, poll = make_topic(old), make_poll(old)
    merge(old, new)
    for section, title in (
        ("hoi-dap", question.page.title),
        ("y-kien", topic.title),
        ("trung-cau-y-kien", poll.page.title),
    ):
        text = client.get(f"/don-vi/moi/{section}/").content.decode()
        assert title in text, section
        assert old.name in text, section
    for address in ("questions/?unit=MOI", "opinions/?unit=MOI", "polls/?unit=MOI"):
        assert len(client.get(f"/api/v3/{address}").json()["items"]) == 1, address
    found = client.get("/don-vi/moi/hoi-dap/?q=" + question.page.title.split()[0])
    assert question.page.title in found.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_asking_form_of_an_archive_leads_to_the_successors(client, old, new, method):
    merge(old, new)
    response = getattr(client, method)("/don-vi/cu/hoi-dap/gui-cau-hoi/")
    assert (response.status_code, response["Location"]) == (302, "/don-vi/moi/hoi-dap/gui-cau-hoi/")
    form = client.get(response["Location"]).content.decode()
    assert 'value="moi" selected' in form
    assert 'value="cu"' not in form


def test_the_asking_form_of_a_closed_or_split_unit_leads_to_the_national_one(client, old, new):
    other = make_unit("HAI")
    closed = make_unit("DONG")
    carried_out(make_plan(old, to=(new, other), kind=OperationKind.SPLIT, taker=0))
    close(closed)
    for slug in ("cu", "dong"):
        response = client.get(f"/don-vi/{slug}/hoi-dap/gui-cau-hoi/")
        assert (response.status_code, response["Location"]) == (302, "/hoi-dap/gui-cau-hoi/")


def test_a_question_typed_before_the_end_is_not_lost(client, old, new):
    merge(old, new)
    answer = client.post("/don-vi/cu/hoi-dap/gui-cau-hoi/", {"text": "Lương chậm", "unit": "cu"})
    assert "Lương chậm" in answer.content.decode()
    assert not mail.outbox
