"""Adds to the history of a piece, in the transaction of what happened."""

from datetime import datetime

from articles.enums import EventKind
from articles.models import Contribution, ContributionEvent, Desk


def record_event(
    *,
    contribution: Contribution,
    kind: EventKind,
    now: datetime,
    actor=None,
    desk: Desk | None = None,
    note: str = "",
) -> ContributionEvent:
    """Record that something happened to a piece; `note` is shown to its unit and its desks."""
    return ContributionEvent.objects.create(
        contribution=contribution,
        kind=kind,
        at=now,
        actor=actor,
        desk=desk or contribution.desk,
        note=note,
    )
