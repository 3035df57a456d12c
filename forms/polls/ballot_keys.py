"""What is made of a ballot's key and of an account: digests to keep, a receipt code to give out.

The key is the idempotency key of the voting form, known to the voter's device alone. The receipt
code follows from it, so that a repeated ballot gets the same receipt and neither is ever stored.
"""

from dataclasses import dataclass
from uuid import UUID

from ..guarding import codes

BITS, GROUP = 80, 4


@dataclass(frozen=True)
class BallotKey:
    """The digest of a key under one secret of the portal, and the receipt code it gives."""

    key_digest: str
    receipt_code: str


def ballot_keys(key: UUID, *, poll_id: int) -> list[BallotKey]:
    """Return the digests of a key: of the secret in use first, then of earlier ones."""
    digests = codes.digests(key.hex, purpose=f"polls.key.{poll_id}")
    seeds = codes.digests(key.hex, purpose=f"polls.receipt.{poll_id}")
    return [BallotKey(digest, _readable(seed)) for digest, seed in zip(digests, seeds, strict=True)]


def receipt_digest(code: str, *, poll_id: int) -> str:
    """Return what is kept of a receipt code."""
    return codes.digest(code, purpose=f"polls.receipt-code.{poll_id}")


def receipt_digests(code: str, *, poll_id: int) -> list[str]:
    """Return the digests to look a typed receipt code up by."""
    return codes.digests(code, purpose=f"polls.receipt-code.{poll_id}")


def account_digest(user_id: int, *, poll_id: int) -> str:
    """Return what is kept of an account that voted."""
    return account_digests(user_id, poll_id=poll_id)[0]


def account_digests(user_id: int, *, poll_id: int) -> list[str]:
    """Return the digests by which an account that voted is found."""
    return codes.digests(str(user_id), purpose=f"polls.account.{poll_id}")


def _readable(seed: str) -> str:
    """Return the first 80 bits of a hexadecimal digest as a code such as `K7QM-2XFD-9RTA-0C4W`."""
    number = int(seed[: BITS // 4], 16)
    letters = "".join(codes.ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))
