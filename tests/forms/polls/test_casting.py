"""One ballot for each key, code and account; refusals are counted, nothing leads to a person."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.test import override_settings
from django.utils import timezone

from factories.polls import (
    answers_to,
    cast_ballots,
    make_codes,
    make_poll,
    make_question,
    questions_of,
)
from factories.portal import make_unit, make_user
from forms.polls import ballot_keys
from forms.polls.chain_check import check_chains
from forms.polls.errors import AlreadyVoted, CodeUsed, NotOpen, PollChanged, UnknownCode
from forms.polls.models import (
    Ballot,
    BallotChain,
    Poll,
    RefusalCount,
    VoterCode,
)
from forms.polls.services.casting import cast, find_receipt
from forms.polls.services.unlinking import forget_order
from units.enums import UnitRole

pytestmark = pytest.mark.django_db


def casting(poll, **fields):
    """Return a call that casts a ballot, with a key of its own unless one is given."""
    defaults = {"poll_id": poll.pk, "answers": answers_to(poll), "now": timezone.now()}
    return partial(cast, **{"key": uuid.uuid4(), **defaults, **fields})


def refusals(poll) -> dict[str, int]:
    rows = RefusalCount.objects.filter(poll=poll).values_list("reason").order_by()
    return dict(rows.annotate(Sum("count")))


def test_ballot_is_stored_once_with_its_place_and_hash() -> None:
    poll, now = make_poll(kinds=("single", "text"), with_page=False), timezone.now()

    receipt = casting(poll, now=now)()

    ballot = Ballot.objects.get()
    assert (ballot.answers, ballot.unit, ballot.cast_on) == (
        answers_to(poll), None, timezone.localdate(now),
    )  # fmt: skip
    assert ballot.receipt_digest == ballot_keys.receipt_digest(receipt.code, poll_id=poll.pk)
    assert not receipt.is_repeat
    head = BallotChain.objects.get(poll=poll, number=ballot.chain)
    assert (head.length, head.last_hash) == (1, ballot.hash) == (ballot.position, ballot.hash)
    assert Poll.objects.get(pk=poll.pk).first_ballot_at == now
    assert check_chains(poll.pk).ballots == 1


def test_same_key_gives_the_same_receipt_and_is_counted() -> None:
    poll = make_poll(with_page=False)
    call = casting(poll, key=uuid.uuid4())

    first, second = call(), call()

    assert first.code == second.code
    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert Ballot.objects.count() == 1
    assert refusals(poll) == {"repeated": 1}


def test_receipt_is_found_after_the_secret_was_changed() -> None:
    poll, key = make_poll(with_page=False), uuid.uuid4()
    receipt = casting(poll, key=key)()

    with override_settings(SECRET_KEY="other", SECRET_KEY_FALLBACKS=[_secret()]):
        assert find_receipt(poll_id=poll.pk, key=key).code == receipt.code
        digests = ballot_keys.receipt_digests(receipt.code, poll_id=poll.pk)
        assert Ballot.objects.filter(receipt_digest__in=digests).count() == 1


def _secret() -> str:
    from django.conf import settings

    return settings.SECRET_KEY


def test_same_key_in_another_poll_is_another_ballot() -> None:
    key, polls = uuid.uuid4(), [make_poll(with_page=False) for _number in range(2)]

    codes = {casting(poll, key=key)().code for poll in polls}

    assert len(codes) == Ballot.objects.count() == 2


@pytest.mark.parametrize("phase", ["draft", "test", "coming", "closed", "frozen", "cancelled"])
def test_ballot_is_refused_outside_the_open_time(phase: str) -> None:
    poll = make_poll(phase=phase, with_page=False)

    with pytest.raises(NotOpen):
        casting(poll)()

    assert not Ballot.objects.exists()
    assert refusals(poll) == {"not_open": 1}


def test_open_time_begins_with_the_opening_and_ends_before_the_close() -> None:
    poll, moment = make_poll(with_page=False), timedelta(microseconds=1)

    for now in (poll.opens_at - moment, poll.closes_at):
        with pytest.raises(NotOpen):
            casting(poll, now=now)()
    for now in (poll.opens_at, poll.closes_at - moment):
        casting(poll, now=now)()

    assert Ballot.objects.count() == 2


def test_code_gives_one_ballot_that_counts_for_its_unit() -> None:
    poll, other = make_poll(audience="codes", with_page=False), make_unit()
    (code,) = make_codes(poll, unit=other)

    casting(poll, code=f" {code.lower().replace('-', ' ').replace('0', 'o')} ")()
    with pytest.raises(CodeUsed):
        casting(poll, code=code)()

    assert Ballot.objects.get().unit == other
    assert VoterCode.objects.get().is_used
    assert refusals(poll) == {"code_used": 1}


def test_unknown_foreign_and_withdrawn_codes_are_refused() -> None:
    poll = make_poll(audience="codes", with_page=False)
    (foreign,) = make_codes(make_poll(audience="codes", with_page=False))
    (withdrawn,) = make_codes(poll)
    poll.batches.update(voided_at=timezone.now())

    for code in ("", "K7QM-2XFD-9RTA", foreign, withdrawn, "🙂" * 500):
        with pytest.raises(UnknownCode):
            casting(poll, code=code)()

    assert refusals(poll) == {"code_unknown": 5}
    assert not VoterCode.objects.filter(is_used=True).exists()


def test_retry_with_a_used_code_and_its_own_key_gets_the_receipt() -> None:
    poll = make_poll(audience="codes", with_page=False)
    call = casting(poll, key=uuid.uuid4(), code=make_codes(poll)[0])

    assert call().code == call().code


def test_account_gives_one_ballot_that_counts_for_its_only_unit() -> None:
    poll, unit = make_poll(audience="accounts", with_page=False), make_unit()
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)

    casting(poll, user=user)()
    with pytest.raises(AlreadyVoted):
        casting(poll, user=user)()
    casting(poll, user=make_user())()

    assert sorted(Ballot.objects.values_list("unit", flat=True), key=str) == [unit.pk, None]
    assert refusals(poll) == {"account_voted": 1}


def test_account_of_two_units_tells_none() -> None:
    poll, user = make_poll(audience="accounts", with_page=False), make_user()
    for unit in (make_unit(), make_unit()):
        user.memberships.create(unit=unit, role=UnitRole.CONTRIBUTOR)

    casting(poll, user=user)()

    assert Ballot.objects.get().unit is None


@pytest.mark.parametrize("asks", [True, False])
def test_unit_of_everybody_counts_only_where_it_is_asked_for(asks: bool) -> None:
    poll, unit = make_poll(asks_unit=asks, with_page=False), make_unit()

    casting(poll, unit=unit)()

    assert Ballot.objects.get().unit == (unit if asks else None)


def test_answers_to_a_poll_that_has_just_changed_are_not_taken() -> None:
    poll = make_poll(with_page=False)
    Poll.objects.update(version=7)

    with pytest.raises(PollChanged):
        casting(poll, version=6)()
    casting(poll, version=7)()
    # Once somebody has voted only the wording changes, and every answer still fits.
    casting(poll, version=6)()

    assert Ballot.objects.count() == 2


def test_what_spending_refuses_stores_nothing_and_uses_no_code() -> None:
    poll = make_poll(audience="codes", with_page=False)
    (code,) = make_codes(poll)

    def spend() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        casting(poll, code=code, spend=spend)()

    assert not Ballot.objects.exists()
    casting(poll, code=code)()


def test_trial_ballots_stand_apart_and_may_be_deleted() -> None:
    poll = make_poll(phase="test", audience="codes", with_page=False)

    call = casting(poll, is_trial=True, key=uuid.uuid4())
    receipts = [call(), call(), casting(poll, is_trial=True)()]

    assert [one.is_repeat for one in receipts] == [False, True, False]
    assert sorted(Ballot.objects.values_list("chain", "position")) == [(0, 1), (0, 2)]
    assert Poll.objects.get(pk=poll.pk).first_ballot_at is None
    assert not refusals(poll)
    assert Ballot.objects.all().delete()[0] == 2


def test_chains_are_walked_and_every_fault_is_named(capsys) -> None:
    poll = make_poll(with_page=False)
    cast_ballots(poll, 40)
    call_command("check_ballots")

    longest = BallotChain.objects.filter(poll=poll).order_by("-length").first()
    faults = {
        "changed": {"answers": {}},
        "missing": {"position": 99},
        "outside": {"chain": 33},
    }
    for word, change in faults.items():
        with transaction.atomic():
            with unsealed():
                Ballot.objects.filter(chain=longest.number, position=1).update(**change)
            assert not check_chains(poll.pk).is_whole, word
            with pytest.raises(CommandError):
                call_command("check_ballots", poll.pk)
            transaction.set_rollback(True)
    with transaction.atomic():
        with unsealed():
            Ballot.objects.filter(chain=longest.number, position=longest.length).delete()
        assert not check_chains(poll.pk).is_whole
        transaction.set_rollback(True)
    assert check_chains(poll.pk).ballots == 40


def unsealed():
    """Let raw changes of ballots through for a moment, as somebody with the database could."""
    from contextlib import contextmanager

    from core.append_only import seal, unseal
    from forms.polls.seals import SEALS

    seals = [one for one in SEALS if one.table == "polls_ballot"]

    @contextmanager
    def lifted():
        unseal(connection, seals)
        yield
        seal(connection, seals)

    return lifted()


def test_check_of_an_unknown_poll_fails() -> None:
    with pytest.raises(CommandError):
        call_command("check_ballots", 4711)


SEALED = {
    "ballot changed": "UPDATE polls_ballot SET answers = answers",
    "ballot removed": "DELETE FROM polls_ballot",
    "account freed": "DELETE FROM polls_participation",
    "account changed": "UPDATE polls_participation SET digest = 'x'",
    "code freed": "UPDATE polls_votercode SET is_used = {false}",
    "code removed": "DELETE FROM polls_votercode",
    "question removed": "DELETE FROM polls_pollquestion WHERE kind = 'text'",
    "question turned": "UPDATE polls_pollquestion SET kind = 'text'",
    "option removed": "DELETE FROM polls_polloption",
    "option moved": "UPDATE polls_polloption SET axis = 'row'",
}


@pytest.mark.parametrize("what", SEALED)
def test_database_refuses(what: str) -> None:
    poll = make_poll(kinds=("single", "text"), audience="codes", with_page=False)
    casting(poll, code=make_codes(poll)[0])()
    accounts = make_poll(audience="accounts", with_page=False)
    casting(accounts, user=make_user())()
    sql = SEALED[what].format(false="0" if connection.vendor == "sqlite" else "false")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_database_refuses_new_questions_and_late_ballots() -> None:
    poll = make_poll(with_page=False)
    casting(poll)()
    (question,) = questions_of(poll)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_question(question.section, "text", sort_order=9)
    question.text_vi = "Đã sửa lời"
    question.save()
    Poll.objects.filter(pk=poll.pk).update(status="frozen")
    with pytest.raises(IntegrityError), transaction.atomic():
        cast_ballots(poll, 1)


def test_rows_of_voters_forget_their_order_and_nothing_else() -> None:
    poll = make_poll(audience="accounts", with_page=False)
    for _number in range(12):
        casting(poll, user=make_user())()
    before = stored(poll)

    forget_order(poll_id=poll.pk)

    after = stored(poll)
    assert sorted(key for _place, key in after) == sorted(key for _place, key in before)
    if connection.vendor == "sqlite":
        assert [key for _place, key in sorted(after)] != [key for _place, key in sorted(before)]
    else:
        assert len({place for place, _key in after}) == 1


def stored(poll) -> list[tuple[int, str]]:
    """Return what the database itself knows of when a row was written."""
    place = "rowid" if connection.vendor == "sqlite" else "xmin::text"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {place}, digest FROM polls_participation ORDER BY 1")
        return cursor.fetchall()
