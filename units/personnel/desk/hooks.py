"""Puts people, bodies and staffing into the admin: addresses, who may open them, menu, panel."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import EXECUTIVES, OFFICE, OFFICERS, GateRole
from units.gate.table import guard, guard_query, open_to, open_viewset
from units.rules import is_office

from .. import rules
from ..menu import HOOK
from .addresses import addresses
from .panels import StaffingPanel
from .viewsets import position_viewset

OPEN = {
    EXECUTIVES: ["people_list", "people_export", "person_show", "person_print", "body_list"],
    OFFICERS: [
        *("person_add", "person_change", "person_account", "person_appoint"),
        *("appointment_end", "appointment_change", "appointment_cancel"),
        *("body_add", "body_change", "body_end", "body_appoint"),
    ],
    EXECUTIVES | {GateRole.ADMINISTRATOR}: ["staffing", "staffing_export"],
}


def read_person(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the people of whom the account reads everything."""
    return rules.people_read(user).filter(pk=value).exists()


def kept_person(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the people whom the account keeps."""
    return rules.people_kept(user).filter(pk=value).exists()


def kept_body(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the bodies that the account keeps."""
    return rules.bodies_kept(user).filter(pk=value).exists()


def kept_appointment(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the appointments that the account keeps."""
    return rules.appointments_kept(user).filter(pk=value).exists()


def read_unit(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the units whose people the account reads, and no choice."""
    return not value or rules.units_read(user).filter(code=value).exists()


def kept_unit(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the units whose people the account keeps, and no choice."""
    return not value or rules.units_kept(user).filter(code=value).exists()


def for_office(user, value, arguments: dict[str, Any]) -> bool:
    """Pass everything to the Office, nothing to others."""
    return is_office(user)


for roles, names in OPEN.items():
    open_to(roles, names)
for name in ("person_show", "person_print"):
    guard(name, "person_id", read_person)
for name in ("person_change", "person_account", "person_appoint"):
    guard(name, "person_id", kept_person)
for name in ("body_change", "body_end", "body_appoint"):
    guard(name, "body_id", kept_body)
for name in ("appointment_end", "appointment_change", "appointment_cancel"):
    guard(name, "appointment_id", kept_appointment)
for name in ("people_list", "people_export", "body_list"):
    guard_query(name, "unit", read_unit)
for name in ("person_add", "body_add"):
    guard_query(name, "unit", kept_unit)
open_viewset(OFFICE, position_viewset)
for pattern in position_viewset.get_urlpatterns():
    guard(position_viewset.get_url_name(pattern.name), "pk", for_office)


@hooks.register("register_admin_urls")
def register_personnel_addresses():
    """Mount the screens below the admin."""
    return addresses()


@hooks.register("register_admin_viewset")
def register_positions():
    """Screens of the list of posts."""
    return position_viewset


class ShownTo(MenuItem):
    """A menu item shown to those whom a rule names."""

    def __init__(self, *args: Any, rule: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule

    def is_shown(self, request) -> bool:
        """Tell whether the rule names the account; no query of its own."""
        return self.rule(request.user)


ITEMS = (
    ("people_list", pgettext_lazy("personnel", "People"), "user", 10, rules.reads_people),
    ("body_list", _("Bodies"), "group", 20, rules.reads_people),
    ("positions:index", _("Posts"), "list-ol", 80, is_office),
    ("staffing", _("Staffing of units"), "warning", 90, rules.reads_staffing),
)


def _register(address: str, label: Any, icon: str, order: int, rule: Callable) -> None:
    @hooks.register(HOOK)
    def item() -> MenuItem:
        name = address.partition(":")[0].replace("_", "-")
        return ShownTo(label, reverse(address), name=name, icon_name=icon, order=order, rule=rule)


for item in ITEMS:
    _register(*item)


@hooks.register("construct_homepage_panels")
def put_staffing_panel(request, panels) -> None:
    """Show on the first screen what units lack."""
    panels.append(StaffingPanel())
