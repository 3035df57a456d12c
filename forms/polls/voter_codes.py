"""How a voter's code is compared: by a digest that is another one in each poll.

A code counts while its batch is not voided: look it up with `usable_codes`.
"""

from django.db.models import QuerySet

from ..guarding import codes
from .models import Poll, VoterCode


def code_digest(poll_id: int, code: str) -> str:
    """Return what is kept of a code of a poll, however somebody has typed it."""
    return codes.digest(code, purpose=_purpose(poll_id))


def code_digests(poll_id: int, code: str) -> list[str]:
    """Return the digests to look a typed code up by, also after the portal's key was changed."""
    return codes.digests(code, purpose=_purpose(poll_id))


def codes_like(poll: Poll, code: str) -> QuerySet[VoterCode]:
    """Return the code of a poll that somebody has typed, used or not, voided or not."""
    return VoterCode.objects.filter(poll=poll, digest__in=code_digests(poll.pk, code))


def usable_codes(poll: Poll, code: str) -> QuerySet[VoterCode]:
    """Return the code that somebody has typed while a ballot may still be cast with it."""
    return codes_like(poll, code).filter(is_used=False, batch__voided_at__isnull=True)


def _purpose(poll_id: int) -> str:
    return f"polls.code.{poll_id}"
