"""Many voters at one moment on PostgreSQL: one ballot for each key, code and account, none lost."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from factories.polls import answers_to, make_codes, make_poll
from factories.portal import make_user
from forms.guarding.services import spend_proof
from forms.polls.chain_check import check_chains
from forms.polls.errors import AlreadyVoted, BallotRefused, CodeUsed, NotOpen
from forms.polls.models import Ballot, BallotChain, Poll, VoterCode
from forms.polls.services.casting import Receipt, cast
from forms.polls.services.freezing import GRACE, freeze_poll

# SQLite has one writer at a time, and keeps the test database in memory for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
VOTERS = 20


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Make calls at one moment; return what each gave or the error that it raised."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            outcomes.append(call())
        except BallotRefused as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(calls), "A thread ended with an error."
    return outcomes


def casting(poll, **fields) -> Callable[[], Receipt]:
    answers = answers_to(poll)

    def call() -> Receipt:
        given = {"key": uuid.uuid4(), "now": timezone.now()} | fields
        return cast(poll_id=poll.pk, answers=answers, **given)

    return call


def receipts_of(outcomes: list[Any]) -> list[Receipt]:
    return [one for one in outcomes if isinstance(one, Receipt)]


def test_twenty_ballots_with_one_key_are_one_ballot_with_one_receipt() -> None:
    poll, key = make_poll(with_page=False), uuid.uuid4()

    def spend() -> None:
        spend_proof(purpose="vote", digest="d" * 64, submission_key=key, now=timezone.now())

    found = at_once([casting(poll, key=key, spend=spend)] * VOTERS)

    assert len({one.code for one in found}) == 1
    assert [one.is_repeat for one in found].count(False) == 1
    assert Ballot.objects.count() == check_chains(poll.pk).ballots == 1


def test_twenty_voters_with_one_code_cast_one_ballot() -> None:
    poll = make_poll(audience="codes", with_page=False)
    (code,) = make_codes(poll)

    found = at_once([casting(poll, code=code)] * VOTERS)

    assert len(receipts_of(found)) == Ballot.objects.count() == 1
    assert sum(isinstance(one, CodeUsed) for one in found) == VOTERS - 1
    assert VoterCode.objects.get().is_used


def test_twenty_windows_of_one_account_cast_one_ballot() -> None:
    poll, user = make_poll(audience="accounts", with_page=False), make_user()

    found = at_once([casting(poll, user=user)] * VOTERS)

    assert len(receipts_of(found)) == Ballot.objects.count() == 1
    assert sum(isinstance(one, AlreadyVoted) for one in found) == VOTERS - 1


def test_first_voters_of_a_poll_make_its_chains_once_and_none_is_lost() -> None:
    poll = make_poll(with_page=False)

    found = at_once([casting(poll)] * 2 * VOTERS)

    report = check_chains(poll.pk)
    assert len({one.code for one in found}) == report.ballots == 2 * VOTERS
    assert report.is_whole
    assert BallotChain.objects.filter(poll=poll).count() == 32
    assert Poll.objects.get(pk=poll.pk).first_ballot_at is not None


def test_ballots_at_the_moment_of_the_count_are_counted_or_refused() -> None:
    poll = make_poll(with_page=False)
    last, after = poll.closes_at - timedelta(seconds=1), poll.closes_at + 2 * GRACE

    def freeze() -> Any:
        return freeze_poll(poll_id=poll.pk, now=after)

    found = at_once([casting(poll, now=last)] * VOTERS + [freeze])

    taken = len(receipts_of(found))
    refused = sum(isinstance(one, NotOpen) for one in found)
    assert taken + refused == VOTERS
    assert poll.result.data["turnout"]["cast"] == taken == Ballot.objects.count()
