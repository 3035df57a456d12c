"""Puts directives into the admin: addresses, who may open them, menu, first screen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import EXECUTIVES, OFFICE, GateRole
from units.gate.table import guard, open_to
from units.rules import is_office

from . import rules
from .addresses import addresses
from .panels import DirectivesPanel

UNITS = frozenset({GateRole.OFFICER, GateRole.LEADER})
OPEN = {
    OFFICE: [
        "directive_list",
        "directive_add",
        "directive_edit",
        "directive_show",
        "directive_change",
        "directive_add_units",
        "directive_waiting",
        "directive_matrix",
        "directive_matrix_export",
        "directive_unit",
        "directive_unit_receipt",
    ],
    UNITS: ["directive_inbox", "directive_receipt"],
    EXECUTIVES: ["directive_answer_file"],
}


def own_receipt(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the receipts in the charge of the account's units."""
    return rules.own_receipts(user).filter(pk=value).exists()


def own_file(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the files that the account may fetch."""
    return rules.answer_file_for(user, value) is not None


def for_office(user, value, arguments: dict[str, Any]) -> bool:
    """Pass everything to the Office, nothing to others."""
    return is_office(user)


for roles, names in OPEN.items():
    open_to(roles, names)
guard("directive_receipt", "receipt_id", own_receipt)
guard("directive_answer_file", "file_id", own_file)
for name in OPEN[OFFICE]:
    for argument in ("directive_id", "receipt_id", "unit_code"):
        guard(name, argument, for_office)


@hooks.register("register_admin_urls")
def register_directive_addresses():
    """Mount the screens below the admin."""
    return addresses()


class OfficeItem(MenuItem):
    """Shown to the Office."""

    def is_shown(self, request) -> bool:
        """Tell whether the account sends directives."""
        return is_office(request.user)


class UnitsItem(MenuItem):
    """Shown to officers and leaders of units."""

    def is_shown(self, request) -> bool:
        """Tell whether the account acts for a unit."""
        return bool(rules.acting_units(request.user))


@hooks.register("register_admin_menu_item")
def register_directives_item():
    """Menu item of the Office."""
    return OfficeItem(
        _("Directives"),
        reverse("directive_list"),
        name="directives",
        icon_name="clipboard-list",
        order=96,
    )


@hooks.register("register_admin_menu_item")
def register_inbox_item():
    """Menu item of units."""
    return UnitsItem(
        _("Directives to us"),
        reverse("directive_inbox"),
        name="directive-inbox",
        icon_name="clipboard-list",
        order=96,
    )


@hooks.register("construct_homepage_panels")
def put_directives_panel(request, panels) -> None:
    """Show what waits on the first screen."""
    panels.append(DirectivesPanel())
