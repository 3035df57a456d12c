"""Use at a set time: approved now, read later, counted only then."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.enums import ContributionState, EventKind, Placement
from articles.errors import ReviewRefused
from articles.models import ArticlePage, Contribution
from articles.newsroom.decisions import use
from core.weeks import week_of

pytestmark = pytest.mark.django_db


def use_piece(piece, user, *, use_at, placement="") -> None:
    use(
        contribution_id=piece.pk,
        user=user,
        placement=placement,
        use_at=use_at,
        comment="",
        now=timezone.now(),
    )
    piece.refresh_from_db()


def let_time_pass(piece) -> None:
    """Bring the time of use, then run the schedule as its service does."""
    moment = timezone.now() - timedelta(seconds=1)
    piece.page.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=moment)
    ArticlePage.objects.filter(pk=piece.page_id).update(go_live_at=moment)
    call_command("publish_scheduled")
    piece.refresh_from_db()


def test_piece_waits_for_its_time(piece, people):
    later = timezone.now() + timedelta(days=1)
    use_piece(piece, people.editor, use_at=later)
    assert (piece.state, piece.use_at) == (ContributionState.SCHEDULED, later)
    assert (piece.used_at, piece.used_revision) == (None, None)
    assert not ArticlePage.objects.get(pk=piece.page_id).live
    assert list(piece.events.values_list("kind", flat=True))[-1] == EventKind.SCHEDULED


def test_at_its_time_it_is_read_and_counted(piece, people):
    use_piece(piece, people.editor, use_at=timezone.now() + timedelta(days=1))
    let_time_pass(piece)
    assert piece.state == ContributionState.USED
    assert ArticlePage.objects.get(pk=piece.page_id).live
    assert piece.used_week == week_of(piece.used_at)
    assert piece.used_revision == piece.revision
    assert piece.events.last().actor is None


def test_sub_site_only_at_a_set_time(piece, people):
    use_piece(
        piece,
        people.editor,
        use_at=timezone.now() + timedelta(hours=2),
        placement=Placement.SUB_SITE,
    )
    let_time_pass(piece)
    page = ArticlePage.objects.get(pk=piece.page_id)
    assert (page.live, page.placement, piece.placement) == (True, "sub_site", "sub_site")


@pytest.mark.parametrize("minutes", [0, -5])
def test_time_that_has_passed_is_refused(piece, people, minutes):
    with pytest.raises(ReviewRefused):
        use_piece(piece, people.editor, use_at=timezone.now() + timedelta(minutes=minutes))
    piece.refresh_from_db()
    assert piece.state == ContributionState.DESK_REVIEW


def test_schedule_before_its_time_changes_nothing(piece, people):
    use_piece(piece, people.editor, use_at=timezone.now() + timedelta(hours=1))
    call_command("publish_scheduled")
    assert Contribution.objects.get(pk=piece.pk).state == ContributionState.SCHEDULED


def test_schedule_that_runs_twice_counts_once(piece, people):
    use_piece(piece, people.editor, use_at=timezone.now() + timedelta(hours=1))
    let_time_pass(piece)
    call_command("publish_scheduled")
    assert piece.events.filter(kind=EventKind.USED).count() == 1


def test_what_is_published_is_what_was_approved(page, piece, people):
    use_piece(piece, people.editor, use_at=timezone.now() + timedelta(hours=1))
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title = "Bản nháp sau khi duyệt"
    draft.save_revision(user=people.author)
    let_time_pass(piece)
    assert ArticlePage.objects.get(pk=page.pk).title == page.title


def test_time_is_kept_while_the_unit_reads_what_the_desk_changed(page, piece, people, decide):
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.lead = "Sapo do bàn sửa."
    draft.save_revision(user=people.editor)
    later = timezone.now() + timedelta(days=1)
    decide(page, people.editor, "approve", use_at=later, placement="sub_site")
    decide(page, people.chief, "approve")
    piece.refresh_from_db()
    assert (piece.state, piece.use_at) == (ContributionState.SCHEDULED, later)
    assert piece.placement == Placement.SUB_SITE
