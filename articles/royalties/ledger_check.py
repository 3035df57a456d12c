"""Proves the ledger whole: its chain, its end, and that statements and payments agree with it."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import LedgerKind
from articles.models import LedgerEntry, LedgerHead
from articles.royalties.chain import HEAD, chained, columns_of, entries_in_order
from articles.royalties.reconciling import first_disagreement


@dataclass(frozen=True)
class LedgerReport:
    """Outcome of a check: how many entries are whole, and the hash of the last of them.

    `first_broken` is the number of the first entry that is wrong, None where all are whole or
    where a statement is wrong that has no entry; `reason` says what was found.
    """

    entries: int
    last_hash: str
    first_broken: int | None = None
    reason: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was found."""
        return not self.reason


@transaction.atomic
def check_chain() -> LedgerReport:
    """Recompute every hash, then compare the head, the statements and the payments.

    The head stays locked meanwhile, so that nothing is recorded between two reads.
    """
    head = LedgerHead.objects.select_for_update().filter(pk=HEAD).first()
    count, last_hash = 0, ""
    for entry in entries_in_order():
        reason = _fault(entry, expected=count + 1, previous_hash=last_hash)
        if reason:
            return LedgerReport(count, last_hash, count + 1, reason)
        count, last_hash = count + 1, entry.entry_hash
    reason = _fault_of_head(head, count, last_hash)
    if reason:
        return LedgerReport(count, last_hash, count + 1, reason)
    return LedgerReport(count, last_hash, *first_disagreement())


def _fault_of_head(head: LedgerHead | None, count: int, last_hash: str) -> str:
    if head is None:
        return _("The head of the ledger is missing.")
    if head.sequence != count:
        return _("%(known)s entries were recorded, but %(found)s are there.") % {
            "known": head.sequence,
            "found": count,
        }
    if head.entry_hash != last_hash:
        return _("The last entry is not the one that was recorded last.")
    return ""


def _fault(entry: LedgerEntry, *, expected: int, previous_hash: str) -> str:
    if entry.sequence != expected:
        return _("An entry is missing here.")
    if entry.previous_hash != previous_hash:
        return _("It does not follow the entry before it.")
    if chained(entry.previous_hash, entry.content) != entry.entry_hash:
        return _("Its content does not fit its hash.")
    columns = columns_of(entry)
    content = _read(entry.content)
    if {name: content.get(name) for name in columns} != columns:
        return _("Its columns differ from its content.")
    if not _records_its_source(entry):
        return _("The line or payment that it records was changed.")
    return ""


def _read(content: str) -> dict[str, Any]:
    """Return an entry's content; what is no JSON object holds nothing that could agree."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _records_its_source(entry: LedgerEntry) -> bool:
    """Tell whether the line or payment still says what the entry recorded of it."""
    kind, line, payment = entry.kind, entry.line, entry.payment
    recorded = (entry.statement_id, entry.payee_id, entry.amount)
    if line is not None:
        expected = {"royalty": LedgerKind.ACCRUED, "reversal": LedgerKind.REVERSED}[line.kind]
        said = (line.statement_id, line.payee_id, line.amount)
        return payment is None and kind == expected and said == recorded
    if payment is None or kind not in (LedgerKind.TAX_WITHHELD, LedgerKind.PAID):
        return False
    amount = payment.tax if kind == LedgerKind.TAX_WITHHELD else payment.net
    return (payment.statement_id, payment.payee_id, amount) == recorded
