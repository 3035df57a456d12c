"""Transfer: a piece changes desks without rejection, and each desk's clock is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from articles.enums import ContributionState, EventKind, StayOutcome
from articles.errors import ReviewRefused
from articles.models import Contribution, Desk, DeskStay
from articles.newsroom.claims import claim
from articles.newsroom.transfer import transfer

pytestmark = pytest.mark.django_db


def move(piece, user, *, note="Bài này là chuyên đề.", now=None) -> None:
    transfer(contribution_id=piece.pk, user=user, note=note, now=now or timezone.now())
    piece.refresh_from_db()


def task_states(page) -> list[str]:
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("pk")
    return list(states.values_list("status", flat=True))


def test_piece_waits_at_the_other_desk_and_was_not_rejected(page, piece, people):
    move(piece, people.editor)
    assert (piece.state, piece.desk.code) == (ContributionState.DESK_REVIEW, "thematic")
    assert piece.claimed_by is None
    page = type(page).objects.get(pk=page.pk)
    assert page.current_workflow_task.specific.desk.code == "thematic"
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert TaskState.STATUS_REJECTED not in task_states(page)
    kinds = list(piece.events.values_list("kind", flat=True))
    assert EventKind.RETURNED not in kinds
    assert kinds[-2:] == [EventKind.TRANSFERRED, EventKind.ARRIVED]
    assert piece.events.get(kind=EventKind.TRANSFERRED).note == "Bài này là chuyên đề."


def test_the_clock_of_each_desk_is_kept(piece, people):
    arrived = piece.stays.get().arrived_at
    later = arrived + timedelta(hours=5)
    move(piece, people.editor, now=later)
    first, second = piece.stays.all()
    assert (first.desk.code, first.arrived_at, first.left_at) == ("news", arrived, later)
    assert first.outcome == StayOutcome.TRANSFERRED
    assert (second.desk.code, second.left_at, second.outcome) == ("thematic", None, "")
    assert second.arrived_at >= first.arrived_at
    assert piece.due_at > timezone.now()


def test_first_arrival_counts_as_sent_and_no_later_one(piece, people):
    sent = (piece.sent_at, piece.sent_week)
    move(piece, people.editor)
    assert (piece.sent_at, piece.sent_week) == sent


def test_approval_of_the_unit_is_kept(page, piece, people, decide):
    move(piece, people.editor)
    assert decide(page, people.thematic, "approve").live
    piece.refresh_from_db()
    assert (piece.state, piece.desk.code) == (ContributionState.USED, "thematic")
    assert piece.kind == "news"


def test_the_former_desk_decides_no_more(page, piece, people, decide):
    move(piece, people.editor)
    for action, data in (("approve", {}), ("reject", {"comment": "x"}), ("transfer", {})):
        with pytest.raises(ReviewRefused):
            decide(page, people.editor, action, **data)
    with pytest.raises(ReviewRefused):
        claim(contribution_id=piece.pk, user=people.head, now=timezone.now())


def test_an_edit_after_a_transfer_is_read_by_the_unit_before_anybody_else(
    page, piece, people, decide
):
    move(piece, people.editor)
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.lead = "Sapo do bàn chuyên đề sửa."
    draft.save_revision(user=people.thematic)
    page = decide(page, people.thematic, "approve")
    piece.refresh_from_db()
    assert (piece.state, page.live) == (ContributionState.UNIT_REVIEW, False)
    # The desk has approved this very revision, so the unit's approval is the last that lacks.
    page = decide(page, people.chief, "approve")
    piece.refresh_from_db()
    assert (piece.state, piece.desk.code) == (ContributionState.USED, "thematic")
    assert (page.live, page.lead) == (True, "Sapo do bàn chuyên đề sửa.")
    outcomes = [(stay.desk.code, stay.outcome) for stay in piece.stays.all()]
    assert outcomes == [("news", StayOutcome.TRANSFERRED), ("thematic", StayOutcome.USED)]


def test_what_the_unit_changes_meanwhile_comes_back_to_the_same_desk(page, piece, people, decide):
    move(piece, people.editor)
    for user in (people.thematic, people.chief):
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.lead = f"Sapo do {user} sửa."
        draft.save_revision(user=user)
        page = decide(page, user, "approve")
    piece.refresh_from_db()
    # The desk to which it was transferred has it again, not the one that it came to first.
    assert (piece.state, piece.desk.code) == (ContributionState.DESK_REVIEW, "thematic")
    assert decide(page, people.thematic, "approve").live
    outcomes = [(stay.desk.code, stay.outcome) for stay in piece.stays.all()]
    assert outcomes[0] == ("news", StayOutcome.TRANSFERRED)
    assert outcomes[-1] == ("thematic", StayOutcome.USED)


def test_piece_is_transferred_back_and_used_at_the_first_desk(page, piece, people, decide):
    move(piece, people.editor)
    move(piece, people.thematic, note="Không, đây là tin.")
    assert (piece.state, piece.desk.code) == (ContributionState.DESK_REVIEW, "news")
    codes = [(stay.desk.code, stay.outcome) for stay in piece.stays.all()]
    transferred = StayOutcome.TRANSFERRED
    assert codes == [("news", transferred), ("thematic", transferred), ("news", "")]
    assert decide(page, people.editor, "approve").live
    assert not DeskStay.objects.filter(left_at__isnull=True).exists()


def test_returned_after_a_transfer_it_comes_back_to_the_same_desk(page, piece, people, decide):
    from articles.services.submission import submit_piece

    move(piece, people.editor)
    page = decide(page, people.thematic, "reject", comment="Thêm ảnh.")
    submit_piece(page=page, user=people.author)
    piece.refresh_from_db()
    assert (piece.state, piece.desk.code) == (ContributionState.DESK_REVIEW, "thematic")


@pytest.mark.parametrize("who", ["author", "chief", "thematic", "in_chief", "administrator"])
def test_outsiders_do_not_transfer(piece, people, who):
    with pytest.raises(ReviewRefused):
        move(piece, getattr(people, who))
    assert Contribution.objects.get(pk=piece.pk).desk.code == "news"


def test_claimed_piece_is_transferred_by_its_holder_only(piece, people):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())
    with pytest.raises(ReviewRefused):
        move(piece, people.colleague)
    move(piece, people.editor)
    assert piece.desk.code == "thematic"


def test_second_click_does_not_send_it_back(piece, people):
    move(piece, people.editor)
    with pytest.raises(ReviewRefused):
        move(piece, people.editor)
    assert Contribution.objects.get(pk=piece.pk).desk.code == "thematic"


def test_a_desk_without_a_route_takes_no_pieces(piece, people):
    from articles.models import WorkflowRoute

    WorkflowRoute.objects.get(kind="thematic").workflow.deactivate()
    with pytest.raises(ReviewRefused):
        move(piece, people.editor)
    assert Contribution.objects.get(pk=piece.pk).desk == Desk.objects.get(code="news")


def test_both_sides_are_told(piece, people, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        move(piece, people.editor)
    told = {address for mail in mailoutbox for address in mail.to}
    assert {people.author.email, people.thematic.email} <= told
    assert people.editor.email not in told
    [mail] = [one for one in mailoutbox if people.author.email in one.to]
    assert "Bài này là chuyên đề." in mail.body
