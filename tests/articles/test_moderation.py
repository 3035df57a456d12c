"""The way of a piece: unit, desk, published; and every refusal on it."""

import pytest
from django.core import mail
from wagtail.models import WorkflowState

from articles.enums import ContributionState
from articles.errors import ReviewRefused, SubmissionRefused
from articles.models import Contribution
from articles.queue import waiting_contributions
from articles.services.submission import submit_piece
from factories.portal import make_article, make_image, make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def author(unit):
    return make_user(unit=unit, role=UnitRole.CONTRIBUTOR)


@pytest.fixture
def chief(unit):
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


@pytest.fixture
def news_editor():
    return make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)


@pytest.fixture
def thematic_editor():
    return make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR)


def decide(page, user, action, **data):
    page = type(page).objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action, **data)
    return type(page).objects.get(pk=page.pk)


def test_news_goes_through_its_unit_and_the_news_desk(unit, author, chief, news_editor):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    page = decide(page, chief, "approve")
    assert not page.live
    page = decide(page, news_editor, "approve")
    assert page.live
    assert page.published_at is not None
    contribution = Contribution.objects.get(page=page)
    assert contribution.state == ContributionState.USED
    assert contribution.revision_id == page.live_revision_id


@pytest.mark.parametrize("section", ["news", "thematic"])
def test_thematic_piece_goes_to_the_thematic_desk_whatever_its_section(
    unit, author, chief, news_editor, thematic_editor, section
):
    page = make_article("thematic", unit, live=False, owner=author, cover=make_image(unit))
    from factories.portal import section_of

    page.move(section_of(unit, section), "last-child")
    page = type(page).objects.get(pk=page.pk)
    submit_piece(page=page, user=author)
    page = decide(page, chief, "approve")
    with pytest.raises(ReviewRefused):
        decide(page, news_editor, "approve")
    assert decide(page, thematic_editor, "approve").live


def test_chief_editor_publishes_a_notice_alone(unit, chief):
    page = make_article("notice", unit, live=False, owner=chief)
    submit_piece(page=page, user=chief)
    assert decide(page, chief, "approve").live
    contribution = Contribution.objects.get(page=page)
    assert (contribution.desk, contribution.state) == (None, ContributionState.USED)


def test_notice_that_waits_is_in_the_queue_of_its_unit(unit, author, chief):
    page = make_article("notice", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    assert [item.page_id for item in waiting_contributions(chief)] == [page.pk]


def test_chief_editor_cannot_approve_their_own_piece(unit, chief):
    page = make_article("news", unit, live=False, owner=chief)
    submit_piece(page=page, user=chief)
    with pytest.raises(ReviewRefused):
        decide(page, chief, "approve")


def test_chief_editor_named_as_author_cannot_approve(unit, author, chief):
    page = make_article("news", unit, live=False, owner=author)
    author_row = page.authors.first()
    author_row.user = chief
    page.authors = [author_row]
    page.save()
    page.save_revision(user=author)
    submit_piece(page=page, user=author)
    with pytest.raises(ReviewRefused):
        decide(page, chief, "approve")


def test_desk_editor_cannot_approve_a_piece_they_wrote(unit, chief, news_editor):
    page = make_article("news", unit, live=False, owner=news_editor)
    page.get_workflow().start(page, chief)
    page = decide(page, chief, "approve")
    with pytest.raises(ReviewRefused):
        decide(page, news_editor, "approve")


def test_chief_editor_of_another_unit_cannot_approve(unit, author):
    stranger = make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    with pytest.raises(ReviewRefused):
        decide(page, stranger, "approve")


def test_return_needs_a_reason_and_tells_the_author(
    unit, author, chief, django_capture_on_commit_callbacks
):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    with pytest.raises(ReviewRefused):
        decide(page, chief, "reject", comment=" ")
    with django_capture_on_commit_callbacks(execute=True):
        decide(page, chief, "reject", comment="Thiếu số liệu về tiền lương.")
    assert [message.to for message in mail.outbox] == [[author.email]]
    assert "Thiếu số liệu về tiền lương." in mail.outbox[0].body
    assert Contribution.objects.get(page=page).state == ContributionState.RETURNED


def test_returned_piece_resumes_at_the_step_that_returned_it(unit, author, chief, news_editor):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    page = decide(page, chief, "reject", comment="Sửa lại tiêu đề.")
    submit_piece(page=page, user=author)
    page = decide(page, chief, "approve")
    assert decide(page, news_editor, "approve").live


def test_edit_after_the_units_approval_needs_that_approval_again(unit, author, chief, news_editor):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    page = decide(page, chief, "approve")
    page.title = "Tiêu đề do bàn tin sửa"
    page.save_revision(user=news_editor)
    page = decide(page, news_editor, "approve")
    assert not page.live
    assert page.current_workflow_task.name == "Duyệt tại đơn vị"
    page = decide(page, chief, "approve")
    assert page.live
    assert page.title == "Tiêu đề do bàn tin sửa"


def test_approval_of_a_revision_that_somebody_changed_meanwhile_is_refused(
    unit, author, chief, news_editor
):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    page = decide(page, chief, "approve")
    seen = page.latest_revision_id
    other = make_user(portal_role=PortalRole.NEWS_DESK_HEAD)
    page.save_revision(user=other)
    with pytest.raises(ReviewRefused):
        decide(page, news_editor, "approve", revision=seen)


def test_second_decision_on_the_same_step_is_refused(unit, author, chief):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, chief, "approve")
    with pytest.raises(ReviewRefused):
        state.task.specific.on_action(state, chief, "approve")
    assert WorkflowState.objects.get().task_states.filter(status="approved").count() == 1


@pytest.mark.parametrize("action", ["publish", "", "delete"])
def test_unknown_action_is_refused(unit, author, chief, action):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    with pytest.raises(ReviewRefused):
        decide(page, chief, action)


def test_incomplete_piece_cannot_be_sent(unit, author):
    page = make_article("thematic", unit, live=False, owner=author, lead="", declares_safe=False)
    with pytest.raises(SubmissionRefused) as refusal:
        submit_piece(page=page, user=author)
    assert set(refusal.value.messages) >= {"lead", "declares_safe", "cover"}
    assert not WorkflowState.objects.exists()


def test_piece_that_waits_cannot_be_sent_again(unit, author, chief):
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    with pytest.raises(SubmissionRefused):
        submit_piece(page=page, user=author)


def test_next_reviewers_get_a_mail_in_vietnamese(
    unit, author, chief, django_capture_on_commit_callbacks
):
    page = make_article("news", unit, live=False, owner=author, title="Bữa cơm Công đoàn")
    with django_capture_on_commit_callbacks(execute=True):
        submit_piece(page=page, user=author)
    assert [message.to for message in mail.outbox] == [[chief.email]]
    assert "Bữa cơm Công đoàn" in mail.outbox[0].subject
