"""Puts the comparison of two pieces into the admin, for desks and those who lead them."""

from django.urls import path
from wagtail import hooks

from articles.likeness.views import LikenessView, desk_viewer, other_piece
from units.gate.roles import DESKS, GateRole
from units.gate.table import guard, open_to

NAME = "contribution_likeness"


def piece_of_own_desk(user, value, arguments: dict) -> bool:
    """Pass the pieces whose present desk has a board for the account."""
    return desk_viewer(user, value) is not None


def piece_that_desk_sees(user, value, arguments: dict) -> bool:
    """Pass the pieces that the desk of the other one may read."""
    viewer = desk_viewer(user, arguments["contribution_id"])
    return viewer is not None and other_piece(viewer, value) is not None


open_to(DESKS | {GateRole.EDITOR_IN_CHIEF}, [NAME])
guard(NAME, "contribution_id", piece_of_own_desk)
guard(NAME, "other_id", piece_that_desk_sees)


@hooks.register("register_admin_urls")
def register_likeness_address():
    """Mount the comparison below the admin."""
    return [
        path(
            "newsroom/<int:contribution_id>/like/<int:other_id>/",
            LikenessView.as_view(),
            name=NAME,
        )
    ]
