"""Two people at once on PostgreSQL: one correction, one publication, one retraction."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_cancelled

from articles.corrections.retracting import retract
from articles.enums import ContributionState, CorrectionState, EventKind
from articles.errors import ReviewRefused, SubmissionRefused
from articles.models import Contribution, Correction
from articles.services.submission import submit_piece
from factories.corrections import event_kinds, fresh, latest_title, row

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Make every call at the same moment; return what each gave, a refusal as its class."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call) -> None:
        barrier.wait()
        try:
            outcomes.append(call())
        except ReviewRefused:
            outcomes.append(ReviewRefused)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def take_down(piece, user):
    return retract(contribution_id=piece.pk, user=user, note_vi="Sai.", now=timezone.now()).pk


def crash_at(signal, call: Callable[[], object]) -> None:
    """Make a call that is killed where the signal is sent."""

    def crash(**kwargs) -> None:
        raise RuntimeError("killed")

    signal.connect(crash)
    try:
        with pytest.raises(RuntimeError, match="killed"):
            call()
    finally:
        signal.disconnect(crash)


@pytest.mark.postgres
def test_two_people_open_one_correction(page, piece, people, correct):
    outcomes = at_once(
        lambda: correct.begin(user=people.editor).pk,
        lambda: correct.begin(user=people.colleague).pk,
        lambda: correct.begin(user=people.head).pk,
    )
    assert len(set(outcomes)) == 1
    assert Correction.objects.count() == 1
    assert event_kinds(piece).count(EventKind.CORRECTION_OPENED) == 1
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert running.count() == 1


@pytest.mark.postgres
def test_two_people_publish_once(page, piece, people, correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    outcomes = at_once(
        lambda: correct.publish(user=people.editor), lambda: correct.publish(user=people.head)
    )
    assert outcomes.count(ReviewRefused) == 1
    assert fresh(page).title == "Tặng 120 suất quà"
    assert event_kinds(piece).count(EventKind.CORRECTED) == 1


@pytest.mark.postgres
def test_publishing_and_giving_up_at_once_give_one_end(page, piece, people, correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    outcomes = at_once(
        lambda: correct.publish(user=people.editor), lambda: correct.give_up(user=people.head)
    )
    assert outcomes.count(ReviewRefused) == 1
    correction = Correction.objects.get()
    published = correction.state == CorrectionState.PUBLISHED
    assert published or correction.state == CorrectionState.CANCELLED
    title = "Tặng 120 suất quà" if published else "Tặng 210 suất quà"
    assert (fresh(page).title, latest_title(page)) == (title, title)


@pytest.mark.postgres
@pytest.mark.parametrize("open_first", [False, True])
def test_two_people_retract_once(page, piece, people, correct, open_first):
    if open_first:
        correct.begin()
    outcomes = at_once(
        lambda: take_down(piece, people.head), lambda: take_down(piece, people.in_chief)
    )
    assert len(set(outcomes) - {ReviewRefused}) == 1
    assert Correction.objects.filter(kind="retraction").count() == 1
    assert event_kinds(piece).count(EventKind.RETRACTED) == 1


@pytest.mark.postgres
def test_publishing_and_retracting_at_once_never_lock_each_other_out(
    page, piece, people, correct, edit
):
    correct.begin()
    edit("Tặng 120 suất quà")
    at_once(lambda: correct.publish(user=people.editor), lambda: take_down(piece, people.head))
    if fresh(page).live:
        take_down(piece, people.head)
    piece.refresh_from_db()
    assert piece.state == ContributionState.RETRACTED
    assert not fresh(page).live
    assert fresh(page).current_workflow_state is None
    assert not Correction.objects.filter(state=CorrectionState.OPEN).exists()


@pytest.mark.postgres
def test_opening_and_sending_an_update_at_once_give_one_review(page, piece, people, correct, edit):
    edit("Bản cập nhật của đơn vị", user=people.author)

    def send():
        try:
            return submit_piece(page=fresh(page), user=people.author).pk
        except SubmissionRefused:
            return ReviewRefused

    outcomes = at_once(lambda: correct.begin().pk, send)
    assert outcomes.count(ReviewRefused) == 1
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert running.count() == 1
    if Correction.objects.exists():
        assert latest_title(page) == "Tặng 210 suất quà"


def test_a_crash_while_publishing_leaves_the_correction_open(page, piece, correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    before = row(piece)
    crash_at(page_published, correct.publish)
    assert fresh(page).title == "Tặng 210 suất quà"
    assert Correction.objects.get().state == CorrectionState.OPEN
    assert (row(piece), Contribution.objects.count()) == (before, 1)
    correct.publish()
    assert fresh(page).title == "Tặng 120 suất quà"


def test_a_crash_while_opening_leaves_the_state_before(page, piece, correct):
    latest, before = fresh(page).latest_revision_id, event_kinds(piece)
    crash_at(task_submitted, correct.begin)
    assert fresh(page).latest_revision_id == latest
    assert event_kinds(piece) == before
    assert not Correction.objects.exists()
    assert fresh(page).current_workflow_state is None
    assert correct.begin().state == CorrectionState.OPEN


def test_a_crash_while_giving_up_leaves_the_correction_open(page, correct, edit):
    correct.begin()
    latest = edit("Chữ bỏ dở").pk
    crash_at(workflow_cancelled, correct.give_up)
    assert fresh(page).latest_revision_id == latest
    assert Correction.objects.get().state == CorrectionState.OPEN
    correct.give_up()
    assert latest_title(page) == "Tặng 210 suất quà"
