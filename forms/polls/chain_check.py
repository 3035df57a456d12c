"""Walks the chains of a poll and tells what was removed, changed or added behind our back."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from .ballot_hash import first_hash, hash_of
from .models import Ballot, BallotChain
from .models.ballots import CHAINS

CHUNK = 2_000


@dataclass
class ChainReport:
    """How many ballots fit, and each fault in words."""

    ballots: int
    faults: list[str]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was found."""
        return not self.faults


def check_chains(poll_id: int) -> ChainReport:
    """Recompute every hash of a poll, also while people vote; memory does not grow with ballots."""
    report = ChainReport(0, [])
    heads = list(BallotChain.objects.filter(poll=poll_id).order_by("number"))
    numbers = [head.number for head in heads]
    strangers = Ballot.objects.filter(poll=poll_id, is_trial=False).exclude(chain__in=numbers)
    if strangers.exists():
        report.faults.append(_("There are ballots outside every chain."))
    if heads and numbers != list(range(1, CHAINS + 1)):
        report.faults.append(_("A whole chain is missing."))
    for head in heads:
        _walk(head, report)
    return report


def _walk(head: BallotChain, report: ChainReport) -> None:
    """Add the ballots of a chain up to its first fault, and that fault."""
    position, previous = 0, first_hash(head.poll_id, head.number)
    ballots = Ballot.objects.filter(poll=head.poll_id, is_trial=False, chain=head.number)
    known = ballots.filter(position__lte=head.length).order_by("position")
    for ballot in known.iterator(chunk_size=CHUNK):
        if ballot.position != position + 1:
            _fault(head, position + 1, _("a ballot is missing"), report)
            return
        if ballot.previous_hash != previous or ballot.hash != hash_of(ballot):
            _fault(head, ballot.position, _("a ballot was changed"), report)
            return
        position, previous = ballot.position, ballot.hash
        report.ballots += 1
    if (position, previous) != (head.length, head.last_hash) or _goes_on(head, ballots):
        _fault(head, position + 1, _("the end does not fit"), report)


def _goes_on(head: BallotChain, ballots: QuerySet[Ballot]) -> bool:
    """Tell whether there are ballots behind the head, which moves on while people vote."""
    last = ballots.aggregate(last=Max("position"))["last"] or 0
    head.refresh_from_db(fields=["length"])
    return last > head.length


def _fault(head: BallotChain, position: int, what: str, report: ChainReport) -> None:
    report.faults.append(
        _("Chain %(chain)s, position %(position)s: %(what)s.")
        % {"chain": head.number, "position": position, "what": what}
    )
