"""Claims: one person works on a piece, until they decide, hand it over or their time is up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.enums import ContributionState, EventKind
from articles.errors import ReviewRefused
from articles.models import ArticleAuthor, Contribution
from articles.newsroom.claims import claim, free_or_mine, hand_over, holder, release
from articles.newsroom.rules import is_held_by_other
from factories.newsroom import make_contribution
from factories.portal import make_user
from units.enums import PortalRole

pytestmark = pytest.mark.django_db


def kinds(piece) -> list[str]:
    return list(piece.events.values_list("kind", flat=True))


def test_claim_lasts_as_long_as_the_desk_says(piece, people):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    piece.refresh_from_db()
    ends = now + timedelta(minutes=piece.desk.claim_minutes)
    assert piece.claim_expires_at == ends
    assert holder(piece, ends - timedelta(seconds=1)) == people.editor
    assert holder(piece, ends) is None
    assert kinds(piece)[-1] == EventKind.CLAIMED


def test_second_claim_is_refused_by_name_and_time(piece, people):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    with pytest.raises(ReviewRefused, match="Lê Bình") as refusal:
        claim(contribution_id=piece.pk, user=people.colleague, now=now)
    ends = timezone.localtime(now + timedelta(minutes=piece.desk.claim_minutes))
    assert f"{ends:%H:%M}" in str(refusal.value)


def test_expired_claim_counts_as_none_without_any_job(piece, people):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    later = now + timedelta(minutes=piece.desk.claim_minutes)
    with pytest.raises(ReviewRefused):
        claim(contribution_id=piece.pk, user=people.colleague, now=later - timedelta(seconds=1))
    claim(contribution_id=piece.pk, user=people.colleague, now=later)
    piece.refresh_from_db()
    assert piece.claimed_by == people.colleague


def test_holder_renews_without_a_second_event(piece, people):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    claim(contribution_id=piece.pk, user=people.editor, now=now + timedelta(minutes=30))
    piece.refresh_from_db()
    assert piece.claimed_at == now + timedelta(minutes=30)
    assert kinds(piece).count(EventKind.CLAIMED) == 1


def test_only_a_head_takes_a_piece_over(piece, people):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    claim(contribution_id=piece.pk, user=people.head, now=now)
    piece.refresh_from_db()
    assert piece.claimed_by == people.head
    with pytest.raises(ReviewRefused):
        claim(contribution_id=piece.pk, user=people.editor, now=now)


@pytest.mark.parametrize("who", ["author", "chief", "thematic"])
@pytest.mark.parametrize("act", ["claim", "release", "hand_over"])
def test_outsiders_are_refused(piece, people, who, act):
    user, now = getattr(people, who), timezone.now()
    calls = {
        "claim": lambda: claim(contribution_id=piece.pk, user=user, now=now),
        "release": lambda: release(contribution_id=piece.pk, user=user, now=now),
        "hand_over": lambda: hand_over(
            contribution_id=piece.pk, user=user, to_user=people.editor, now=now
        ),
    }
    with pytest.raises(ReviewRefused, match=r"bàn|desk"):
        calls[act]()
    piece.refresh_from_db()
    assert piece.claimed_by is None


def test_piece_of_the_other_desk_answers_as_one_that_does_not_exist(unit, people):
    thematic = make_contribution(unit, kind="thematic", state=ContributionState.DESK_REVIEW)
    answers = set()
    for pk in (thematic.pk, 10**6):
        with pytest.raises(ReviewRefused) as refusal:
            claim(contribution_id=pk, user=people.editor, now=timezone.now())
        answers.add(str(refusal.value))
    assert len(answers) == 1


def test_own_piece_is_refused(page, piece, people):
    page.authors.add(ArticleAuthor(pen_name="Bình", user=people.editor, share=0))
    page.save()
    with pytest.raises(ReviewRefused):
        claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())


@pytest.mark.parametrize(
    "state", [state for state in ContributionState if state != ContributionState.DESK_REVIEW]
)
def test_piece_that_does_not_wait_at_the_desk_is_refused(unit, people, state):
    piece = make_contribution(unit, state=ContributionState.DESK_REVIEW)
    Contribution.objects.filter(pk=piece.pk).update(state=state)
    with pytest.raises(ReviewRefused):
        claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())


def test_switched_off_account_cannot_claim(piece, people):
    people.editor.is_active = False
    with pytest.raises(ReviewRefused):
        claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())


@pytest.mark.parametrize("who", ["editor", "head"])
def test_holder_or_head_releases(piece, people, who):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    release(contribution_id=piece.pk, user=getattr(people, who), now=now)
    piece.refresh_from_db()
    assert (piece.claimed_by, piece.claim_expires_at) == (None, None)
    assert kinds(piece)[-1] == EventKind.RELEASED


def test_colleague_does_not_release_and_nobody_releases_nothing(piece, people):
    now = timezone.now()
    with pytest.raises(ReviewRefused):
        release(contribution_id=piece.pk, user=people.head, now=now)
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    with pytest.raises(ReviewRefused):
        release(contribution_id=piece.pk, user=people.colleague, now=now)
    piece.refresh_from_db()
    assert piece.claimed_by == people.editor


@pytest.mark.parametrize("who", ["editor", "head"])
def test_holder_or_head_hands_over_with_a_note(piece, people, who):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    later = now + timedelta(minutes=5)
    hand_over(
        contribution_id=piece.pk,
        user=getattr(people, who),
        to_user=people.colleague,
        note="Xin đọc kỹ số liệu.",
        now=later,
    )
    piece.refresh_from_db()
    assert (piece.claimed_by, piece.claimed_at) == (people.colleague, later)
    event = piece.events.last()
    assert event.kind == EventKind.HANDED_OVER
    assert "Xin đọc kỹ số liệu." in event.note
    assert people.colleague.get_full_name() in event.note


def test_head_assigns_a_piece_that_nobody_holds_and_an_editor_does_not(piece, people):
    now = timezone.now()
    with pytest.raises(ReviewRefused):
        hand_over(contribution_id=piece.pk, user=people.editor, to_user=people.colleague, now=now)
    hand_over(contribution_id=piece.pk, user=people.head, to_user=people.colleague, now=now)
    piece.refresh_from_db()
    assert piece.claimed_by == people.colleague


def test_hand_over_goes_to_a_colleague_who_did_not_write_the_piece(page, piece, people):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    switched_off = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR, is_active=False)
    writer = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    page.authors.add(ArticleAuthor(pen_name="Bình", user=writer, share=0))
    page.save()
    for receiver in (people.thematic, people.chief, switched_off, writer, people.editor):
        with pytest.raises(ReviewRefused):
            hand_over(contribution_id=piece.pk, user=people.editor, to_user=receiver, now=now)
    piece.refresh_from_db()
    assert piece.claimed_by == people.editor


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("approve", {}),
        ("reject", {"comment": "Sửa."}),
        ("not_use", {"comment": "Trùng."}),
        ("transfer", {}),
    ],
)
def test_nobody_else_decides_while_a_claim_is_valid(page, piece, people, decide, action, data):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())
    for other in (people.colleague, people.head):
        with pytest.raises(ReviewRefused, match="Lê Bình"):
            decide(page, other, action, **data)
    piece.refresh_from_db()
    assert piece.state == ContributionState.DESK_REVIEW
    assert piece.claimed_by == people.editor


def test_holder_decides_and_the_claim_ends(page, piece, people, decide):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())
    assert decide(page, people.editor, "approve").live
    piece.refresh_from_db()
    assert piece.claimed_by is None


def test_head_claims_first_and_then_decides(page, piece, people, decide):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())
    claim(contribution_id=piece.pk, user=people.head, now=timezone.now())
    assert decide(page, people.head, "approve").live


def test_expired_claim_stops_nobody(page, piece, people, decide):
    long_ago = timezone.now() - timedelta(days=1)
    claim(contribution_id=piece.pk, user=people.editor, now=long_ago)
    assert decide(page, people.colleague, "approve").live


def test_browser_cannot_say_what_time_it_is(page, piece, people, decide):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())
    state = page.current_workflow_task_state
    for extra in ({"now": "2099-01-01"}, {"user": people.editor.pk}, {"task_state": 1}):
        with pytest.raises(ReviewRefused):
            state.task.specific.on_action(state, people.colleague, "approve", **extra)


def test_free_or_mine_agrees_with_whose_claim_counts(unit, people):
    now = timezone.now()
    at_desk = {"state": ContributionState.DESK_REVIEW}
    held = {"claimed_at": now, "claim_expires_at": now + timedelta(minutes=1)}
    expired = {"claimed_at": now, "claim_expires_at": now}
    for claimed in (
        {},
        held | {"claimed_by": people.editor},
        held | {"claimed_by": people.colleague},
        expired | {"claimed_by": people.colleague},
    ):
        make_contribution(unit, **at_desk, **claimed)
    found = set(Contribution.objects.filter(free_or_mine(people.editor, now)))
    pieces = Contribution.objects.all()
    assert found == {one for one in pieces if not is_held_by_other(people.editor, one, now)}
    assert len(found) == 3
