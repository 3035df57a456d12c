"""One menu for all that is kept of the organisation; other parts add their items by its hook.

`@hooks.register(HOOK)` on a function that returns a `MenuItem`. Items whose address the gate
would answer with 404 are left out, and so is the whole menu where nothing is left.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from units.gate.hooks import hide_closed_items

HOOK = "register_organisation_menu_item"
CONSTRUCT_HOOK = "construct_organisation_menu"

organisation_menu = Menu(register_hook_name=HOOK, construct_hook_name=CONSTRUCT_HOOK)
hooks.register(CONSTRUCT_HOOK, hide_closed_items)


@hooks.register("register_admin_menu_item")
def register_organisation_menu() -> SubmenuMenuItem:
    """Add the menu to the main one."""
    return SubmenuMenuItem(
        _("Organisation"), organisation_menu, name="organisation", icon_name="group", order=120
    )
