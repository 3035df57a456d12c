"""Takes a ballot: once for each key, each code, each account; safe for many voters at a moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from core.days import day_of
from core.models import User
from units.models import Unit
from units.rules import units_of

from ..ballot_keys import account_digests, ballot_keys, receipt_digest
from ..enums import Audience, PollPhase, Refusal
from ..errors import AlreadyVoted, BallotRefused, CodeUsed, NotOpen, PollChanged, UnknownCode
from ..models import Ballot, Participation, Poll, VoterCode
from ..voter_codes import codes_like
from .chains import append, append_trial
from .refusals import count_refusal


@dataclass(frozen=True)
class Receipt:
    """What the voter keeps; `is_repeat` tells that the ballot had been stored before."""

    code: str
    is_repeat: bool = False


def find_receipt(*, poll_id: int, key: UUID, is_trial: bool = False) -> Receipt | None:
    """Return the receipt of the ballot that was cast with a key; one query."""
    known = {one.key_digest: one.receipt_code for one in ballot_keys(key, poll_id=poll_id)}
    found = Ballot.objects.filter(poll=poll_id, is_trial=is_trial, key_digest__in=known)
    digest = found.values_list("key_digest", flat=True).first()
    return Receipt(known[digest], is_repeat=True) if digest else None


def cast(
    *,
    poll_id: int,
    key: UUID,
    answers: dict[str, Any],
    now: datetime,
    code: str = "",
    user: User | None = None,
    unit: Unit | None = None,
    version: int | None = None,
    is_trial: bool = False,
    spend: Callable[[], None] | None = None,
) -> Receipt:
    """Store a ballot once and return its receipt; a known key gets the receipt of its ballot.

    `answers` are canonical (`forms.polls.answers`), read from the poll at `version`; `code` or
    `user` as the audience asks, `unit` where everybody votes and may name one. `spend` runs in the
    transaction of the ballot and marks the proof of work as used; what it raises passes through.

    Raises `NotOpen`, `UnknownCode`, `CodeUsed`, `AlreadyVoted` (each is counted), `PollChanged`.
    """
    voter = _Voter(code=code, user=user, unit=unit)
    cast_it = _Casting(poll_id, key, answers, now, voter, version, is_trial)
    receipt = find_receipt(poll_id=poll_id, key=key, is_trial=is_trial)
    if receipt is None:
        receipt = _store_once(cast_it, spend)
    if receipt.is_repeat and not is_trial:
        count_refusal(poll_id=poll_id, reason=Refusal.REPEATED)
    return receipt


@dataclass(frozen=True)
class _Voter:
    code: str
    user: User | None
    unit: Unit | None


@dataclass(frozen=True)
class _Casting:
    poll_id: int
    key: UUID
    answers: dict[str, Any]
    now: datetime
    voter: _Voter
    version: int | None
    is_trial: bool


def _store_once(casting: _Casting, spend: Callable[[], None] | None) -> Receipt:
    """Store, or find what somebody with the same key stored at the same moment."""
    try:
        with transaction.atomic():
            if spend:
                spend()
            return _store(casting)
    except (IntegrityError, BallotRefused) as refused:
        receipt = find_receipt(poll_id=casting.poll_id, key=casting.key, is_trial=casting.is_trial)
        if receipt is None and isinstance(refused, BallotRefused) and not casting.is_trial:
            count_refusal(poll_id=casting.poll_id, reason=refused.reason)
        if receipt is None:
            raise
        return receipt


def _store(casting: _Casting) -> Receipt:
    poll = _locked_poll(casting)
    unit_id = _admitted(poll, casting)
    own = ballot_keys(casting.key, poll_id=poll.pk)[0]
    ballot = Ballot(
        poll=poll,
        key_digest=own.key_digest,
        receipt_digest=receipt_digest(own.receipt_code, poll_id=poll.pk),
        answers=casting.answers,
        unit_id=unit_id,
        cast_on=day_of(casting.now),
    )
    if casting.is_trial:
        append_trial(ballot)
        return Receipt(own.receipt_code)
    if poll.first_ballot_at is None:
        first = Poll.objects.filter(pk=poll.pk, first_ballot_at__isnull=True)
        first.update(first_ballot_at=casting.now)
    append(ballot)
    return Receipt(own.receipt_code)


def _locked_poll(casting: _Casting) -> Poll:
    """Return the poll if it takes this ballot.

    The lock is shared: voters hold it together, while whoever closes, counts or changes the poll
    with `select_for_update()` waits for the ballots under way and those behind it see the change.
    """
    poll = _read_poll(casting)
    wanted = PollPhase.TEST if casting.is_trial else PollPhase.OPEN
    if poll.phase(casting.now) != wanted:
        raise NotOpen
    if not poll.is_locked and casting.version not in (None, poll.version):
        raise PollChanged
    return poll


def _read_poll(casting: _Casting) -> Poll:
    if casting.is_trial:
        return Poll.objects.select_for_update().get(pk=casting.poll_id)
    share = "FOR KEY SHARE" if connection.features.has_select_for_update else ""
    query = f"SELECT * FROM polls_poll WHERE id = %s {share}"  # noqa: S608
    return Poll.objects.raw(query, [casting.poll_id])[0]


def _admitted(poll: Poll, casting: _Casting) -> int | None:
    """Use up the voter's right to vote; return the id of the unit that the mode tells."""
    match poll.audience:
        case Audience.CODES:
            return None if casting.is_trial else _use_code(poll, casting.voter.code)
        case Audience.ACCOUNTS:
            return _use_account(poll, casting)
    unit = casting.voter.unit if poll.asks_unit else None
    return unit.pk if unit else None


def _use_code(poll: Poll, typed: str) -> int:
    code = codes_like(poll, typed).select_related("batch").first()
    if code is None or (code.batch.voided_at and not code.is_used):
        raise UnknownCode
    # Whoever comes second waits here for the first and then finds nothing to change.
    if not VoterCode.objects.filter(pk=code.pk, is_used=False).update(is_used=True):
        raise CodeUsed
    return code.batch.unit_id


def _use_account(poll: Poll, casting: _Casting) -> int | None:
    user = casting.voter.user
    if user is None or not user.is_active:
        raise ValueError("A poll of accounts needs the account.")
    if not casting.is_trial:
        _remember_account(poll, user)
    units = units_of(user)
    return units.pop() if len(units) == 1 else None


def _remember_account(poll: Poll, user: User) -> None:
    digests = account_digests(user.pk, poll_id=poll.pk)
    if Participation.objects.filter(poll=poll, digest__in=digests).exists():
        raise AlreadyVoted
    try:
        with transaction.atomic():
            Participation.objects.bulk_create([Participation(poll=poll, digest=digests[0])])
    except IntegrityError:
        raise AlreadyVoted from None
