"""Two people at once, and a crash in the middle of the last approval: all or nothing."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from wagtail.models import TaskState
from wagtail.signals import page_published

from articles.enums import ContributionState
from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.services.submission import submit_piece
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def waiting(unit):
    """Return a piece that waits for its unit."""
    author = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    return page


def decide(page, user) -> None:
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


@pytest.mark.postgres  # SQLite keeps the test database in memory, for one thread
def test_two_chief_editors_at_once_give_one_approval(unit, waiting):
    chiefs = [make_user(unit=unit, role=UnitRole.CHIEF_EDITOR) for _ in range(2)]
    state = waiting.current_workflow_task_state
    barrier, outcomes = Barrier(len(chiefs)), []

    def approve(chief) -> None:
        barrier.wait()
        try:
            state.task.specific.on_action(state, chief, "approve")
            outcomes.append("approved")
        except ReviewRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=approve, args=(chief,)) for chief in chiefs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["approved", "refused"]
    assert TaskState.objects.filter(status=TaskState.STATUS_APPROVED).count() == 1
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 1


def test_crash_while_publishing_leaves_the_state_before(unit, waiting):
    decide(waiting, make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    desk = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)

    def crash(**kwargs) -> None:
        raise RuntimeError("killed")

    page_published.connect(crash)
    try:
        with pytest.raises(RuntimeError, match="killed"):
            decide(waiting, desk)
    finally:
        page_published.disconnect(crash)
    waiting.refresh_from_db()
    assert not waiting.live
    assert Contribution.objects.get().state == ContributionState.DESK_REVIEW

    decide(waiting, desk)
    waiting.refresh_from_db()
    assert waiting.live
