"""Whether statements, their lines and payments add up to what the ledger recorded."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from articles.enums import LedgerKind, StatementState
from articles.models import LedgerEntry, RoyaltyStatement, StatementLine, StatementPayment
from articles.models.royalties import FROZEN_STATES

Sums = dict[int, dict[str, Any]]
NOTHING_RECORDED = {"approved": 0, "lines": 0, "net": 0, "tax": 0, "payments": 0}
NOTHING_PAID = {"net": 0, "tax": 0, "payments": 0}


def first_disagreement() -> tuple[int | None, str]:
    """Return (first entry of the first statement that disagrees, why), or (None, "")."""
    recorded, paid = _recorded(), _paid()
    for statement in _with_sums():
        entry = recorded.pop(statement.pk, NOTHING_RECORDED)
        payment = paid.pop(statement.pk, NOTHING_PAID)
        reason = _reason(statement, entry, payment)
        if reason:
            return _first_entry(statement.pk), reason % {"name": statement}
    for statement_id in sorted({*recorded, *paid}):
        return _first_entry(statement_id), _("It belongs to a statement that is not approved.")
    return _first_underpaid()


def _reason(statement: Any, entry: dict[str, int], payment: dict[str, int]) -> str:
    lines = (statement.line_sum, statement.line_count)
    if statement.total != statement.line_sum:
        return _("The lines of statement %(name)s do not sum to its total.")
    if lines != (entry["approved"], entry["lines"]):
        return _("The lines of statement %(name)s differ from the ledger.")
    if any(payment[name] != entry[name] for name in NOTHING_PAID):
        return _("The payments of statement %(name)s differ from the ledger.")
    return ""


def _with_sums() -> QuerySet[RoyaltyStatement]:
    return (
        RoyaltyStatement.objects.filter(state__in=FROZEN_STATES)
        .select_related("desk")
        .annotate(line_sum=Sum("lines__amount", default=0), line_count=Count("lines"))
        .order_by("pk")
    )


def _recorded() -> Sums:
    approved = Q(kind__in=[LedgerKind.ACCRUED, LedgerKind.REVERSED])
    paid, tax = Q(kind=LedgerKind.PAID), Q(kind=LedgerKind.TAX_WITHHELD)
    return _by_statement(
        LedgerEntry.objects.order_by()
        .values("statement")
        .annotate(
            approved=Sum("amount", filter=approved, default=0),
            lines=Count("pk", filter=approved),
            net=Sum("amount", filter=paid, default=0),
            payments=Count("pk", filter=paid),
            tax=Sum("amount", filter=tax, default=0),
        )
    )


def _paid() -> Sums:
    return _by_statement(
        StatementPayment.objects.order_by()
        .values("statement")
        .annotate(net=Sum("net"), tax=Sum("tax"), payments=Count("pk"))
    )


def _by_statement(rows: Iterable[Mapping[str, Any]]) -> Sums:
    return {
        row["statement"]: {name: value for name, value in row.items() if name != "statement"}
        for row in rows
    }


def _first_underpaid() -> tuple[int | None, str]:
    """Find a paid statement in which somebody's payment is not the sum of their lines."""
    for statement_id, _payee_id, _amount in sorted(_due_by_payee() ^ _gross_by_payee()):
        statement = RoyaltyStatement.objects.select_related("desk").get(pk=statement_id)
        reason = _("The payments of statement %(name)s are not the sums of its lines.")
        return _first_entry(statement_id), reason % {"name": statement}
    return None, ""


def _due_by_payee() -> set[tuple[int, int, int]]:
    """Return (statement, payee, sum of the lines in đồng) of paid statements."""
    paid = StatementLine.objects.filter(statement__state=StatementState.PAID).order_by()
    sums = paid.values("statement", "payee").annotate(due=Sum("amount"))
    return {(row["statement"], row["payee"], row["due"]) for row in sums}


def _gross_by_payee() -> set[tuple[int, int, int]]:
    """Return (statement, payee, gross in đồng) of all payments."""
    rows = StatementPayment.objects.order_by().values_list("statement_id", "payee_id", "gross")
    return set(rows)


def _first_entry(statement_id: int) -> int | None:
    entries = LedgerEntry.objects.filter(statement=statement_id).order_by("sequence")
    return entries.values_list("sequence", flat=True).first()
