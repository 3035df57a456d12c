"""What forms of the Office offer: documents of the register, kinds and units with counts."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.working_days import Calendar
from units.documents.enums import DocumentState
from units.documents.models import OfficialDocument
from units.documents.public.listing import clean_query, with_words
from units.enums import UnitKind
from units.models import Unit

from .recipients import KINDS, counts_by_kind

MOST_DOCUMENTS = 40
HINT_DAYS = (5, 10, 15, 20)


def issued_documents() -> QuerySet[OfficialDocument]:
    """Return the documents that may be sent, the newest first."""
    return OfficialDocument.objects.filter(state=DocumentState.ISSUED).order_by("-issued_on", "-pk")


def documents_for(query: str, *, chosen: int | None) -> list[tuple[Any, str]]:
    """Return choices of documents: the one chosen, and the newest that fit the words."""
    documents = issued_documents().select_related("issuer")
    found = list(matching(documents, query)[:MOST_DOCUMENTS])
    if chosen and chosen not in {one.pk for one in found}:
        found = [*documents.filter(pk=chosen), *found]
    return [("", "---------"), *((one.pk, document_label(one)) for one in found)]


def matching(documents: QuerySet[OfficialDocument], query: str) -> QuerySet[OfficialDocument]:
    """Return the documents of a number in any spelling, or with all words, the best first."""
    query = clean_query(query)
    return with_words(documents, query) if query else documents


def document_label(document: OfficialDocument) -> str:
    """Return number, day and abstract in one line."""
    abstract = document.abstract
    short = abstract if len(abstract) <= 90 else abstract[:89].rstrip() + "…"
    return f"{document.number_symbol} ({document.issued_on:%d/%m/%Y}) – {short}"


def kind_choices(*, today: date) -> list[tuple[str, str]]:
    """Return kinds of unit with how many of each exist on a day; one query."""
    counts = counts_by_kind(today=today)
    return [
        (kind.value, f"{UnitKind(kind).label} ({counts[kind.value]})")
        for kind in KINDS
        if counts.get(kind.value)
    ]


def unit_choices(*, today: date) -> list[tuple[int, str]]:
    """Return the units that exist on a day in their order; one query."""
    rows = Unit.objects.active_on(today).order_by("sort_name")
    return list(rows.values_list("pk", "name_vi"))


def deadline_hints(*, today: date) -> list[tuple[int, date]]:
    """Return (working days from today, the day); one query."""
    last = date.fromordinal(today.toordinal() + 3 * HINT_DAYS[-1] + 21)
    calendar = Calendar.covering(today, last)
    return [(days, calendar.add_working_days(today, days)) for days in HINT_DAYS]
