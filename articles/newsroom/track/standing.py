"""Where a piece is now, in words: the place, the person, since when and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.enums import ContributionState
from articles.models import Contribution
from articles.newsroom.claims import holder


@dataclass(frozen=True)
class Standing:
    """What stands at the top of a piece's way; `person` is empty where nobody has it."""

    place: str
    person: str
    since: datetime
    until: datetime | None = None


def standing_of(piece: Contribution, *, now: datetime) -> Standing:
    """Return where a piece is now."""
    if piece.state == ContributionState.DESK_REVIEW:
        return _at_desk(piece, now)
    return Standing(place=_place(piece), person=_person(piece), since=piece.waiting_since)


def name_of(user) -> str:
    """Return how a person is called."""
    return user.get_full_name() or user.get_username()


def _at_desk(piece: Contribution, now: datetime) -> Standing:
    person = holder(piece, now)
    if person is None:
        return Standing(
            place=str(piece.desk),
            person=_("Nobody has claimed it yet"),
            since=piece.waiting_since,
        )
    return Standing(
        place=str(piece.desk),
        person=name_of(person),
        since=piece.claimed_at or piece.waiting_since,
        until=piece.claim_expires_at,
    )


def _place(piece: Contribution) -> str:
    places = {
        ContributionState.UNIT_REVIEW: _("In its unit, for review"),
        ContributionState.RETURNED: _("In its unit, returned for changes"),
        ContributionState.SCHEDULED: _("Approved, to be published at its time"),
        ContributionState.USED: _("Published"),
        ContributionState.NOT_USED: _("Not used; the unit may send it again"),
        ContributionState.WITHDRAWN: _("Withdrawn by its unit"),
        ContributionState.RETRACTED: _("Retracted; readers find a note in its place"),
    }
    return places[ContributionState(piece.state)]


def _person(piece: Contribution) -> str:
    people = {
        ContributionState.UNIT_REVIEW: _("The unit's chief editors"),
        ContributionState.RETURNED: _("Its authors"),
    }
    return people.get(ContributionState(piece.state), "")
