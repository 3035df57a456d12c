"""What the newsroom adds to the admin: submit button, lists, dashboard."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from articles import autosave as _autosave  # noqa: F401
from articles.corrections import hooks as _corrections  # noqa: F401
from articles.dashboard import FiguresPanel, WaitingPanel
from articles.english import hooks as _english  # noqa: F401
from articles.grading import hooks as _grading  # noqa: F401
from articles.importing import hooks as _importing  # noqa: F401
from articles.likeness import hooks as _likeness  # noqa: F401
from articles.menu_items import construct_piece_menu
from articles.newsroom import hooks as _newsroom  # noqa: F401
from articles.queue import follows_pieces, reviews_for_unit
from articles.quotas import hooks as _quotas  # noqa: F401
from articles.royalties import hooks as _royalties  # noqa: F401
from articles.views import ContributionListView, WaitingListView
from articles.viewsets import register_viewsets

hooks.register("construct_page_action_menu", construct_piece_menu)
hooks.register("register_admin_viewset", register_viewsets)


class ContributionsMenuItem(MenuItem):
    """Shown to members of units."""

    def is_shown(self, request) -> bool:
        """Tell whether the account has pieces of a unit to follow."""
        return follows_pieces(request.user)


class QueueMenuItem(MenuItem):
    """Shown to those who decide for a unit; desks have their board."""

    def is_shown(self, request) -> bool:
        """Tell whether the account decides on a unit's pieces."""
        return reviews_for_unit(request.user)


@hooks.register("register_admin_urls")
def register_lists():
    """Addresses of the two lists and of their filtered results."""
    return [
        path("pieces/", ContributionListView.as_view(), name="contributions"),
        path(
            "pieces/results/",
            ContributionListView.as_view(results_only=True),
            name="contributions_results",
        ),
        path("queue/", WaitingListView.as_view(), name="review_queue"),
        path(
            "queue/results/",
            WaitingListView.as_view(results_only=True),
            name="review_queue_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def register_queue_item():
    """Menu item of the queue."""
    return QueueMenuItem(
        _("Waiting for review"), reverse("review_queue"), icon_name="tasks", order=90
    )


@hooks.register("register_admin_menu_item")
def register_contributions_item():
    """Menu item of the unit's pieces."""
    return ContributionsMenuItem(
        _("Pieces and their state"), reverse("contributions"), icon_name="doc-full", order=95
    )


@hooks.register("register_admin_menu_item")
def register_royalties_menu():
    """Submenu of grades, statements and payees; hidden when nothing in it is shown."""
    menu = Menu(register_hook_name="register_royalties_menu_item")
    return SubmenuMenuItem(
        _("Grades and royalties"), menu, name="royalties", icon_name="calendar-check", order=110
    )


@hooks.register("construct_homepage_panels")
def put_our_panels(request, panels) -> None:
    """Replace Wagtail's moderation panels, which show everything that waits, unsliced."""
    ours = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, ours)]
    panels += [FiguresPanel(), WaitingPanel()]


@hooks.register("construct_homepage_summary_items")
def leave_out_totals(request, items) -> None:
    """Take out Wagtail's totals of pages and files: nobody acts on them."""
    items.clear()


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    """Our few styles of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("articles/admin.css"))
