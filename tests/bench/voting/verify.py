"""Compares what the server acknowledged with what is in the chains: verify.py POLL FILE ACKS.

Prints as JSON what was found; every fault is a number that must be 0.
"""

import json
import sys
from pathlib import Path
from uuid import UUID

from django.core.management import CommandError, call_command
from django.db.models import Sum
from measuring import show

from forms.polls.ballot_keys import ballot_keys, receipt_digest
from forms.polls.counting.count import count_poll
from forms.polls.models import Ballot, BallotChain, Poll, RefusalCount


def main() -> None:
    """Read all ballots once."""
    poll_id, ballots_file, acks_file = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    acknowledged = set(acks_file.read_text().split())
    stored = {
        row[0]: row[1:]
        for row in Ballot.objects.filter(poll=poll_id, is_trial=False)
        .values_list("key_digest", "receipt_digest", "answers")
        .iterator()
    }
    lost = altered = wrong_receipt = found = unacknowledged = 0
    with ballots_file.open() as lines:
        for one in lines:
            key, answers, _body = one.split("\t")
            own = ballot_keys(UUID(hex=key), poll_id=poll_id)[0]
            ballot = stored.get(own.key_digest)
            lost += ballot is None and key in acknowledged
            if ballot is None:
                continue
            found += 1
            unacknowledged += key not in acknowledged
            altered += ballot[1] != json.loads(answers)
            wrong_receipt += ballot[0] != receipt_digest(own.receipt_code, poll_id=poll_id)
    rows = Ballot.objects.filter(poll=poll_id, is_trial=False).count()
    in_chains = BallotChain.objects.filter(poll=poll_id).aggregate(sum=Sum("length"))["sum"]
    counted = count_poll(Poll.objects.get(pk=poll_id))["turnout"]["cast"]
    show(
        json.dumps(
            {
                "ballots": rows,
                "acknowledged": len(acknowledged),
                "stored without acknowledgement": unacknowledged,
                "repeats refused": repeats(poll_id),
                "faults": {
                    "lost": lost,
                    "double": rows - len(stored),
                    "altered": altered,
                    "wrong receipt": wrong_receipt,
                    "never sent": len(stored) - found,
                    "outside the chains": rows - in_chains,
                    "not counted": rows - counted,
                    "broken chains": not chains_are_whole(poll_id),
                },
            }
        )
    )


def repeats(poll_id: int) -> int:
    """Return how many repeated ballots the portal counted."""
    rows = RefusalCount.objects.filter(poll=poll_id, reason="repeated")
    return rows.aggregate(sum=Sum("count"))["sum"] or 0


def chains_are_whole(poll_id: int) -> bool:
    """Tell what `check_ballots` says."""
    try:
        call_command("check_ballots", poll_id, stdout=sys.stderr)
    except CommandError:
        return False
    return True


if __name__ == "__main__":
    main()
