"""Appends ballots to the chains of a poll; voters take whichever chain is free."""

from django.db.models import Max

from ..ballot_hash import first_hash, hash_of
from ..models import Ballot, BallotChain
from ..models.ballots import CHAINS

TRIAL_CHAIN = 0


def append(ballot: Ballot) -> None:
    """Store a ballot at the end of a chain, in the caller's transaction."""
    head = _free_head(ballot.poll_id)
    ballot.chain, ballot.position = head.number, head.length + 1
    ballot.previous_hash = head.last_hash
    ballot.hash = hash_of(ballot)
    Ballot.objects.bulk_create([ballot])
    BallotChain.objects.filter(pk=head.pk).update(length=ballot.position, last_hash=ballot.hash)


def append_trial(ballot: Ballot) -> None:
    """Store a trial ballot beside the chains: it never counts and may be deleted."""
    trials = Ballot.objects.filter(poll=ballot.poll_id, is_trial=True)
    last = trials.aggregate(last=Max("position"))["last"] or 0
    ballot.is_trial, ballot.chain, ballot.position = True, TRIAL_CHAIN, last + 1
    ballot.previous_hash = first_hash(ballot.poll_id, TRIAL_CHAIN)
    ballot.hash = hash_of(ballot)
    Ballot.objects.bulk_create([ballot])


def _free_head(poll_id: int) -> BallotChain:
    """Return the head of a chain that nobody else holds, locked; wait only when all are held."""
    heads = BallotChain.objects.filter(poll=poll_id).order_by("?")
    head = heads.select_for_update(skip_locked=True).first()
    if head is None:
        make_chains(poll_id)
        head = heads.select_for_update(skip_locked=True).first()
    return head or _awaited_head(poll_id)


def _awaited_head(poll_id: int) -> BallotChain:
    number = BallotChain.objects.filter(poll=poll_id).order_by("?").values_list("pk", flat=True)[0]
    return BallotChain.objects.select_for_update().get(pk=number)


def make_chains(poll_id: int) -> None:
    """Make the chains that a poll lacks."""
    BallotChain.objects.bulk_create(
        [
            BallotChain(poll_id=poll_id, number=number, last_hash=first_hash(poll_id, number))
            for number in range(1, CHAINS + 1)
        ],
        ignore_conflicts=True,
    )
