"""Puts grading into the admin: addresses, menu items, screens of rates."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.grading.lists import AllGradesView, GradedView, WaitingGradesView
from articles.grading.views import GradeSheetView, readable_piece
from articles.grading.viewsets import RATE_VIEWSETS
from units.gate.roles import DESKS, PORTAL, GateRole, is_open_to
from units.gate.table import guard, open_to, open_viewset

READERS = DESKS | {GateRole.EDITOR_IN_CHIEF}
LISTS = {"grades": WaitingGradesView, "grades_graded": GradedView, "grades_all": AllGradesView}


def readable_sheet(user, value, arguments: dict) -> bool:
    """Pass the pieces of the own desk that are not the account's own."""
    return readable_piece(user, value) is not None


for name in LISTS:
    open_to(READERS, [name, f"{name}_results"])
open_to(READERS, ["grade_sheet"])
guard("grade_sheet", "contribution_id", readable_sheet)
for viewset in RATE_VIEWSETS:
    open_viewset(PORTAL, viewset)


@hooks.register("register_admin_urls")
def register_grade_addresses():
    """Mount the lists and the sheet below the admin."""
    return [
        path("grades/", WaitingGradesView.as_view(), name="grades"),
        path(
            "grades/results/", WaitingGradesView.as_view(results_only=True), name="grades_results"
        ),
        path("grades/graded/", GradedView.as_view(), name="grades_graded"),
        path(
            "grades/graded/results/",
            GradedView.as_view(results_only=True),
            name="grades_graded_results",
        ),
        path("grades/all/", AllGradesView.as_view(), name="grades_all"),
        path(
            "grades/all/results/",
            AllGradesView.as_view(results_only=True),
            name="grades_all_results",
        ),
        path("grades/<int:contribution_id>/", GradeSheetView.as_view(), name="grade_sheet"),
    ]


class GradesMenuItem(MenuItem):
    """Shown to desks and to those who approve their statements."""

    def is_shown(self, request) -> bool:
        """Tell whether the account reads grades; no query of its own."""
        return is_open_to(request.user, READERS)


@hooks.register("register_royalties_menu_item")
def register_grades_item():
    """Menu item of the pieces to grade."""
    return GradesMenuItem(_("Grades"), reverse("grades"), icon_name="pick", order=10)


@hooks.register("register_admin_viewset")
def register_rate_screens():
    """Screens of frames, base salaries and rules."""
    return RATE_VIEWSETS
