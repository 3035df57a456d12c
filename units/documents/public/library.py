"""The library that readers open: national, or of one unit and its predecessors."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from core.text import slugify
from units.queries import today

from ..enums import DocumentStatus
from ..models import DocumentIndexPage
from .choices import choices_of
from .listing import Wanted, clean_query, clean_status, clean_year, listed, with_rows

PAGE_SIZE = 20
FILTERS = ("q", "type", "issuer", "year", "field", "status")


def wanted_of(query: Any, *, unit_id: int | None = None) -> Wanted:
    """Return what an address asks for; nonsense is left out."""
    return Wanted(
        q=clean_query(query.get("q", "")),
        type=slugify(query.get("type", "")[:60]),
        issuer=slugify(query.get("issuer", "")[:220]),
        year=clean_year(query.get("year", "")),
        field=slugify(query.get("field", "")[:60]),
        status=clean_status(query.get("status", "")),
        unit_id=unit_id,
    )


def library_of(section: DocumentIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return one screen of a section's documents, with the choices to narrow it.

    The same number of queries at any number of documents.
    """
    wanted = wanted_of(request.GET, unit_id=section.unit_id)
    found = with_rows(listed(wanted, day=today()))
    screen = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows: Any = [_row(one) for one in screen.object_list]
    screen.object_list = rows
    later = f"?page={screen.number}" if screen.number > 1 and not wanted.is_narrowed else ""
    return {
        "documents": screen,
        "wanted": wanted,
        "choices": choices_of(wanted),
        "canonical_query": later,
        "data_query": _data_query(section, wanted),
        "csv_url": reverse("official_documents_data", kwargs={"kind": "csv"}),
        "json_url": reverse("official_documents_data", kwargs={"kind": "json"}),
    }


def _row(document: Any) -> dict[str, Any]:
    status = DocumentStatus(document.status)
    return {
        "document": document,
        "page": document.page,
        "status": status,
        "holds": status in (DocumentStatus.IN_FORCE, DocumentStatus.AMENDED),
    }


def _data_query(section: DocumentIndexPage, wanted: Wanted) -> str:
    """Return the filters for the address of open data; a unit's section names its unit."""
    chosen = {name: getattr(wanted, name) for name in FILTERS if getattr(wanted, name)}
    if section.unit is not None:
        chosen["unit"] = section.unit.slug
    return f"?{urlencode(chosen)}" if chosen else ""
