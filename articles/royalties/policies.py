"""Object policies of royalties: nobody, whatever is asked; our own screens and services decide."""

from wagtail.permissions import register_permission_policy

from articles.models import (
    DeskBudget,
    LedgerEntry,
    LedgerHead,
    Payee,
    RoyaltyStatement,
    StatementLine,
    StatementPayment,
    StatementStep,
)
from articles.newsroom.policies import ClosedPolicy

CLOSED = (
    Payee,
    DeskBudget,
    RoyaltyStatement,
    StatementStep,
    StatementLine,
    StatementPayment,
    LedgerHead,
    LedgerEntry,
)


def register() -> None:
    """Give every model of royalties its policy."""
    for model in CLOSED:
        register_permission_policy(model, ClosedPolicy(model))
