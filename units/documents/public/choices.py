"""What a reader can narrow the library by, each with how many documents there are."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language

from core.text import slugify, sort_key

from ..enums import DocumentStatus
from .listing import Wanted, public_documents


@dataclass(frozen=True)
class Choice:
    """One value of a list of choices; `count` is None where counting would cost too much."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


def choices_of(wanted: Wanted) -> dict[str, list[Choice]]:
    """Return the choices of each filter among all documents of the library, in one query."""
    english = get_language() == "en"
    counts: dict[str, Counter] = {name: Counter() for name in ("type", "issuer", "year", "field")}
    labels: dict[tuple[str, str], str] = {}
    orders: dict[tuple[str, str], Any] = {}
    for row in _groups(wanted):
        for name, value, label, order in _values(row, english=english):
            counts[name][value] += row["count"]
            labels[name, value], orders[name, value] = label, order
    found = {
        name: [
            Choice(value, labels[name, value], count, value == str(getattr(wanted, name) or ""))
            for value, count in _sorted(name, counter, orders)
        ]
        for name, counter in counts.items()
    }
    return found | {"status": _statuses(wanted)}


def _sorted(name: str, counter: Counter, orders: dict[tuple[str, str], Any]) -> Any:
    return sorted(counter.items(), key=lambda item: orders[name, item[0]])


def _groups(wanted: Wanted) -> Any:
    columns = (
        *("type__slug", "type__name_vi", "type__name_en", "type__sort_order"),
        *("field__slug", "field__name_vi", "field__name_en", "field__sort_order"),
        *("issuer__slug", "issuer__name_vi", "issuer__name_en", "issuer__sort_name"),
        *("issuer_name", "issuer_key", "year"),
    )
    documents = public_documents(unit_id=wanted.unit_id).order_by()
    return documents.values(*columns).annotate(count=Count("pk"))


def _values(row: dict[str, Any], *, english: bool):
    """Yield (filter, value, label, order) of a group."""

    def name_of(prefix: str) -> str:
        return (english and row[f"{prefix}name_en"]) or row[f"{prefix}name_vi"]

    yield "type", row["type__slug"], name_of("type__"), row["type__sort_order"]
    yield "year", str(row["year"]), str(row["year"]), -row["year"]
    if row["field__slug"]:
        yield "field", row["field__slug"], name_of("field__"), row["field__sort_order"]
    if row["issuer__slug"]:
        yield "issuer", row["issuer__slug"], name_of("issuer__"), (0, row["issuer__sort_name"])
    else:
        name = row["issuer_name"]
        yield "issuer", slugify(row["issuer_key"]), name, (1, sort_key(name))


def _statuses(wanted: Wanted) -> list[Choice]:
    return [
        Choice(value, str(label), None, value == wanted.status)
        for value, label in DocumentStatus.choices
    ]
