"""What a desk is told of pieces that are like the one before it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.enums import ContributionState
from articles.likeness.services import LEAST_PERCENT, Likeness, similar_to
from articles.models import Contribution

# While the unit has the piece, its text is not the desk's to compare.
SHOWN_IN = (
    ContributionState.DESK_REVIEW,
    ContributionState.SCHEDULED,
    ContributionState.USED,
    ContributionState.NOT_USED,
)


@dataclass(frozen=True)
class AlikeLine:
    """One piece that is like another, with the address of both side by side."""

    text: str
    percent: int
    state: str
    url: str


def alike_lines(contribution: Contribution) -> list[AlikeLine]:
    """Return the near duplicates of a piece for its desk, the likest first; three queries."""
    if contribution.desk_id is None or contribution.state not in SHOWN_IN:
        return []
    return [_line(contribution, alike) for alike in similar_to(contribution=contribution)]


def _line(contribution: Contribution, alike: Likeness) -> AlikeLine:
    other = alike.contribution
    return AlikeLine(
        text=_said(alike),
        percent=alike.percent,
        state=other.get_state_display(),
        url=reverse("contribution_likeness", args=[contribution.pk, other.pk]),
    )


def _said(alike: Likeness) -> str:
    words = {
        "title": alike.title,
        "unit": alike.contribution.unit.short_name_vi,
        "percent": alike.percent,
    }
    if alike.percent >= LEAST_PERCENT:
        return _("This piece is like “%(title)s” of %(unit)s, %(percent)s %% alike.") % words
    return (
        _("“%(title)s” of %(unit)s has nearly the same title; the texts are %(percent)s %% alike.")
        % words
    )
