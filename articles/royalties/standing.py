"""Whether the lines of a statement still stand, and what the ledger records of them."""

from django.utils.translation import gettext as _

from articles.enums import LedgerKind, LineKind
from articles.models import Grade, Payee, RoyaltyStatement, StatementLine
from articles.models.royalties import FROZEN_STATES
from articles.royalties.errors import StatementRefused
from articles.royalties.ledger import Posting
from articles.royalties.payees import resolve_payees


def lines_in_order(statement: RoyaltyStatement) -> list[StatementLine]:
    """Return the lines of a statement with all that decides whether they stand."""
    return list(
        statement.lines.select_related(
            "payee", "share__grade__contribution", "reverses__statement"
        ).order_by("position")
    )


def refuse_stale(statement: RoyaltyStatement, lines: list[StatementLine]) -> None:
    """Raise `StatementRefused` when a line does not stand any more or the sum is wrong."""
    grades = {line.share.grade_id for line in lines}
    current = set(Grade.objects.current().filter(pk__in=grades).values_list("pk", flat=True))
    payees = resolve_payees(line.share for line in lines)
    for line in lines:
        is_current = line.share.grade_id in current
        if not (_pays(line, is_current, payees) or _takes_back(line, is_current)):
            raise StatementRefused(
                _(
                    "A grade or payee changed since this statement was drawn up (line %(line)s). "
                    "Discard it and draw it up again."
                )
                % {"line": line.position}
            )
    if statement.total != sum(line.amount for line in lines):
        raise StatementRefused(
            _("The lines do not sum to the total. Discard the statement and draw it up again.")
        )


def _pays(line: StatementLine, is_current: bool, payees: dict[int, Payee | None]) -> bool:
    return (
        line.kind == LineKind.ROYALTY
        and is_current
        and payees[line.share_id] == line.payee
        and line.amount == line.share.amount
    )


def _takes_back(line: StatementLine, is_current: bool) -> bool:
    taken = line.reverses
    return (
        line.kind == LineKind.REVERSAL
        and not is_current
        and taken is not None
        and taken.statement.state in FROZEN_STATES
        and (line.share_id, line.payee_id, -line.amount)
        == (taken.share_id, taken.payee_id, taken.amount)
    )


def postings_of(lines: list[StatementLine]) -> list[Posting]:
    """Return what the ledger records of lines that are approved."""
    kinds = {LineKind.ROYALTY: LedgerKind.ACCRUED, LineKind.REVERSAL: LedgerKind.REVERSED}
    return [
        Posting(
            kinds[LineKind(line.kind)], line.amount, line.payee_id, line.payee.legal_name, line=line
        )
        for line in lines
    ]
