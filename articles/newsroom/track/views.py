"""The way of one piece: where it is, who has it, what happened, what this person may do."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.grading.track import shown_coefficient
from articles.likeness.lines import alike_lines
from articles.newsroom.board.pieces import board_pieces
from articles.newsroom.board.rows import BoardRow, board_row
from articles.newsroom.track.clocks import clocks_of
from articles.newsroom.track.history import history_of
from articles.newsroom.track.links import desk_actions, may_act, track_address, way_out
from articles.newsroom.track.revisions import revision_choices
from articles.newsroom.track.standing import standing_of
from articles.newsroom.track.viewers import Viewer, viewer_of
from articles.queue import boards_of


@method_decorator(never_cache, name="dispatch")
class TrackView(WagtailAdminTemplateMixin, View):
    """Shows a piece's way to its unit and to every desk that has or had it."""

    page_title = gettext_lazy("The way of a piece")
    header_icon = "history"
    http_method_names = ["get"]

    def setup(self, request, *args, **kwargs) -> None:
        """Find the piece, the same way whether it is somebody else's or nobody's."""
        super().setup(request, *args, **kwargs)
        viewer = viewer_of(request.user, kwargs["contribution_id"])
        if viewer is None:
            raise Http404
        self.viewer = viewer

    def get(self, request, contribution_id: int) -> HttpResponse:
        """Gather what the person may know."""
        return render(request, "articles/newsroom/track.html", self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the list from which this person came most likely."""
        here = {"url": "", "label": self.page_title}
        if self.viewer.is_of_unit:
            above = {"url": reverse("contributions"), "label": _("Pieces and their state")}
        else:
            above = {"url": reverse("newsroom_board"), "label": _("Editorial desk")}
        return [*self.breadcrumbs_items, above, here]

    def get_page_subtitle(self) -> str:
        """Name the piece in the title of the window."""
        return self.viewer.title

    def get_context_data(self, **kwargs):
        """Add the standing, the links, the history; the same queries for any long way."""
        viewer, now = self.viewer, timezone.now()
        piece = viewer.piece
        return super().get_context_data(**kwargs) | {
            "viewer": viewer,
            "piece": piece,
            "standing": standing_of(piece, now=now),
            "row": _row(viewer, now),
            "is_overdue": viewer.is_overdue(now),
            "links": way_out(viewer),
            "actions": desk_actions(viewer),
            "clocks": clocks_of(piece, now=now),
            "history": history_of(viewer),
            "alike": alike_lines(piece) if viewer.reads_for_desk else [],
            "revisions": revision_choices(viewer),
            "corrections": piece.corrections.select_related("opened_by"),
            "coefficient": shown_coefficient(piece, user=viewer.user),
            "back": track_address(piece.pk),
        }


def _row(viewer: Viewer, now: datetime) -> BoardRow | None:
    """Return what the board would show of the piece, or None where nothing may be done."""
    if not may_act(viewer):
        return None
    row = board_pieces(boards_of(viewer.user), user=viewer.user).filter(pk=viewer.piece.pk).first()
    return board_row(row, user=viewer.user, now=now) if row is not None else None
