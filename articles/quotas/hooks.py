"""Addresses and menu items of this part of the newsroom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.quotas.addresses import addresses
from articles.quotas.panels import QuotaPanel
from articles.quotas.rules import (
    OVERSEERS,
    grants_exemptions,
    oversees_quotas,
    reads_quotas_of,
)
from articles.quotas.viewsets import exemption_viewset, rule_viewset
from units.gate.roles import DESKS, MEMBERS, PORTAL, GateRole
from units.gate.table import guard, open_to, open_viewset
from units.models import Unit
from units.rules import units_of

GRANTER_ROLES = DESKS | {GateRole.EDITOR_IN_CHIEF}


def readable_unit(user, value, arguments: dict) -> bool:
    """Pass the own unit, and every unit to those who see all."""
    unit_id = Unit.objects.filter(code=value).values_list("pk", flat=True).first()
    return unit_id is not None and reads_quotas_of(user, unit_id)


def for_granters(user, value, arguments: dict) -> bool:
    """Pass everything to those who grant exemptions, nothing to others."""
    return grants_exemptions(user)


open_to(OVERSEERS, ["quota_overview", "quota_ranking", "quota_shortfalls", "quota_export"])
open_to(MEMBERS, ["quota_mine"])
open_to(MEMBERS | OVERSEERS, ["quota_unit", "quota_pieces"])
for name in ("quota_unit", "quota_pieces"):
    guard(name, "code", readable_unit)
open_viewset(PORTAL, rule_viewset)
open_viewset(GRANTER_ROLES, exemption_viewset)
for pattern in exemption_viewset.get_urlpatterns():
    guard(exemption_viewset.get_url_name(pattern.name), "pk", for_granters)


@hooks.register("register_admin_urls")
def register_quota_addresses():
    """Mount the screens below the admin."""
    return addresses()


@hooks.register("register_admin_viewset")
def register_quota_tables():
    """Screens of rules and exemptions."""
    return [rule_viewset, exemption_viewset]


class OverviewMenuItem(MenuItem):
    """Shown to those who see all units."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the overview."""
        return oversees_quotas(request.user)


class MineMenuItem(MenuItem):
    """Shown to members of a unit."""

    def is_shown(self, request) -> bool:
        """Tell whether the account belongs to a unit."""
        return bool(units_of(request.user))


@hooks.register("register_admin_menu_item")
def register_overview_item():
    """Menu item of the overview."""
    return OverviewMenuItem(
        _("Quotas"), reverse("quota_overview"), icon_name="calendar-check", order=105
    )


@hooks.register("register_admin_menu_item")
def register_mine_item():
    """Menu item of the own unit."""
    return MineMenuItem(
        _("Quota of the unit"), reverse("quota_mine"), icon_name="calendar-check", order=100
    )


@hooks.register("construct_homepage_panels")
def put_quota_panel(request, panels) -> None:
    """Show the own unit's week on the first screen."""
    panels.append(QuotaPanel())
