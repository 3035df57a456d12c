"""Parts of a board: what waits, who has it, and how it ended, with a count for each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.enums import ContributionState
from articles.models import Contribution
from articles.newsroom.claims import free_or_mine

Condition = Callable[[Any, datetime], Q]


@dataclass(frozen=True)
class Segment:
    """One tab of the board; `condition(user, now)` chooses its pieces."""

    key: str
    label: Any
    condition: Condition
    is_open: bool = False


def _held(now: datetime) -> Q:
    return Q(claimed_by__isnull=False, claim_expires_at__gt=now)


def _open(user, now: datetime) -> Q:
    return Q(state=ContributionState.DESK_REVIEW)


def _waiting(user, now: datetime) -> Q:
    expired = Q(claim_expires_at__isnull=True) | Q(claim_expires_at__lte=now)
    return _open(user, now) & (Q(claimed_by__isnull=True) | expired)


def _mine(user, now: datetime) -> Q:
    return _open(user, now) & _held(now) & Q(claimed_by=user)


def _others(user, now: datetime) -> Q:
    return _open(user, now) & ~free_or_mine(user, now)


def _returned(user, now: datetime) -> Q:
    """Also what the unit reads once more because the desk changed it."""
    again = Q(state=ContributionState.UNIT_REVIEW, used_at__isnull=True)
    return Q(state=ContributionState.RETURNED) | again


def _used(user, now: datetime) -> Q:
    """Also pieces in use of which the unit prepares an update."""
    updated = Q(state=ContributionState.UNIT_REVIEW, used_at__isnull=False)
    return Q(state=ContributionState.USED) | updated


def _in_state(*states: ContributionState) -> Condition:
    return lambda user, now: Q(state__in=states)


SEGMENTS = (
    Segment("open", _("To decide"), _open, is_open=True),
    Segment("waiting", _("Nobody has it"), _waiting, is_open=True),
    Segment("mine", _("Claimed by me"), _mine, is_open=True),
    Segment("others", _("Claimed by others"), _others, is_open=True),
    Segment("returned", _("Returned to the unit"), _returned),
    Segment("scheduled", _("Scheduled"), _in_state(ContributionState.SCHEDULED)),
    Segment("used", _("Used"), _used),
    Segment("not_used", _("Not used"), _in_state(ContributionState.NOT_USED)),
    Segment(
        "other",
        _("Withdrawn or retracted"),
        _in_state(ContributionState.WITHDRAWN, ContributionState.RETRACTED),
    ),
)
BY_KEY = {segment.key: segment for segment in SEGMENTS}


def segment_of(key: str) -> Segment:
    """Return the segment of a key; an unknown one is the first."""
    return BY_KEY.get(key, SEGMENTS[0])


def segments_for(*, works_here: bool) -> list[Segment]:
    """Return the segments of a reader; who claims nothing has none of their own."""
    if works_here:
        return list(SEGMENTS)
    others = replace(BY_KEY["others"], label=_("Claimed"))
    read = [segment for segment in SEGMENTS if segment.key != "mine"]
    return [others if segment.key == "others" else segment for segment in read]


def count_segments(pieces: QuerySet[Contribution], *, user, now: datetime) -> dict[str, int]:
    """Return how many pieces stand in each segment; one query."""
    counts = {segment.key: Count("pk", filter=segment.condition(user, now)) for segment in SEGMENTS}
    return pieces.order_by().aggregate(**counts)
