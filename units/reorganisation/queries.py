"""Reads of operations for the screens."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from core.audit import subject_of
from core.models import AuditEntry

from .enums import OperationState
from .models import Reorganisation, ReorganisationPart

LISTED_NAMES = 4


def operations(state: str = "") -> QuerySet[Reorganisation]:
    """Return operations with their units, those of one state when given, newest day first."""
    parts = ReorganisationPart.objects.select_related("predecessor", "successor").order_by("pk")
    found = Reorganisation.objects.prefetch_related(Prefetch("parts", queryset=parts))
    found = found.select_related("planned_by", "applied_by", "undone_by")
    return found.filter(state=state) if state else found


def held_back() -> QuerySet[Reorganisation]:
    """Return the plans that were not carried out on their day and wait to be confirmed again."""
    waiting = Reorganisation.objects.filter(state=OperationState.PLANNED)
    return waiting.filter(held_back_at__isnull=False).order_by("effective_on", "pk")


def names_of(operation: Reorganisation) -> dict[str, list[str]]:
    """Return `{"before": names, "after": names}` of the units; no query on `operations()`."""
    before, after = {}, {}
    coming = {row["code"]: row["name_vi"] for row in operation.new_units}
    for part in operation.parts.all():
        before[part.predecessor_id] = part.predecessor.name
        if part.successor:
            after[part.successor.code] = part.successor.name
        elif part.successor_code:
            after[part.successor_code] = coming[part.successor_code]
    return {"before": list(before.values()), "after": list(after.values())}


def kept_report(operation: Reorganisation) -> dict[str, Any] | None:
    """Return the report that was kept when an operation was carried out, in the active language."""
    entries = AuditEntry.objects.filter(
        subject=subject_of(operation), action="reorganisation.apply"
    )
    entry = entries.order_by("-pk").first()
    if entry is None:
        return None
    reports = entry.data["report"]
    return reports.get(get_language() or "", reports["vi"])


def failures_of(operation: Reorganisation) -> list[str]:
    """Return why a plan could not be carried out when its day came, the last time."""
    entries = AuditEntry.objects.filter(subject=subject_of(operation), action="reorganisation.fail")
    entry = entries.order_by("-pk").first()
    return entry.data["reasons"] if entry else []
