"""The clock of each desk: when a piece came, when it left and how."""

from datetime import datetime

from articles.enums import StayOutcome
from articles.models import Contribution, Desk, DeskStay


def open_stay(*, contribution: Contribution, desk: Desk, now: datetime) -> DeskStay:
    """Begin a piece's time at a desk."""
    return DeskStay.objects.create(contribution=contribution, desk=desk, arrived_at=now)


def pause_stay(*, contribution: Contribution, now: datetime) -> None:
    """Stop a desk's clock while the outcome depends on somebody else."""
    for stay in contribution.stays.filter(left_at__isnull=True):
        stay.left_at = max(now, stay.arrived_at)
        stay.save(update_fields=["left_at"])


def close_stay(*, contribution: Contribution, outcome: StayOutcome, now: datetime) -> None:
    """End the latest time at a desk that has no outcome yet; nothing to do without one."""
    pause_stay(contribution=contribution, now=now)
    stay = contribution.stays.last()
    if stay is not None and not stay.outcome:
        stay.outcome = outcome
        stay.save(update_fields=["outcome"])
