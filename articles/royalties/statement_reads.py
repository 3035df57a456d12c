"""Rows of a statement's screens and exports: sums by piece and by person, lines, the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from articles.enums import StatementState, StatementStepKind
from articles.grading.queries import gradeable, without_own
from articles.models import (
    Grade,
    LedgerEntry,
    Payee,
    RoyaltyStatement,
    StatementPayment,
    StatementStep,
)
from articles.queue import boards_of
from articles.royalties import rules
from articles.royalties.queries import StatementPiece, statement_pieces

SHORT_HASH = 12
NEXT_STEPS = (
    (StatementStepKind.CHECK, rules.can_check),
    (StatementStepKind.APPROVE, rules.can_approve),
    (StatementStepKind.PAY, rules.can_pay),
)


@dataclass(frozen=True)
class PieceRow:
    """A piece of a statement without its people; `has_sheet` where the account may open it."""

    piece: StatementPiece
    coefficient: Decimal
    has_sheet: bool

    @property
    def sum(self) -> int:
        """Return what the statement pays for the piece, in đồng."""
        return self.piece.amount + self.piece.taken_back


@dataclass(frozen=True)
class PersonRow:
    """A person of a statement: what was earned, and the payment once it is made."""

    payee: Payee
    lines: int
    amount: int
    payment: StatementPayment | None


def steps_of(statement: RoyaltyStatement) -> list[StatementStep]:
    """Return the steps that were taken, in their order."""
    return list(statement.steps.select_related("user"))


def next_step(user, statement: RoyaltyStatement) -> StatementStepKind | None:
    """Return the step that `user` may take now, or None."""
    return next((step for step, allowed in NEXT_STEPS if allowed(user, statement)), None)


def piece_rows(user, statement: RoyaltyStatement) -> list[PieceRow]:
    """Return the sums of the pieces with their coefficients; constant queries."""
    pieces = statement_pieces(statement)
    coefficients = _coefficients(statement)
    sheets = sheets_of(user, {piece.contribution_id for piece in pieces})
    return [
        PieceRow(
            piece,
            coefficients[piece.contribution_id, piece.version],
            piece.contribution_id in sheets,
        )
        for piece in pieces
    ]


def _coefficients(statement: RoyaltyStatement) -> dict[tuple[int, int], Decimal]:
    shares = statement.lines.values("share__grade")
    rows = Grade.objects.filter(pk__in=shares).values_list("contribution", "version", "coefficient")
    return {(contribution, version): coefficient for contribution, version, coefficient in rows}


def sheets_of(user, contribution_ids: Iterable[int]) -> set[int]:
    """Return which of these pieces' grade sheets the account may open; constant queries."""
    pieces = without_own(gradeable(boards_of(user)), user)
    return set(pieces.filter(pk__in=list(contribution_ids)).values_list("pk", flat=True))


def person_rows(statement: RoyaltyStatement) -> list[PersonRow]:
    """Return the people of a statement by legal name; three queries."""
    sums = {
        row["payee"]: row
        for row in statement.lines.order_by()
        .values("payee")
        .annotate(amount=Sum("amount"), lines=Count("pk"))
    }
    payments = {one.payee_id: one for one in statement.payments.select_related("tax_rule")}
    people = Payee.objects.filter(pk__in=sums).select_related("unit")
    return [
        PersonRow(payee, sums[payee.pk]["lines"], sums[payee.pk]["amount"], payments.get(payee.pk))
        for payee in people
    ]


def ledger_of(statement: RoyaltyStatement) -> QuerySet[LedgerEntry]:
    """Return the ledger entries of a statement with their people."""
    return statement.ledger_entries.select_related("payee").order_by("sequence")


def last_entry(statement: RoyaltyStatement) -> LedgerEntry | None:
    """Return the newest ledger entry of a statement, or None before its approval."""
    return statement.ledger_entries.order_by("sequence").last()


def short(entry_hash: str) -> str:
    """Return the beginning of a hash, enough to compare it by eye."""
    return entry_hash[:SHORT_HASH]


def is_frozen(statement: RoyaltyStatement) -> bool:
    """Tell whether a statement is approved or paid."""
    return statement.state in (StatementState.APPROVED, StatementState.PAID)
