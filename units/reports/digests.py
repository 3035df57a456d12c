"""The digest of a frozen period: the same rows always give the same 64 signs.

SHA-256 over canonical JSON (keys sorted, no blanks, UTF-8) of the period, its headings, and every
report with its figures, sections, contests and score. Numbers are text with two decimal places,
moments UTC in ISO 8601, people and units their ids: names change in the register, what was
frozen does not. Amendments are made afterwards and are not part of it.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Model

from .models import (
    FigureContest,
    HalfYearReport,
    ReportFigure,
    ReportHeading,
    ReportPeriod,
    ReportSection,
)

Row = dict[str, Any]
PERIOD = ("id", "year", "half", "starts_on", "cut_off_on", "due_on", "instructions")
HEADING = ("id", "text_vi", "text_en", "hint", "is_required", "sort_order")
REPORT = (
    *("id", "unit_id", "unit_name", "unit_kind", "state", "computed_at", "is_demonstration"),
    *("signed_by_id", "signed_at", "return_note", "accepted_by_id", "accepted_at"),
    *("score", "score_note"),
)
FIGURE = (
    *("report_id", "indicator", "label_vi", "label_en", "kind", "sort_order"),
    *("value", "part", "whole", "counted"),
)
SECTION = ("report_id", "heading_id", "text")
CONTEST = (
    *("id", "report_id", "indicator", "shown", "claimed", "reason", "contested_by_id"),
    *("contested_at", "state", "corrected_to", "decided_by_id", "decided_at", "reply"),
)


def digest_of(period: ReportPeriod) -> str:
    """Return the digest of what the database holds of a period now; six queries."""
    text = json.dumps(
        snapshot_of(period), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()


def snapshot_of(period: ReportPeriod) -> Row:
    """Return everything that is frozen of a period, in an order that is always the same."""
    [stored] = ReportPeriod.objects.filter(pk=period.pk)
    of_report = {"report__period": period.pk}
    return {
        "period": _row(stored, PERIOD),
        "headings": _rows(ReportHeading.objects.filter(period=period.pk), HEADING),
        "reports": _rows(HalfYearReport.objects.filter(period=period.pk), REPORT),
        "figures": _rows(
            ReportFigure.objects.filter(**of_report), FIGURE, "report_id", "indicator"
        ),
        "sections": _rows(
            ReportSection.objects.filter(**of_report), SECTION, "report_id", "heading_id"
        ),
        "contests": _rows(FigureContest.objects.filter(**of_report), CONTEST),
    }


def _rows(rows, names: Iterable[str], *order: str) -> list[Row]:
    names = tuple(names)
    found = [_row(row, names) for row in rows.order_by()]
    # Here and not in the database: collations of vendors sort text differently.
    return sorted(found, key=lambda row: tuple(row[name] for name in order or ("id",)))


def _row(row: Model, names: Iterable[str]) -> Row:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
