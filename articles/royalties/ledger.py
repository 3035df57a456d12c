"""The ledger: one chain of entries, each hashed with the one before; it only grows."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.enums import LedgerKind
from articles.models import (
    LedgerEntry,
    LedgerHead,
    RoyaltyStatement,
    StatementLine,
    StatementPayment,
)
from articles.royalties.chain import HEAD, canonical, chained, columns_of
from articles.royalties.ledger_check import LedgerReport, check_chain

__all__ = ["LedgerReport", "Posting", "append", "check_chain"]


@dataclass(frozen=True)
class Posting:
    """What is to be recorded, in đồng: a line that was approved or a payment that was made."""

    kind: LedgerKind
    amount: int
    payee_id: int
    payee_name: str
    line: StatementLine | None = None
    payment: StatementPayment | None = None


@transaction.atomic
def append(
    *, statement: RoyaltyStatement, postings: list[Posting], now: datetime
) -> list[LedgerEntry]:
    """Add entries at the end of the chain; two callers take turns at its head."""
    head = LedgerHead.objects.select_for_update().get(pk=HEAD)
    entries = []
    for posting in postings:
        entry = _entry(statement, posting, head, now)
        head.sequence, head.entry_hash = entry.sequence, entry.entry_hash
        entries.append(entry)
    LedgerEntry.objects.bulk_create(entries)
    head.save()
    return entries


def _entry(
    statement: RoyaltyStatement, posting: Posting, head: LedgerHead, now: datetime
) -> LedgerEntry:
    entry = LedgerEntry(
        sequence=head.sequence + 1,
        kind=posting.kind,
        statement=statement,
        line=posting.line,
        payment=posting.payment,
        payee_id=posting.payee_id,
        amount=posting.amount,
        recorded_at=now,
        previous_hash=head.entry_hash,
    )
    entry.content = canonical(columns_of(entry) | {"payee_name": posting.payee_name})
    entry.entry_hash = chained(entry.previous_hash, entry.content)
    return entry
