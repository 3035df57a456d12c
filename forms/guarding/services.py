"""Marks proofs as used and forgets them when they are of no use any more."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .keys import LIFETIME
from .models import SpentProof
from .proofs import spent_digest

MARGIN = timedelta(hours=1)  # clocks of several servers


class AlreadySent(Exception):
    """A proof was used for another submission: somebody sends a stored form again."""

    message = _("This form was sent before. Please send it once more.")


@transaction.atomic
def spend_proof(*, purpose: str, digest: str, submission_key: UUID, now: datetime) -> None:
    """Mark a proof as used for one submission; raise `AlreadySent` when another one used it.

    Belongs into the transaction that stores the submission: both happen or neither.
    """
    submission = spent_digest(purpose, submission_key.hex)
    row = SpentProof(purpose=purpose, digest=digest, submission_digest=submission, spent_at=now)
    SpentProof.objects.bulk_create([row], ignore_conflicts=True)
    stored = SpentProof.objects.values_list("submission_digest", flat=True)
    if stored.get(purpose=purpose, digest=digest) != submission:
        raise AlreadySent


@transaction.atomic
def forget_spent_proofs(*, now: datetime) -> int:
    """Delete the proofs whose challenges have expired; return how many."""
    old = SpentProof.objects.filter(spent_at__lt=now - LIFETIME - MARGIN)
    return old.delete()[0]
