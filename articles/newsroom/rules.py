"""Who may act on a piece at its desk, and whose claim counts."""

from datetime import datetime

from articles.enums import ContributionState
from articles.models import Contribution
from articles.rules import heads_desk, owns_piece, works_at_desk


def waits_at_desk_of(user, contribution: Contribution) -> bool:
    """Tell whether a piece waits for a decision at a desk where `user` works."""
    return (
        contribution.state == ContributionState.DESK_REVIEW
        and contribution.desk is not None
        and works_at_desk(user, desk=contribution.desk)
    )


def has_valid_claim(contribution: Contribution, now: datetime) -> bool:
    """Tell whether somebody holds a piece: an expired claim counts as none."""
    ends = contribution.claim_expires_at
    return contribution.claimed_by_id is not None and ends is not None and now < ends


def is_held_by_other(user, contribution: Contribution, now: datetime) -> bool:
    """Tell whether somebody else's claim on a piece is valid."""
    return has_valid_claim(contribution, now) and contribution.claimed_by_id != user.pk


def can_claim(user, contribution: Contribution, now: datetime) -> bool:
    """Tell whether `user` may claim a piece; only a head takes it over from its holder."""
    if not waits_at_desk_of(user, contribution) or owns_piece(user, contribution.page):
        return False
    held = is_held_by_other(user, contribution, now)
    return not held or heads_desk(user, desk=contribution.desk)


def can_pass_on(user, contribution: Contribution, now: datetime) -> bool:
    """Tell whether `user` may hand a piece over: its holder, or a head of its desk."""
    if not waits_at_desk_of(user, contribution):
        return False
    holds = has_valid_claim(contribution, now) and contribution.claimed_by_id == user.pk
    return holds or heads_desk(user, desk=contribution.desk)
