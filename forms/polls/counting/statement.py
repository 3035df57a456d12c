"""The integrity statement: what the count rests on, in figures; words come when it is shown."""

import hashlib
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, Sum

from ..enums import Audience, Refusal
from ..models import BallotChain, Poll, RefusalCount, VoterCode

Figures = dict[str, Any]


def statement_of(poll: Poll, *, ballots: int) -> Figures:
    """Return mode, refusals, codes, accounts, chains and corrections of a poll."""
    return {
        "audience": poll.audience,
        "asks_unit": poll.asks_unit,
        "shows_interim": poll.shows_interim,
        "opens_at": poll.opens_at.isoformat() if poll.opens_at else None,
        "closes_at": poll.closes_at.isoformat() if poll.closes_at else None,
        "counted": ballots,
        "refused": _refused(poll),
        "codes": _codes(poll) if poll.audience == Audience.CODES else None,
        "accounts": _accounts() if poll.audience == Audience.ACCOUNTS else None,
        "chains": _chains(poll),
        "corrections": _corrections(poll),
    }


def eligible(statement: Figures) -> int | None:
    """Return how many could vote; None where nobody can know."""
    if statement["codes"]:
        codes = statement["codes"]
        return codes["issued"] - codes["voided"]
    return statement["accounts"]


def _refused(poll: Poll) -> dict[str, int]:
    rows = RefusalCount.objects.filter(poll=poll).values_list("reason")
    counts = dict(rows.annotate(Sum("count")).order_by())
    return {reason: counts.get(reason, 0) for reason in Refusal.values}


def _codes(poll: Poll) -> Figures:
    """Count codes; of a voided batch those that were used before stay issued and used."""
    voided = Q(batch__voided_at__isnull=False, is_used=False)
    return VoterCode.objects.filter(poll=poll).aggregate(
        issued=Count("pk"),
        used=Count("pk", filter=Q(is_used=True)),
        voided=Count("pk", filter=voided),
    )


def _accounts() -> int:
    return get_user_model().objects.filter(is_active=True).count()


def _chains(poll: Poll) -> Figures:
    heads = list(
        BallotChain.objects.filter(poll=poll)
        .order_by("number")
        .values_list("number", "length", "last_hash")
    )
    text = "\n".join(f"{number} {length} {last_hash}" for number, length, last_hash in heads)
    return {
        "count": len(heads),
        "ballots": sum(length for _number, length, _hash in heads),
        "digest": hashlib.sha256(text.encode()).hexdigest(),
    }


def _corrections(poll: Poll) -> list[Figures]:
    columns = ("place", "before", "after", "reason", "ballots_before")
    return [
        {**row, "corrected_at": row["corrected_at"].isoformat()}
        for row in poll.corrections.values(*columns, "corrected_at")
    ]
