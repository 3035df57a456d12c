"""Two graders at once: one grade, and a message for the other."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from articles.grading.services import GradeRefused, GradeSheet, grade, void
from articles.models import Grade, GradeShare

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,  # SQLite keeps the test database in memory, for one thread
]


def at_once(*calls) -> list[str]:
    """Run calls side by side and return how each ended."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call) -> None:
        barrier.wait()
        try:
            outcomes.append(f"version {call().version}")
        except GradeRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def grading(piece, user, **fields):
    """Return a call that grades."""
    fields = {"genre": piece.genre, "coefficient": Decimal(3)} | fields
    sheet = GradeSheet(**fields)
    return lambda: grade(contribution_id=piece.pk, user=user, sheet=sheet, now=timezone.now())


def test_two_graders_give_one_grade(piece, people):
    calls = grading(piece, people.editor), grading(piece, people.head, coefficient=Decimal(4))
    assert at_once(*calls) == ["refused", "version 1"]
    assert (Grade.objects.count(), GradeShare.objects.count()) == (1, 1)


def test_double_click_gives_one_grade(piece, people):
    calls = [grading(piece, people.editor) for _click in range(3)]
    assert at_once(*calls) == ["version 1"] * 3
    assert (Grade.objects.count(), GradeShare.objects.count()) == (1, 1)


def test_new_version_and_void_do_not_both_follow_the_same_version(piece, people):
    grading(piece, people.editor)()

    def voiding():
        return void(
            contribution_id=piece.pk,
            user=people.head,
            reason="Nhầm",
            expected_version=1,
            now=timezone.now(),
        )

    anew = grading(piece, people.editor, expected_version=1, reason="Sửa")
    assert at_once(anew, voiding) == ["refused", "version 2"]
    assert Grade.objects.count() == 2
