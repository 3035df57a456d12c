"""The key of a form: which submission it is and when it was shown, signed."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing

LIFETIME = timedelta(hours=12)
NO_TIME = timedelta()


@dataclass(frozen=True)
class FormKey:
    """One showing of a form; its nonce is the idempotency key of what is sent with it."""

    nonce: uuid.UUID
    shown_at: datetime

    def is_expired(self, *, now: datetime) -> bool:
        """Tell whether the form lay open for longer than twelve hours."""
        return now - self.shown_at > LIFETIME

    def is_hasty(self, *, now: datetime) -> bool:
        """Tell whether the form comes back faster than anybody can read it."""
        return now - self.shown_at < waiting_time()


def waiting_time() -> timedelta:
    """Return the least time between showing a form and sending it."""
    return timedelta(seconds=settings.GUARD_SECONDS)


def issue(*, purpose: str, now: datetime, nonce: uuid.UUID | None = None) -> str:
    """Return a signed key of a purpose, with a fresh nonce unless one is given."""
    nonce = nonce or uuid.uuid4()
    return _signer(purpose).sign(f"{nonce.hex}.{int(now.timestamp() * 1000)}")


def read(text: str, *, purpose: str) -> FormKey | None:
    """Return the key of that purpose, however old, or None for one that we did not sign."""
    try:
        nonce, _dot, moment = _signer(purpose).unsign(text[:200]).partition(".")
    except signing.BadSignature:
        return None
    shown_at = datetime.fromtimestamp(int(moment) / 1000, tz=UTC)
    return FormKey(nonce=uuid.UUID(nonce), shown_at=shown_at)


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"forms.guarding.key.{purpose}")
