"""The proof of work: a device computes for a moment, which a flood cannot afford (ALTCHA)."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import altcha
from django.conf import settings
from django.utils.crypto import salted_hmac

from .keys import LIFETIME

ALGORITHM = "PBKDF2/SHA-256"
COST = 1000  # rounds of one try; about 2.5 ms on a cheap phone
# Times more tries than in calm: calm; one address or the whole busy; both.
LEVELS = (1, 6, 12)
LONGEST_PAYLOAD = 4000


@dataclass(frozen=True)
class Proof:
    """A solved challenge: what marks it as used, and how hard it was."""

    digest: str
    level: int


def new_challenge(*, purpose: str, level: int, now: datetime) -> str:
    """Return a signed challenge as JSON that the browser solves before it sends the form."""
    challenge = altcha.create_challenge(
        algorithm=ALGORITHM,
        cost=COST,
        counter=1 + secrets.randbelow(2 * settings.GUARD_WORK * LEVELS[level]),
        expires_at=now + LIFETIME,
        data={"purpose": purpose, "level": level},
        hmac_secret=_secret("challenge"),
        hmac_key_secret=_secret("solution"),
    )
    return json.dumps(challenge.to_dict(), separators=(",", ":"))


def solve(challenge: str) -> str:
    """Return what a browser sends back for a challenge; for tests and load generators."""
    parsed = altcha.Challenge.from_dict(json.loads(challenge))
    solution = altcha.solve_challenge(parsed)
    if solution is None:
        raise TimeoutError("The challenge was not solved in time.")
    return altcha.Payload(parsed, solution).to_base64()


def read(payload: str, *, purpose: str) -> Proof | None:
    """Return the proof in what a browser sent, or None when it is expired, wrong or not ours."""
    if not payload or len(payload) > LONGEST_PAYLOAD:
        return None
    try:
        parsed = altcha.Payload.from_base64(payload)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    result = altcha.verify_solution(
        parsed, _secret("challenge"), hmac_key_secret=_secret("solution")
    )
    data: Any = parsed.challenge.parameters.data
    if not result.verified or data["purpose"] != purpose:
        return None
    return Proof(spent_digest(purpose, parsed.challenge.parameters.nonce), data["level"])


def spent_digest(purpose: str, nonce: str) -> str:
    """Return what is remembered of a used challenge or question."""
    return sha256(f"{purpose}:{nonce}".encode()).hexdigest()


def _secret(part: str) -> bytes:
    return salted_hmac("forms.guarding.proof", part, algorithm="sha256").digest()
