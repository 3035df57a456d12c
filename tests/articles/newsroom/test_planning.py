"""Priority and due time: who sets them, what is refused, what the unit reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.enums import EventKind, Priority
from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.newsroom.planning import plan

pytestmark = pytest.mark.django_db


def set_plan(piece, user, *, priority=Priority.URGENT, due_at=None, now=None):
    return plan(
        contribution_id=piece.pk,
        user=user,
        priority=priority,
        due_at=due_at,
        now=now or timezone.now(),
    )


@pytest.mark.parametrize("who", ["editor", "colleague", "head"])
def test_anybody_of_the_desk_plans(piece, people, who):
    due = timezone.now() + timedelta(hours=2)
    set_plan(piece, getattr(people, who), due_at=due)
    piece.refresh_from_db()
    assert (piece.priority, piece.due_at) == (Priority.URGENT, due)
    note = piece.events.get(kind=EventKind.PLANNED).note
    assert "Gấp" in note
    assert f"{timezone.localtime(due):%H:%M}" in note


@pytest.mark.parametrize("who", ["author", "chief", "thematic", "in_chief", "administrator"])
def test_outsiders_do_not_plan(piece, people, who):
    with pytest.raises(ReviewRefused):
        set_plan(piece, getattr(people, who))
    piece.refresh_from_db()
    assert piece.priority == Priority.NORMAL


def test_piece_that_left_the_desk_is_not_planned(page, piece, people, decide):
    decide(page, people.editor, "reject", comment="Sửa.")
    with pytest.raises(ReviewRefused):
        set_plan(piece, people.editor)


@pytest.mark.parametrize("priority", [-1, 3, 99])
def test_unknown_priority_is_refused(piece, people, priority):
    with pytest.raises(ReviewRefused):
        set_plan(piece, people.editor, priority=priority)


def test_new_due_time_lies_in_the_future(piece, people):
    now = timezone.now()
    with pytest.raises(ReviewRefused):
        set_plan(piece, people.editor, due_at=now, now=now)
    set_plan(piece, people.editor, due_at=now + timedelta(seconds=1), now=now)


def test_past_due_time_may_stay_as_it_is(piece, people):
    past = timezone.now() - timedelta(hours=1)
    Contribution.objects.filter(pk=piece.pk).update(due_at=past)
    set_plan(piece, people.editor, due_at=past)
    piece.refresh_from_db()
    assert (piece.priority, piece.due_at) == (Priority.URGENT, past)


def test_same_plan_again_records_nothing(piece, people):
    set_plan(piece, people.editor)
    set_plan(piece, people.editor)
    assert piece.events.filter(kind=EventKind.PLANNED).count() == 1


def test_due_time_is_taken_away(piece, people):
    assert piece.due_at is not None
    set_plan(piece, people.editor, priority=Priority.NORMAL, due_at=None)
    piece.refresh_from_db()
    assert piece.due_at is None
    assert piece.events.get(kind=EventKind.PLANNED).note == "Bình thường"


def test_priority_survives_a_claim_and_is_shown_to_the_next_desk(page, piece, people, decide):
    set_plan(piece, people.editor)
    decide(page, people.editor, "transfer")
    piece.refresh_from_db()
    assert piece.priority == Priority.URGENT
    assert piece.due_at > timezone.now()


def test_arrival_gives_the_desk_s_hours(piece):
    hours = timedelta(hours=piece.desk.review_hours)
    assert piece.due_at - piece.stays.get().arrived_at == hours
