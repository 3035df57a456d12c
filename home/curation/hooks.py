"""Puts the front page into the admin: addresses, roles, menu item."""

from django.conf import settings
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.curation.acting import (
    AddSlotView,
    EndView,
    MoveView,
    OrderView,
    RemoveView,
    TimesView,
)
from home.curation.views import FrontPageView, PreviewView
from home.models import FrontSlot
from home.rules import may_fill
from home.zones import Zone
from units.gate.roles import DESKS, GateRole, is_open_to
from units.gate.table import guard, open_to

READERS = DESKS | {GateRole.EDITOR_IN_CHIEF, GateRole.OFFICE}
FILLING = frozenset({GateRole.DESK, GateRole.OFFICE})
OF_SLOT = ["front_slot_times", "front_slot_move", "front_slot_end", "front_slot_remove"]
OF_ZONE = ["front_slot_add", "front_zone_order"]


def own_slot(user, value, arguments: dict) -> bool:
    """Pass the slots of zones that the account fills, and those that are gone: the view tells."""
    zone = FrontSlot.objects.filter(pk=value).values_list("zone", flat=True).first()
    return zone is None or may_fill(user, zone)


def own_zone(user, value, arguments: dict) -> bool:
    """Pass the zones that the account fills."""
    return value in Zone.values and may_fill(user, value)


def known_language(user, value, arguments: dict) -> bool:
    """Pass the languages of the portal."""
    return value in dict(settings.LANGUAGES)


open_to(READERS, ["front_page", "front_page_preview"])
open_to(FILLING, [*OF_SLOT, *OF_ZONE])
for name in OF_SLOT:
    guard(name, "slot_id", own_slot)
for name in OF_ZONE:
    guard(name, "zone", own_zone)
    guard(name, "language", known_language)


@hooks.register("register_admin_urls")
def register_front_page_addresses():
    """Mount the front page below the admin."""
    slot, zone = "front-page/slots/<int:slot_id>", "front-page/<slug:language>/<slug:zone>"
    return [
        path("front-page/", FrontPageView.as_view(), name="front_page"),
        path("front-page/preview/", PreviewView.as_view(), name="front_page_preview"),
        path(f"{slot}/times/", TimesView.as_view(), name="front_slot_times"),
        path(f"{slot}/move/", MoveView.as_view(), name="front_slot_move"),
        path(f"{slot}/end/", EndView.as_view(), name="front_slot_end"),
        path(f"{slot}/remove/", RemoveView.as_view(), name="front_slot_remove"),
        path(f"{zone}/add/", AddSlotView.as_view(), name="front_slot_add"),
        path(f"{zone}/order/", OrderView.as_view(), name="front_zone_order"),
    ]


class FrontPageMenuItem(MenuItem):
    """Shown to those who read the front page here."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screen; no query of its own."""
        return is_open_to(request.user, READERS)


@hooks.register("register_admin_menu_item")
def register_front_page_item():
    """Menu item of the front page."""
    return FrontPageMenuItem(_("Front page"), reverse("front_page"), icon_name="home", order=86)
