"""Narrows and searches the public documents: the same for pages, the API and open data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from core.text import fold_for_search, normalize
from units.lineage import lineage_of

from ..enums import DocumentStatus
from ..models import DocumentPage, OfficialDocument
from ..numbers import number_query
from ..readers import public_condition
from ..status import with_status

LONGEST_QUERY = 200
MOST_FOUND = 1_000
NEWEST_FIRST = ("-issued_on", "-pk")


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty means everything. `issuer` is a slug.

    An issuer outside the union has the slug of its name; `unit_id` stands for a unit and all that
    became part of it.
    """

    q: str = ""
    type: str = ""
    issuer: str = ""
    year: int | None = None
    field: str = ""
    status: str = ""
    unit_id: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the unit was chosen."""
        return any((self.q, self.type, self.issuer, self.year, self.field, self.status))


def public_documents(*, unit_id: int | None = None) -> QuerySet[OfficialDocument]:
    """Return the documents that everybody may read, of a unit and its predecessors or of all."""
    documents = OfficialDocument.objects.filter(public_condition())
    return documents.filter(issuer_id__in=lineage_of(unit_id)) if unit_id else documents


def listed(wanted: Wanted, *, day: date) -> QuerySet[Any]:
    """Return the public documents that fit, with `status`; best first where words are looked for.

    One query, and one more of the search where `q` is given. A number in any spelling comes first.
    """
    documents = with_status(public_documents(unit_id=wanted.unit_id), day).filter(_chosen(wanted))
    if wanted.status:
        documents = documents.filter(status=wanted.status)
    return searched(documents, wanted.q) if wanted.q else documents.order_by(*NEWEST_FIRST)


def searched(documents: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Return the documents that a reader's words find, numbers before words, best first."""
    number = number_query(text)
    pages = _found_pages(text)
    places = [When(page_id=pk, then=Value(place)) for place, pk in enumerate(pages[:50])]
    documents = documents.annotate(
        place=Case(*places, default=Value(len(pages)), output_field=IntegerField())
        if places
        else Value(0)
    )
    found = Q(page_id__in=pages) | (number.condition if number else Q(pk__in=[]))
    return documents.filter(found).order_by(number_rank(text), "place", *NEWEST_FIRST)


def number_rank(text: str) -> Case | Value:
    """Return nought for the very number, one for numbers that begin so, two for all others."""
    number = number_query(text)
    if number is None:
        return Value(2)
    return Case(
        When(number_key=number.key, then=Value(0)),
        When(number.condition, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def with_words(documents: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Return the documents of the union's own list that hold every word, or the number."""
    words = fold_for_search(text).split()[:10]
    if not words:
        return documents.none()
    found = reduce(and_, (Q(folded__contains=word) for word in words))
    number = number_query(text)
    if number:
        found |= number.condition
    return documents.filter(found).order_by(number_rank(text), *NEWEST_FIRST)


def with_rows(documents: QuerySet[Any]) -> QuerySet[Any]:
    """Load what a row of a list shows, in the same query."""
    related = ("type", "field", "issuer", "page__locale", "page__unit")
    return documents.select_related(*related).defer("folded", "page__words")


def clean_query(text: str) -> str:
    """Return what a reader typed in stored form, in one line of bounded length."""
    return " ".join(normalize(text[: LONGEST_QUERY * 4]).split())[:LONGEST_QUERY].strip()


def clean_year(text: str) -> int | None:
    """Return a year of four digits, else None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None


def clean_status(text: str) -> str:
    """Return a status that documents can have, else an empty text."""
    return text if text in DocumentStatus.values else ""


def _chosen(wanted: Wanted) -> Q:
    condition = Q()
    if wanted.type:
        condition &= Q(type__slug=wanted.type)
    if wanted.field:
        condition &= Q(field__slug=wanted.field)
    if wanted.year:
        condition &= Q(year=wanted.year)
    if wanted.issuer:
        outside = Q(issuer=None, issuer_key=wanted.issuer.replace("-", " "))
        condition &= Q(issuer__slug=wanted.issuer) | outside
    return condition


def _found_pages(text: str) -> list[int]:
    pages: Iterable[Any] = DocumentPage.objects.live().search(text)[:MOST_FOUND]
    return [page.pk for page in pages]
