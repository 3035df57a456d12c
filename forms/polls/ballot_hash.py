"""The hash of a ballot over what it says and the ballot before it; see docs/features/polls.md."""

import hashlib
import json

from .models import Ballot

VERSION = 1


def canonical(ballot: Ballot) -> str:
    """Return what is hashed: JSON with sorted keys, without spaces, in UTF-8 as it is."""
    content = {
        "version": VERSION,
        "poll": ballot.poll_id,
        "is_trial": ballot.is_trial,
        "chain": ballot.chain,
        "position": ballot.position,
        "previous_hash": ballot.previous_hash,
        "key_digest": ballot.key_digest,
        "receipt_digest": ballot.receipt_digest,
        "answers": ballot.answers,
        "unit": ballot.unit_id,
        "cast_on": ballot.cast_on.isoformat(),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(ballot: Ballot) -> str:
    """Return the SHA-256 of a ballot, 64 hex digits."""
    return hashlib.sha256(canonical(ballot).encode()).hexdigest()


def first_hash(poll_id: int, chain: int) -> str:
    """Return what stands before the first ballot of a chain."""
    return hashlib.sha256(f"{VERSION}:{poll_id}:{chain}".encode()).hexdigest()
