"""How the ledger is chained: each entry has one canonical text, hashed with the entry before."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from articles.models import LedgerEntry

# The one row of `LedgerHead`, made by a migration.
HEAD = 1


def columns_of(entry: LedgerEntry) -> dict[str, Any]:
    """Return what an entry's columns say, as its content holds it."""
    return {
        "sequence": entry.sequence,
        "kind": str(entry.kind),
        "statement_id": entry.statement_id,
        "line_id": entry.line_id,
        "payment_id": entry.payment_id,
        "payee_id": entry.payee_id,
        "amount": entry.amount,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(),
        "desk": entry.statement.desk.code,
        "month": entry.statement.month.isoformat(),
        "number": entry.statement.number,
    }


def canonical(content: dict[str, Any]) -> str:
    """Return content as the one JSON text that is hashed: keys sorted, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(previous_hash: str, content: str) -> str:
    """Return the SHA-256 of an entry in hexadecimal: the hash before it, then its content."""
    return hashlib.sha256(f"{previous_hash}{content}".encode()).hexdigest()


def entries_in_order() -> Iterator[LedgerEntry]:
    """Yield all entries with what they record, oldest first, a thousand at a time."""
    entries = LedgerEntry.objects.select_related("statement__desk", "line", "payment")
    yield from entries.order_by("sequence").iterator(chunk_size=1000)
