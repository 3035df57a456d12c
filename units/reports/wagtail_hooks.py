"""Puts half-year reports into the admin: addresses, who may open them, menu, first screen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import PROPAGANDA, REPORTERS, is_open_to
from units.gate.table import guard, open_to

from .addresses import addresses
from .models import ReportFigure
from .panels import ReportsPanel
from .rules import may_sign, readable_reports
from .summary import hooks as _summary  # noqa: F401

OF_ONE = ["report_show", "report_print", "report_sign", "report_figure"]
OF_DEPARTMENT = ["report_periods", "report_period", "report_list", "report_freeze", "report_judge"]


def own_report(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the reports of the account's units, all to the department."""
    return readable_reports(user).filter(pk=value).exists()


def signed_by_leader(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the reports that the account signs."""
    report = readable_reports(user).filter(pk=value).first()
    return report is not None and may_sign(user, report)


def figure_of_report(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the figures of the report in the same address."""
    figures = ReportFigure.objects.filter(report=arguments["report_id"], indicator=value)
    return figures.exists()


def for_department(user, value, arguments: dict[str, Any]) -> bool:
    """Pass every period: the roles of the address keep all others out."""
    return True


open_to(REPORTERS, ["report_home", "report_mine", *OF_ONE])
open_to(PROPAGANDA, OF_DEPARTMENT)
for name in ("report_show", "report_print", "report_figure", "report_judge"):
    guard(name, "report_id", own_report)
guard("report_sign", "report_id", signed_by_leader)
guard("report_figure", "indicator", figure_of_report)
for name in ("report_period", "report_list", "report_freeze"):
    guard(name, "period_id", for_department)


@hooks.register("register_admin_urls")
def register_report_addresses():
    """Mount the screens below the admin."""
    return addresses()


class ReportsMenuItem(MenuItem):
    """Shown to those who report or judge."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screens; no query of its own."""
        return is_open_to(request.user, REPORTERS)


@hooks.register("register_admin_menu_item")
def register_reports_item():
    """Menu item of half-year reports."""
    return ReportsMenuItem(
        _("Half-year reports"),
        reverse("report_home"),
        name="half-year-reports",
        icon_name="table",
        order=106,
    )


@hooks.register("construct_homepage_panels")
def put_reports_panel(request, panels) -> None:
    """Show on the first screen what waits."""
    panels.append(ReportsPanel())
