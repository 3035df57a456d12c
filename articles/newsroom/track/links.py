"""Where a person goes from a piece's way, and what they may do with it there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.corrections.links import correction_links
from articles.grading.rules import may_read_sheet
from articles.newsroom.board.bulk import ACTIONS
from articles.newsroom.track.viewers import Viewer
from articles.rules import owns_piece, works_at_desk
from units.gate.reach import reaches_page

# Actions of the board that ask something first; the two clicks have buttons of their own.
ASKING = ("hand_over", "transfer", "return", "not_use")


@dataclass(frozen=True)
class TrackLink:
    """A link of one piece; `is_serious` marks what ends its way."""

    label: str
    url: str
    icon: str
    is_serious: bool = False


def way_out(viewer: Viewer) -> list[TrackLink]:
    """Return where the person reads or changes the piece and its grade."""
    piece, page = viewer.piece, viewer.piece.page
    links = []
    if _edits(viewer):
        links.append(
            TrackLink(
                _("Open in the editor"), reverse("wagtailadmin_pages:edit", args=[page.pk]), "edit"
            )
        )
    if page.live and page.url:
        links.append(TrackLink(_("Read on the portal"), page.url, "view"))
    if may_read_sheet(viewer.user, piece):
        links.append(TrackLink(_("Grade sheet"), reverse("grade_sheet", args=[piece.pk]), "pick"))
    after_use = correction_links(viewer.user, piece)
    return links + [
        TrackLink(link.label, link.url, link.icon, link.is_serious) for link in after_use
    ]


def desk_actions(viewer: Viewer) -> list[TrackLink]:
    """Return what a person of the desk may do while the piece waits there."""
    piece, here = viewer.piece, track_address(viewer.piece.pk)
    if not may_act(viewer):
        return []
    plan = f"{reverse('newsroom_plan', args=[piece.pk])}?{urlencode({'next': here})}"
    links = [TrackLink(_("Priority and due time"), plan, "calendar-alt")]
    for key in ASKING:
        query = urlencode({"action": key, "id": piece.pk, "next": here})
        action = ACTIONS[key]
        url = f"{reverse('newsroom_bulk')}?{query}"
        links.append(TrackLink(str(action.label), url, action.icon, action.is_serious))
    return links


def may_act(viewer: Viewer) -> bool:
    """Tell whether the piece waits at the person's own desk and is not their own."""
    if not viewer.is_at_desk or not works_at_desk(viewer.user, desk=viewer.piece.desk):
        return False
    return not owns_piece(viewer.user, viewer.piece.page)


def track_address(contribution_id: int) -> str:
    """Return the address of a piece's way."""
    return reverse("contribution_track", args=[contribution_id])


def _edits(viewer: Viewer) -> bool:
    page = viewer.piece.page.specific
    return reaches_page(viewer.user, page) and page.permissions_for_user(viewer.user).can_edit()
