"""Lines of the list behind a figure: what each account may read and open of a piece.

Whoever sees all figures sees how many pieces are behind them. Titles of pieces that readers
cannot open are for the unit's own writers, and for the desk that has them as far as it has read
them: never while the unit itself is reading a new version.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.enums import ContributionState, RouteKind
from articles.models import Contribution, QuotaRule
from articles.queue import desks_of, tracked_contributions
from articles.quotas.tallies import COUNTED_KINDS, Measure
from core.addresses import PageAddresses
from units.enums import UnitRole
from units.models import Unit
from units.rules import is_portal_administrator, units_of


@dataclass(frozen=True)
class PieceRow:
    """One piece; `title` is empty where the account may not read it, addresses likewise."""

    piece: Contribution
    title: str
    way_url: str
    revision_url: str
    public_url: str
    why_not: str


def rows_behind(
    *, unit: Unit, week: date, measure: Measure, rule: QuotaRule | None, user
) -> list[PieceRow]:
    """Return the pieces of a unit in a week, those that do not count with the reason.

    The same number of queries for any number of pieces.
    """
    pieces = list(_pieces(unit, week, measure))
    shown = tracked_contributions(user).filter(pk__in=[piece.pk for piece in pieces])
    reader = _Reader(user, unit, {piece.pk: piece for piece in shown})
    return [reader.row(piece, why_not=why_not_counted(piece, rule)) for piece in pieces]


def why_not_counted(piece: Contribution, rule: QuotaRule | None) -> str:
    """Return why a piece does not count for a rule, or nothing."""
    if piece.is_translation:
        return _("It is a translation: the original counts.")
    if rule is None:
        return ""
    if rule.piece_kind == RouteKind.THEMATIC and piece.kind != RouteKind.THEMATIC:
        return _("Only thematic pieces count.")
    if rule.piece_kind == RouteKind.NEWS and piece.kind != RouteKind.NEWS:
        return _("Only news counts.")
    if rule.needs_picture and not piece.picture_count:
        return _("It has no picture.")
    return ""


def _pieces(unit: Unit, week: date, measure: Measure) -> QuerySet[Contribution]:
    return (
        Contribution.objects.filter(unit=unit, kind__in=COUNTED_KINDS, **{f"{measure}_week": week})
        .select_related("page", "desk")
        .order_by(f"{measure}_at", "pk")
    )


class _Reader:
    """What one account reads of a unit's pieces; `tracked` are those whose way it follows."""

    def __init__(self, user, unit: Unit, tracked: dict[int, Contribution]) -> None:
        self.user, self.tracked = user, tracked
        leads = unit.pk in units_of(user, UnitRole.CHIEF_EDITOR)
        self.reads_texts = leads or is_portal_administrator(user)
        writes = unit.pk in units_of(user, UnitRole.CONTRIBUTOR)
        self.reads_titles = writes or self.reads_texts
        self.desks = {desk.pk for desk in desks_of(user)}
        self.addresses = PageAddresses()

    def row(self, piece: Contribution, *, why_not: str) -> PieceRow:
        """Return the line of a piece."""
        page = piece.page
        follows = piece.pk in self.tracked
        return PieceRow(
            piece=piece,
            title=self._title(piece),
            way_url=reverse("contribution_track", args=[piece.pk]) if follows else "",
            revision_url=self._revision_url(piece),
            public_url=(self.addresses.of(page.url_path) or "") if page.live else "",
            why_not=why_not,
        )

    def _title(self, piece: Contribution) -> str:
        """Return the newest title that the account may read, or nothing."""
        if self.reads_titles:
            return piece.title
        followed: Any = self.tracked.get(piece.pk)
        title = followed.desk_title if followed else ""
        return title or (piece.page.title if piece.page.live else "")

    def _revision_url(self, piece: Contribution) -> str:
        """Return the revision behind the figure: the used one, else the one under review.

        A contributor opens no colleague's draft, a desk what waits there.
        """
        revision = piece.used_revision_id or piece.revision_id
        is_own = self.reads_titles and piece.page.owner_id == self.user.pk
        waits = piece.state == ContributionState.DESK_REVIEW and piece.desk_id in self.desks
        if revision is None or not (self.reads_texts or is_own or waits):
            return ""
        return reverse("wagtailadmin_pages:revisions_view", args=[piece.page_id, revision])
