"""Puts figures into the admin: addresses, who may open them, menu item."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import EXECUTIVES, OFFICERS
from units.gate.table import guard, open_to

from ..menu import HOOK
from .addresses import addresses
from .importing.uploads import KEY
from .rules import reads_figures, units_kept_by, units_read_by

READ = ("figure_table", "figure_export", "figure_unit", "figure_unit_export")
WRITE = ("figure_new", "figure_edit", "figure_import", "figure_template", "figure_check")


def read_unit(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the units whose figures the account reads."""
    return units_read_by(user).filter(code=value).exists()


def kept_unit(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the units whose figures the account keeps."""
    return units_kept_by(user).filter(code=value).exists()


def any_year(user, value, arguments: dict[str, Any]) -> bool:
    """Pass every year: the screen knows which the unit can have."""
    return True


def key_of_upload(user, value, arguments: dict[str, Any]) -> bool:
    """Pass what may be a key: the screen looks in the account's own folder only."""
    return KEY.fullmatch(str(value)) is not None


open_to(EXECUTIVES, READ)
open_to(OFFICERS, WRITE)
for name in ("figure_unit", "figure_unit_export"):
    guard(name, "code", read_unit)
for name in ("figure_new", "figure_edit"):
    guard(name, "code", kept_unit)
guard("figure_edit", "year", any_year)
guard("figure_check", "key", key_of_upload)


@hooks.register("register_admin_urls")
def register_figure_addresses():
    """Mount the screens below the admin."""
    return addresses()


class FiguresMenuItem(MenuItem):
    """Shown to those who keep or read figures."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screens; no query of its own."""
        return reads_figures(request.user)


@hooks.register(HOOK)
def register_figures_item():
    """Menu item of figures."""
    return FiguresMenuItem(
        _("Figures of the years"),
        reverse("figure_table"),
        name="figures",
        icon_name="table",
        order=30,
    )
