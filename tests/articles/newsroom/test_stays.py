"""The clock of a desk: one open stay at most, paused while the unit reads, never backwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.enums import StayOutcome
from articles.models import Desk
from articles.newsroom.stays import close_stay, open_stay, pause_stay

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet(on_board):
    """A piece without any stay."""
    return on_board()


@pytest.fixture
def desk():
    return Desk.objects.get(code="news")


def test_a_piece_is_at_one_desk_at_a_time(quiet, desk):
    now = timezone.now()
    open_stay(contribution=quiet, desk=desk, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        open_stay(contribution=quiet, desk=Desk.objects.get(code="thematic"), now=now)
    assert quiet.stays.count() == 1


def test_closed_stay_has_its_time_and_outcome(quiet, desk):
    now = timezone.now()
    open_stay(contribution=quiet, desk=desk, now=now)
    close_stay(contribution=quiet, outcome=StayOutcome.USED, now=now + timedelta(hours=2))
    stay = quiet.stays.get()
    assert stay.left_at - stay.arrived_at == timedelta(hours=2)
    assert stay.outcome == StayOutcome.USED


def test_outcome_is_given_once(quiet, desk):
    now = timezone.now()
    open_stay(contribution=quiet, desk=desk, now=now)
    close_stay(contribution=quiet, outcome=StayOutcome.RETURNED, now=now)
    close_stay(contribution=quiet, outcome=StayOutcome.USED, now=now + timedelta(hours=1))
    stay = quiet.stays.get()
    assert (stay.outcome, stay.left_at) == (StayOutcome.RETURNED, now)


def test_pause_stops_the_clock_and_leaves_the_outcome_open(quiet, desk):
    now = timezone.now()
    open_stay(contribution=quiet, desk=desk, now=now)
    pause_stay(contribution=quiet, now=now + timedelta(hours=1))
    pause_stay(contribution=quiet, now=now + timedelta(hours=9))
    stay = quiet.stays.get()
    assert (stay.left_at, stay.outcome) == (now + timedelta(hours=1), "")
    close_stay(contribution=quiet, outcome=StayOutcome.WITHDRAWN, now=now + timedelta(hours=9))
    stay.refresh_from_db()
    assert (stay.left_at, stay.outcome) == (now + timedelta(hours=1), StayOutcome.WITHDRAWN)


def test_a_clock_that_is_put_back_gives_no_negative_time(quiet, desk):
    now = timezone.now()
    open_stay(contribution=quiet, desk=desk, now=now)
    close_stay(contribution=quiet, outcome=StayOutcome.USED, now=now - timedelta(hours=1))
    assert quiet.stays.get().left_at == now


def test_without_a_stay_there_is_nothing_to_close(quiet):
    close_stay(contribution=quiet, outcome=StayOutcome.USED, now=timezone.now())
    assert not quiet.stays.exists()


def test_reading_again_by_the_unit_stops_the_desk_s_clock(page, piece, people, decide):
    draft = page.get_latest_revision_as_object()
    draft.lead = "Sapo do bàn sửa."
    draft.save_revision(user=people.editor)
    decide(page, people.editor, "approve")
    stay = piece.stays.get()
    assert stay.left_at is not None
    assert stay.outcome == ""
    stopped = stay.left_at
    decide(page, people.chief, "approve")
    stay = piece.stays.get()
    assert (stay.left_at, stay.outcome) == (stopped, StayOutcome.USED)
