"""A process of its own that takes steps of statements: told what to do line by line, in JSON.

`pause` stops it in the middle of a step, "before" or "after" the ledger is written, so that the
test can kill it there; the rows that it has written are not committed then.
"""

import json
import sys
import time
from datetime import date, datetime
from typing import Any
from uuid import UUID

import django

django.setup()

from articles.models import Desk, LedgerEntry, RoyaltyStatement, StatementPayment  # noqa: E402
from articles.royalties import ledger, statements  # noqa: E402
from core.models import User  # noqa: E402

LONG = 600
write_to_ledger = ledger.append


def tell(**answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def pausing(moment: str):
    """Return a stand-in for the ledger that stops where the test wants to kill."""

    def append(**fields: Any) -> list[LedgerEntry]:
        if moment == "before":
            stop()
        entries = write_to_ledger(**fields)
        stop()
        return entries

    return append


def stop() -> None:
    tell(paused=True)
    time.sleep(LONG)


def look() -> dict[str, Any]:
    """Return all that a step leaves behind."""
    report = ledger.check_chain()
    rows = RoyaltyStatement.objects.order_by("pk")
    return {
        "states": [statement.state for statement in rows],
        "steps": [statement.steps.count() for statement in rows],
        "lines": sum(statement.lines.count() for statement in rows),
        "entries": LedgerEntry.objects.count(),
        "payments": StatementPayment.objects.count(),
        "reason": report.reason,
    }


def take(order: dict[str, Any]) -> dict[str, Any]:
    """Take one step; a refusal is an answer like any other."""
    now, user = datetime.fromisoformat(order["now"]), User.objects.get(pk=order["user"])
    fields: dict[str, Any] = {"user": user, "now": now}
    if order["do"] == "draw_up":
        desk, key = Desk.objects.get(code="news"), UUID(order["key"])
        fields |= {"desk": desk, "month": date(2026, 7, 1), "request_key": key}
    else:
        fields["statement_id"] = order["statement"]
    if order["do"] == "pay":
        fields["paid_on"] = now.date()
    ledger.append = pausing(order["pause"]) if order.get("pause") else write_to_ledger
    try:
        statement = getattr(statements, order["do"])(**fields)
    except statements.StatementRefused as error:
        return {"refused": str(error)}
    return {"done": statement.pk, "state": statement.state}


tell(ready=True)
for line in sys.stdin:
    given = json.loads(line)
    tell(**(look() if given["do"] == "look" else take(given)))
