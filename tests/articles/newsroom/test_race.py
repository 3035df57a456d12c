"""Two editors at once: one has the piece, and a claim and a decision do not pass each other."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from articles.enums import ContributionState, EventKind
from articles.errors import ReviewRefused
from articles.models import Contribution, SavedFilter
from articles.newsroom.board.saved import MOST_FILTERS, FilterRefused, save_filter
from articles.newsroom.claims import claim
from articles.newsroom.decisions import not_use, return_piece, use
from articles.newsroom.transfer import transfer

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

NOTHING = {"placement": "", "use_at": None, "comment": ""}


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Run all calls at the same moment and tell how each ended."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call) -> None:
        barrier.wait()
        try:
            call()
            outcomes.append("done")
        except (ReviewRefused, FilterRefused):
            outcomes.append("refused")
        except BaseException as error:
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_editors_claim_and_one_has_it(piece, people):
    now = timezone.now()
    outcomes = at_once(
        lambda: claim(contribution_id=piece.pk, user=people.editor, now=now),
        lambda: claim(contribution_id=piece.pk, user=people.colleague, now=now),
    )
    assert outcomes == ["done", "refused"]
    assert piece.events.filter(kind=EventKind.CLAIMED).count() == 1
    piece.refresh_from_db()
    assert piece.events.get(kind=EventKind.CLAIMED).actor == piece.claimed_by


def test_claim_and_decision_do_not_pass_each_other(piece, people):
    """Whoever is first wins: the decision is refused, or there is nothing left to claim."""
    now = timezone.now()
    outcomes = at_once(
        lambda: claim(contribution_id=piece.pk, user=people.editor, now=now),
        lambda: return_piece(
            contribution_id=piece.pk, user=people.colleague, reasons=[], comment="Sửa.", now=now
        ),
    )
    assert outcomes == ["done", "refused"]
    piece.refresh_from_db()
    if piece.state == ContributionState.RETURNED:
        assert piece.claimed_by is None
        assert not piece.events.filter(kind=EventKind.CLAIMED).exists()
    else:
        assert piece.claimed_by == people.editor
        assert piece.state == ContributionState.DESK_REVIEW


def test_use_and_return_at_once_give_one_decision(piece, people):
    now = timezone.now()
    outcomes = at_once(
        lambda: use(contribution_id=piece.pk, user=people.editor, now=now, **NOTHING),
        lambda: return_piece(
            contribution_id=piece.pk, user=people.colleague, reasons=[], comment="Sửa.", now=now
        ),
        lambda: not_use(
            contribution_id=piece.pk, user=people.head, reasons=[], comment="Trùng.", now=now
        ),
    )
    assert outcomes == ["done", "refused", "refused"]
    ends = (EventKind.USED, EventKind.RETURNED, EventKind.NOT_USED)
    assert piece.events.filter(kind__in=ends).count() == 1
    piece.refresh_from_db()
    assert piece.page.live is (piece.state == ContributionState.USED)
    assert piece.stays.exclude(outcome="").count() == 1


def test_two_transfers_at_once_move_a_piece_once(piece, people):
    now = timezone.now()
    outcomes = at_once(
        *(
            lambda user=user: transfer(contribution_id=piece.pk, user=user, note="", now=now)
            for user in (people.editor, people.colleague)
        )
    )
    assert outcomes == ["done", "refused"]
    piece.refresh_from_db()
    assert piece.desk.code == "thematic"
    assert piece.stays.count() == 2


def test_saved_filters_stay_below_their_number(people):
    for number in range(MOST_FILTERS - 1):
        save_filter(user=people.editor, name=f"Lọc {number}", query="min_words=1")
    outcomes = at_once(
        *(
            lambda name=name: save_filter(user=people.editor, name=name, query="min_words=2")
            for name in ("Thêm một", "Thêm hai", "Thêm ba")
        )
    )
    assert outcomes == ["done", "refused", "refused"]
    assert SavedFilter.objects.count() == MOST_FILTERS


def test_same_filter_saved_twice_at_once_is_one(people):
    save = [lambda: save_filter(user=people.editor, name="Bài dài", query="min_words=5")] * 2
    assert at_once(*save) == ["done", "done"]
    assert Contribution.objects.count() == 0
    assert people.editor.saved_filters.count() == 1
