"""Two people at one moment, in two threads of one server: one result, nothing twice."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from articles.models import LedgerEntry, LedgerHead, RoyaltyStatement, StatementLine
from articles.royalties import statements
from articles.royalties.errors import StatementRefused
from articles.royalties.ledger import check_chain
from core.models import User
from factories.royalties import (
    AFTER,
    MONTH,
    desk_named,
    make_graded_piece,
    make_statement,
    make_statement_staff,
    noon,
)

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = noon(AFTER)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make calls at one moment; return what each gave, None where it was refused."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            outcomes.append(call())
        except StatementRefused:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def drawing(user, *, key=None, code="news") -> Callable[[], RoyaltyStatement]:
    key = key or uuid4()

    def call() -> RoyaltyStatement:
        return statements.draw_up(
            desk=desk_named(code),
            month=MONTH,
            user=User.objects.get(pk=user.pk),
            request_key=key,
            now=NOW,
        )

    return call


def step(service, statement, user, **fields) -> Callable[[], RoyaltyStatement]:
    def call() -> RoyaltyStatement:
        person = User.objects.get(pk=user.pk)
        return service(statement_id=statement.pk, user=person, now=NOW, **fields)

    return call


def test_two_drawing_up_at_once_give_one_statement(staff, grade):
    outcomes = at_once(drawing(staff["editor"]), drawing(staff["head"]))
    assert outcomes.count(None) == 1
    assert RoyaltyStatement.objects.count() == StatementLine.objects.count() == 1


def test_same_request_at_once_gives_one_statement(staff, grade):
    key = uuid4()
    first, second = at_once(*[drawing(staff["editor"], key=key)] * 2)
    assert first == second
    assert RoyaltyStatement.objects.count() == StatementLine.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "service", "role", "fields"),
    [
        ("drawn", statements.check, "head", {}),
        ("checked", statements.approve, "chief", {}),
        ("approved", statements.pay, "finance", {"paid_on": AFTER}),
    ],
)
@pytest.mark.parametrize("is_same_person", [True, False])
def test_two_taking_one_step_at_once(staff, grade, state, service, role, fields, is_same_person):
    statement = make_statement(staff, state=state)
    other = staff if is_same_person else make_statement_staff("news")
    people = (staff[role], other[role])
    outcomes = at_once(*(step(service, statement, user, **fields) for user in people))
    assert outcomes.count(None) == (0 if is_same_person else 1)
    assert statement.steps.filter(step=service.__name__).count() == 1
    assert check_chain().is_whole


def test_approval_and_discarding_at_once_leave_one_of_them(staff, grade):
    statement = make_statement(staff, state="checked")
    outcomes = at_once(
        step(statements.approve, statement, staff["chief"]),
        step(statements.discard, statement, staff["head"], note="sai"),
    )
    assert outcomes.count(None) == 1
    state = RoyaltyStatement.objects.get().state
    assert LedgerEntry.objects.count() == (1 if state == "approved" else 0)
    assert check_chain().is_whole


def test_two_desks_take_turns_at_the_ledger(unit, staff, grade):
    thematic = make_statement_staff("thematic")
    make_graded_piece(unit, amount=900_000, kind="thematic")
    first = make_statement(staff, state="checked")
    second = make_statement(thematic, state="checked", desk_code="thematic")
    outcomes = at_once(
        step(statements.approve, first, staff["chief"]),
        step(statements.approve, second, thematic["chief"]),
    )
    assert None not in outcomes
    assert LedgerHead.objects.get().sequence == LedgerEntry.objects.count() == 2
    assert check_chain().is_whole
