"""Puts the accounts of a unit into the admin: addresses, menu item, names of audit entries."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import PORTAL, GateRole
from units.gate.table import guard, open_to

from . import urls
from .lists import shows_accounts
from .rules import manageable_units

ACTIONS = {
    "units.invitation.send": (_("Invite"), _("Invitation sent")),
    "units.invitation.resend": (_("Invite again"), _("Invitation sent again")),
    "units.invitation.cancel": (_("Cancel invitation"), _("Invitation cancelled")),
    "units.invitation.accept": (_("Accept invitation"), _("Invitation accepted")),
    "units.account.change_roles": (_("Change roles"), _("Roles changed")),
    "units.account.deactivate": (_("Deactivate account"), _("Account deactivated")),
    "units.account.reactivate": (_("Reactivate account"), _("Account reactivated")),
    "units.account.leave": (_("Leave unit"), _("Roles in the unit ended")),
    "units.account.end": (_("End account"), _("Ended with the last appointment")),
}


def manageable_unit(user, value, arguments: dict) -> bool:
    """Pass the units whose accounts one may manage."""
    return manageable_units(user).filter(code=value).exists()


def person_of_unit(user, value, arguments: dict) -> bool:
    """Pass every number: the screens look for it among the people of the unit only."""
    return True


NAMES = [f"{urls.app_name}:{pattern.name}" for pattern in urls.urlpatterns]
open_to(PORTAL | {GateRole.ADMINISTRATOR}, NAMES)
for address in NAMES:
    guard(address, "code", manageable_unit)
    guard(address, "pk", person_of_unit)


class UnitAccountsMenuItem(MenuItem):
    """Leads those who manage accounts to them."""

    def is_shown(self, request) -> bool:
        """Hide the item from everybody else; the screens check for themselves."""
        return shows_accounts(request)


@hooks.register("register_admin_urls")
def register_account_urls():
    """Mount the screens below the admin."""
    return [path("accounts/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_accounts_menu_item():
    """Add the item to the main menu."""
    address = reverse("unit_accounts:choose_unit")
    return UnitAccountsMenuItem(
        _("Unit accounts"), address, name="unit-accounts", icon_name="group", order=700
    )


@hooks.register("register_log_actions")
def register_account_actions(actions) -> None:
    """Name the entries of the audit trail."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
