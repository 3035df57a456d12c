"""Puts royalties into the admin: addresses, who may open them, the submenu."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.royalties.addresses import addresses
from articles.royalties.own_reads import has_own_royalties
from articles.royalties.rules import may_see_bank, statements_for
from articles.royalties.screens.budgets import budget_desks
from articles.royalties.screens.unit import READERS, readable_units
from articles.royalties.screens.unpaid import watched_desks
from units.gate.roles import ACCOUNTS, ROYALTIES, GateRole, is_open_to
from units.gate.table import guard, open_to
from units.rules import units_of

PAYERS = frozenset({GateRole.FINANCE})
DRAWERS = frozenset({GateRole.DESK})
CHECKERS = PAYERS | DRAWERS | {GateRole.EDITOR_IN_CHIEF}
BUDGET_READERS = PAYERS | {GateRole.EDITOR_IN_CHIEF}
UNIT_LEADERS = frozenset({GateRole.CHIEF_EDITOR, GateRole.ADMINISTRATOR})
OPEN = {
    ROYALTIES: [
        "royalty_statements",
        "royalty_statements_results",
        "royalty_statement",
        "royalty_statement_piece",
    ],
    DRAWERS: ["royalty_statement_draw"],
    CHECKERS: [
        "royalty_statement_pdf",
        "royalty_statement_sheet",
        "royalty_unpaid",
        "royalty_unpaid_results",
    ],
    PAYERS: [
        "royalty_statement_pay",
        "royalty_statement_bank",
        "royalty_statement_tax",
        "royalty_payees",
        "royalty_payees_results",
        "royalty_payees_missing",
        "royalty_payee_add",
        "royalty_payee",
        "royalty_budget",
    ],
    BUDGET_READERS: ["royalty_budgets"],
    UNIT_LEADERS: ["royalty_units", "royalty_unit"],
    ACCOUNTS: ["royalty_mine"],
}
OF_STATEMENT = [
    "royalty_statement",
    "royalty_statement_piece",
    "royalty_statement_pay",
    "royalty_statement_pdf",
    "royalty_statement_sheet",
    "royalty_statement_bank",
    "royalty_statement_tax",
]


def own_statement(user, value, arguments: dict) -> bool:
    """Pass the statements that the account opens."""
    return statements_for(user).filter(pk=value).exists()


def piece_of_statement(user, value, arguments: dict) -> bool:
    """Pass the pieces of the statement in the same address."""
    statements = statements_for(user).filter(pk=arguments["statement_id"])
    return statements.filter(lines__share__grade__contribution=value).exists()


def for_finance(user, value, arguments: dict) -> bool:
    """Pass everything to finance, nothing to others."""
    return may_see_bank(user)


def own_unit(user, value, arguments: dict) -> bool:
    """Pass the units that the account leads."""
    return readable_units(user).filter(code=value).exists()


for roles, names in OPEN.items():
    open_to(roles, names)
for name in OF_STATEMENT:
    guard(name, "statement_id", own_statement)
guard("royalty_statement_piece", "contribution_id", piece_of_statement)
guard("royalty_payee", "payee_id", for_finance)
for argument in ("desk_code", "year", "month"):
    guard("royalty_budget", argument, for_finance)
guard("royalty_unit", "code", own_unit)


@hooks.register("register_admin_urls")
def register_royalty_addresses():
    """Mount the screens below the admin."""
    return addresses()


class RoyaltyMenuItem(MenuItem):
    """Shown to whom its screen opens."""

    def __init__(self, *args, shown: Callable[..., bool], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screen."""
        return self.shown(request.user)


# Label, address, icon, to whom it is shown.
ITEMS = [
    (
        _("Royalty statements"),
        "royalty_statements",
        "calendar-check",
        lambda user: is_open_to(user, ROYALTIES),
    ),
    (
        _("Unpaid after 45 days"),
        "royalty_unpaid",
        "time",
        lambda user: is_open_to(user, CHECKERS) and bool(watched_desks(user)),
    ),
    (
        _("Budgets"),
        "royalty_budgets",
        "order",
        lambda user: is_open_to(user, BUDGET_READERS) and bool(budget_desks(user)),
    ),
    (_("Payees"), "royalty_payees", "group", may_see_bank),
    (
        _("Royalties of the unit"),
        "royalty_units",
        "home",
        lambda user: bool(units_of(user, *READERS)),
    ),
    (_("My royalties"), "royalty_mine", "user", has_own_royalties),
]


def _register(order: int, label, name: str, icon: str, shown: Callable[..., bool]) -> None:
    @hooks.register("register_royalties_menu_item")
    def item():
        return RoyaltyMenuItem(
            label, reverse(name), name=name, icon_name=icon, order=order, shown=shown
        )


for position, entry in enumerate(ITEMS, start=2):
    _register(position * 10, *entry)
