"""Addresses of royalties below the admin."""

from typing import Any

from django.urls import path

from articles.royalties.screens.budgets import BudgetsView, BudgetView
from articles.royalties.screens.downloads import (
    BankDownload,
    LinesDownload,
    PdfDownload,
    TaxDownload,
)
from articles.royalties.screens.drawing_up import DrawUpView
from articles.royalties.screens.mine import MineView
from articles.royalties.screens.payees import (
    MissingPayeesView,
    PayeeAddView,
    PayeeListView,
    PayeeView,
)
from articles.royalties.screens.payment import PayView
from articles.royalties.screens.piece import StatementPieceView
from articles.royalties.screens.statement import StatementView
from articles.royalties.screens.statement_list import StatementListView
from articles.royalties.screens.unit import UnitsView, UnitView
from articles.royalties.screens.unpaid import UnpaidView

ONE = "royalties/statements/<int:statement_id>/"
LISTS: list[tuple[str, Any, str]] = [
    ("royalties/statements/", StatementListView, "royalty_statements"),
    ("royalties/payees/", PayeeListView, "royalty_payees"),
    ("royalties/unpaid/", UnpaidView, "royalty_unpaid"),
]
SCREENS: list[tuple[str, Any, str]] = [
    ("royalties/statements/draw-up/", DrawUpView, "royalty_statement_draw"),
    (ONE, StatementView, "royalty_statement"),
    (f"{ONE}pay/", PayView, "royalty_statement_pay"),
    (
        f"{ONE}pieces/<int:contribution_id>/",
        StatementPieceView,
        "royalty_statement_piece",
    ),
    (f"{ONE}statement.pdf", PdfDownload, "royalty_statement_pdf"),
    (f"{ONE}lines.xlsx", LinesDownload, "royalty_statement_sheet"),
    (f"{ONE}bank.xlsx", BankDownload, "royalty_statement_bank"),
    (f"{ONE}tax.xlsx", TaxDownload, "royalty_statement_tax"),
    ("royalties/payees/missing/", MissingPayeesView, "royalty_payees_missing"),
    ("royalties/payees/new/", PayeeAddView, "royalty_payee_add"),
    ("royalties/payees/<int:payee_id>/", PayeeView, "royalty_payee"),
    ("royalties/mine/", MineView, "royalty_mine"),
    ("royalties/units/", UnitsView, "royalty_units"),
    ("royalties/units/<str:code>/", UnitView, "royalty_unit"),
    ("royalties/budgets/", BudgetsView, "royalty_budgets"),
    (
        "royalties/budgets/<slug:desk_code>/<int:year>-<int:month>/",
        BudgetView,
        "royalty_budget",
    ),
]


def addresses() -> list:
    """Return every address; a list has a second one for its filtered lines."""
    found = []
    for route, view, name in LISTS:
        found.append(path(route, view.as_view(), name=name))
        results = view.as_view(results_only=True)
        found.append(path(f"{route}results/", results, name=f"{name}_results"))
    return found + [path(route, view.as_view(), name=name) for route, view, name in SCREENS]
