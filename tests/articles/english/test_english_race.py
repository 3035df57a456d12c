"""Two clicks at once send a translation, and begin one, a single time."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from wagtail.models import Page, WorkflowState

from articles.english.services import send_translation, start_translation
from articles.errors import SubmissionRefused
from factories.portal import make_article
from factories.translating import english, translate

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def twice_at_once(act: Callable[[], object]) -> list[str]:
    """Do something in two threads and return how each ended."""
    barrier, outcomes = Barrier(2), []

    def run() -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("done")
        except SubmissionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_clicks_send_once(unit, chief):
    page = translate(make_article("news", unit), chief)
    assert twice_at_once(lambda: send_translation(page=page, user=chief)) == ["done", "refused"]
    states = WorkflowState.objects.filter(object_id=str(page.pk))
    assert [state.status for state in states] == [WorkflowState.STATUS_IN_PROGRESS]


def test_two_clicks_begin_one_translation(unit, chief):
    piece = make_article("news", unit)
    outcomes = twice_at_once(lambda: start_translation(page=piece, user=chief))
    assert outcomes == ["done", "done"]
    found = Page.objects.filter(translation_key=piece.translation_key).exclude(pk=piece.pk)
    assert [page.pk for page in found] == [english(piece).pk]
