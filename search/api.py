"""Own route of API v3 for search: what the search page finds, as JSON."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from articles.api_filters import require_known
from articles.enums import RouteKind
from articles.models import ArticlePage
from articles.piece_types import types_of
from core.addresses import PageAddresses
from core.api import FromMoment, ToMoment, json_response
from search.query import MAX_QUERY_LENGTH, SearchResults, search_pages
from units.lineage import of_named

router = Router(tags=["search"])
MAX_PAGE = 500


class SearchFilters(Schema):
    """`?q=&kind=&unit=&from=&to=&order=&page=&limit=`; no kind means every kind of page."""

    q: str = Field(max_length=MAX_QUERY_LENGTH, description="Words, with or without accents")
    kind: RouteKind | None = None
    unit: str | None = Field(None, max_length=100, description="Code or slug of a unit")
    from_: FromMoment = Field(None, alias="from")
    to: ToMoment = None
    order: Literal["relevance", "-published_at"] = "relevance"
    page: int = Field(1, ge=1, le=MAX_PAGE)
    limit: int = Field(20, ge=1, le=50)
    locale: Literal["vi", "en"] = "vi"


class SearchHit(Schema):
    """One page found; `lead` and `unit` are null on pages that have none."""

    id: int
    type: str
    title: str
    lead: str | None
    url: str | None
    unit: str | None
    published_at: datetime | None


class SearchAnswer(Schema):
    """One screen of hits, best first."""

    query: str
    total: int
    page: int
    page_count: int
    items: list[SearchHit]


@router.get("/", response=SearchAnswer, operation_id="search", url_name="search")
def search(request: HttpRequest, filters: Query[SearchFilters]) -> HttpResponse:
    """Find live public pages; `cong doan` finds `Công đoàn`."""
    results = search_pages(
        query=filters.q,
        queryset=_scope(filters),
        types=types_of(filters.kind) if filters.kind else (),
        published_from=filters.from_,
        published_to=filters.to,
        newest_first=filters.order == "-published_at",
        page=filters.page,
        page_size=filters.limit,
    )
    if not results.hits:
        require_known(unit=filters.unit, topic=None)
    return json_response(
        {
            "query": results.query,
            "total": results.total,
            "page": results.page,
            "page_count": results.page_count,
            "items": _items(results),
        }
    )


def _scope(filters: SearchFilters) -> PageQuerySet:
    # While searching, Wagtail filters by indexed columns of the page only.
    languages = Locale.objects.filter(language_code=filters.locale)
    pages = Page.objects.filter(locale__in=languages.values("pk"))
    if not filters.unit:
        return pages
    pieces = ArticlePage.objects.filter(**of_named(filters.unit))
    return pages.filter(pk__in=pieces.values("pk"))


def _items(results: SearchResults) -> list[dict[str, Any]]:
    addresses = PageAddresses()
    extras = {
        row["pk"]: row
        for row in ArticlePage.objects.filter(pk__in=[hit.page.pk for hit in results.hits]).values(
            "pk", "lead", "unit__code", "published_at"
        )
    }
    return [_item(hit, extras.get(hit.page.pk, {}), addresses) for hit in results.hits]


def _item(hit: Any, extra: dict[str, Any], addresses: PageAddresses) -> dict[str, Any]:
    return {
        "id": hit.page.pk,
        "type": hit.type_label,
        "title": hit.page.title,
        "lead": extra.get("lead"),
        "url": addresses.of(hit.page.url_path),
        "unit": extra.get("unit__code"),
        "published_at": extra.get("published_at") or hit.page.first_published_at,
    }
