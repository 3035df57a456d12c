"""Puts the desks' board and the way of a piece into the admin: addresses, roles, menu item."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.newsroom import editor_notices as _editor_notices  # noqa: F401
from articles.newsroom import viewsets as _viewsets  # noqa: F401
from articles.newsroom.board.acting import BulkView, PlanView, RowActionView
from articles.newsroom.board.saved_views import DeleteFilterView, SaveFilterView
from articles.newsroom.board.views import BoardView
from articles.newsroom.track.comparing import PieceRevisionsView
from articles.newsroom.track.viewers import viewer_of
from articles.newsroom.track.views import TrackView
from articles.queue import handled_contributions
from units.gate.roles import DESKS, NEWSROOM, GateRole, is_open_to
from units.gate.table import guard, open_to

READERS = DESKS | {GateRole.EDITOR_IN_CHIEF}
ACTING = frozenset({GateRole.DESK})
FOLLOWERS = NEWSROOM | READERS
ACTS_ON_PIECE = ["newsroom_claim", "newsroom_release", "newsroom_plan"]
WAY = ["contribution_track", "contribution_revisions"]


def handled_piece(user, value, arguments: dict) -> bool:
    """Pass the pieces that are or were at a desk where the account works."""
    return handled_contributions(user).filter(pk=value).exists()


def followed_piece(user, value, arguments: dict) -> bool:
    """Pass the pieces of the own unit and those that are or were at a desk of the account."""
    return viewer_of(user, value) is not None


def own_filter(user, value, arguments: dict) -> bool:
    """Pass the account's own saved filters."""
    return user.saved_filters.filter(pk=value).exists()


open_to(READERS, ["newsroom_board", "newsroom_board_results"])
open_to(READERS, ["newsroom_filter_save", "newsroom_filter_delete"])
open_to(ACTING, [*ACTS_ON_PIECE, "newsroom_bulk"])
open_to(FOLLOWERS, WAY)
guard("newsroom_filter_delete", "filter_id", own_filter)
for name in ACTS_ON_PIECE:
    guard(name, "contribution_id", handled_piece)
for name in WAY:
    guard(name, "contribution_id", followed_piece)


@hooks.register("register_admin_urls")
def register_newsroom_addresses():
    """Mount the board and the way of a piece below the admin."""
    piece = "newsroom/<int:contribution_id>"
    return [
        path("newsroom/", BoardView.as_view(), name="newsroom_board"),
        path(
            "newsroom/results/",
            BoardView.as_view(results_only=True),
            name="newsroom_board_results",
        ),
        path("newsroom/bulk/", BulkView.as_view(), name="newsroom_bulk"),
        path("newsroom/filters/", SaveFilterView.as_view(), name="newsroom_filter_save"),
        path(
            "newsroom/filters/<int:filter_id>/delete/",
            DeleteFilterView.as_view(),
            name="newsroom_filter_delete",
        ),
        path(f"{piece}/", TrackView.as_view(), name="contribution_track"),
        path(f"{piece}/claim/", RowActionView.as_view(action="claim"), name="newsroom_claim"),
        path(f"{piece}/release/", RowActionView.as_view(action="release"), name="newsroom_release"),
        path(f"{piece}/plan/", PlanView.as_view(), name="newsroom_plan"),
        path(f"{piece}/revisions/", PieceRevisionsView.as_view(), name="contribution_revisions"),
    ]


class BoardMenuItem(MenuItem):
    """Shown to desks and to those who lead them."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens a board; no query of its own."""
        return is_open_to(request.user, READERS)


@hooks.register("register_admin_menu_item")
def register_board_item():
    """Menu item of the board."""
    return BoardMenuItem(
        _("Editorial desk"), reverse("newsroom_board"), icon_name="clipboard-list", order=85
    )
