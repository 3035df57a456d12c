"""Puts reorganisations into the admin: addresses, roles, menu item."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import OFFICE, is_open_to
from units.gate.table import guard, open_to

from .enums import OperationKind
from .models import Reorganisation
from .panels import HeldBackPanel
from .rules import reorganises
from .screens.lists import ReorganisationListView
from .screens.operation import ApplyView, DiscardView, OperationView, UndoView
from .screens.planning import KindView, PlanView

NAMES = [
    "reorganisations",
    "reorganisation_new",
    "reorganisation_plan",
    "reorganisation_show",
    "reorganisation_apply",
    "reorganisation_discard",
    "reorganisation_undo",
]


def arranged(user, value, arguments: dict) -> bool:
    """Pass every operation to those who arrange units anew, for all units alike."""
    return reorganises(user) and Reorganisation.objects.filter(pk=value).exists()


def named_kind(user, value, arguments: dict) -> bool:
    """Pass the kinds that there are."""
    return value in OperationKind.values


open_to(OFFICE, NAMES)
guard("*", "reorganisation_id", arranged)
guard("reorganisation_plan", "kind", named_kind)


@hooks.register("register_admin_urls")
def register_reorganisation_addresses():
    """Mount the screens below the admin."""
    one = "reorganisations/<int:reorganisation_id>"
    return [
        path("reorganisations/", ReorganisationListView.as_view(), name="reorganisations"),
        path("reorganisations/new/", KindView.as_view(), name="reorganisation_new"),
        path("reorganisations/new/<str:kind>/", PlanView.as_view(), name="reorganisation_plan"),
        path(f"{one}/", OperationView.as_view(), name="reorganisation_show"),
        path(f"{one}/apply/", ApplyView.as_view(), name="reorganisation_apply"),
        path(f"{one}/discard/", DiscardView.as_view(), name="reorganisation_discard"),
        path(f"{one}/undo/", UndoView.as_view(), name="reorganisation_undo"),
    ]


class ReorganisationsMenuItem(MenuItem):
    """Shown to those who arrange units anew."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screens; no query of its own."""
        return is_open_to(request.user, OFFICE)


@hooks.register("register_admin_menu_item")
def register_reorganisations_item():
    """Menu item of reorganisations."""
    return ReorganisationsMenuItem(
        _("Reorganisations"), reverse("reorganisations"), icon_name="resubmit", order=210
    )


@hooks.register("construct_homepage_panels")
def put_held_back_panel(request, panels) -> None:
    """Show plans that were held back to those who may confirm them again."""
    if reorganises(request.user):
        panels.append(HeldBackPanel())
