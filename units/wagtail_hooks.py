"""What the organisation adds to the admin: the register, and the walls between units."""

from wagtail import hooks

from units.accounts import hooks as account_hooks  # noqa: F401 - registers the accounts
from units.calendar import hooks as calendar_hooks  # noqa: F401 - registers the calendar
from units.gate import hooks as gate_hooks  # noqa: F401 - registers the walls
from units.gate.roles import PORTAL
from units.gate.table import open_viewset
from units.viewsets import unit_viewset

open_viewset(PORTAL, unit_viewset)


@hooks.register("register_admin_viewset")
def register_unit_viewset():
    """Screens of the register."""
    return unit_viewset
