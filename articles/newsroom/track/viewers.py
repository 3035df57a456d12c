"""Who follows a piece, and how much of it they read."""

from dataclasses import dataclass
from datetime import datetime

from articles.enums import ContributionState
from articles.models import Contribution
from articles.newsroom.titles import desk_title
from articles.queue import own_units, tracked_contributions
from articles.rules import is_editor_in_chief, owns_piece, works_at_desk
from core.models import User
from units.enums import UnitRole
from units.lineage import acting_units
from units.rules import is_portal_administrator


@dataclass(frozen=True)
class Viewer:
    """A person before one piece: of its unit, of a desk, or both."""

    user: User
    piece: Contribution
    is_of_unit: bool
    leads_unit: bool
    runs_portal: bool

    @property
    def reads_all(self) -> bool:
        """Tell whether this person knows of everything that happens to the piece."""
        return self.is_of_unit or self.runs_portal

    @property
    def title(self) -> str:
        """Return the newest title that this person may read."""
        return self.piece.title if self.reads_all else desk_title(self.piece)

    @property
    def reads_for_desk(self) -> bool:
        """Tell whether this person sees what the piece's present desk sees."""
        desk = self.piece.desk
        if desk is None:
            return False
        works = works_at_desk(self.user, desk=desk) or is_editor_in_chief(self.user, desk=desk)
        return works or self.runs_portal

    @property
    def reads_texts(self) -> bool:
        """Tell whether this person reads the piece's texts: not those of a colleague's draft."""
        if self.runs_portal or self.leads_unit or not self.is_of_unit:
            return True
        return self.reads_for_desk or owns_piece(self.user, self.piece.page)

    @property
    def is_at_desk(self) -> bool:
        """Tell whether the piece waits at a desk whose board this person opens."""
        return self.piece.state == ContributionState.DESK_REVIEW and self.reads_for_desk

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the desk should have decided by now."""
        due = self.piece.due_at
        return self.piece.state == ContributionState.DESK_REVIEW and due is not None and due < now


def viewer_of(user, contribution_id: int) -> Viewer | None:
    """Return how a person stands to a piece, or None where it does not exist for them."""
    pieces = tracked_contributions(user).select_related("page")
    piece = pieces.filter(pk=contribution_id).first()
    if piece is None:
        return None
    return Viewer(
        user=user,
        piece=piece,
        is_of_unit=piece.unit_id in own_units(user),
        leads_unit=piece.unit_id in acting_units(user, UnitRole.CHIEF_EDITOR),
        runs_portal=is_portal_administrator(user),
    )
