"""The one search of readers: page, API and feeds ask here, whatever backend answers."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.text import normalize

PAGE_SIZE = 20
MAX_QUERY_LENGTH = 200


@dataclass(frozen=True)
class Hit:
    """One page found, with the label of its concrete type, such as `articles.NewsPage`."""

    page: Page
    type_label: str


@dataclass(frozen=True)
class SearchResults:
    """One screen of hits, best first, and where it stands among all."""

    query: str
    hits: list[Hit]
    total: int
    page: int
    page_count: int

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.page_count


def search_pages(
    *,
    query: str,
    queryset: PageQuerySet | None = None,
    types: tuple[type[Page], ...] = (),
    published_from: datetime | None = None,
    published_to: datetime | None = None,
    newest_first: bool = False,
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> SearchResults:
    """Find live, public pages for what a reader typed; never raise for it.

    `queryset` narrows the search further (unit, topic): it may use only fields that the model
    declares as `FilterField`. `.specific()` on it gives concrete pages. `published_to` is
    exclusive. A page number out of range gives the nearest page.
    """
    cleaned = clean_query(query)
    if not cleaned:
        return SearchResults(query="", hits=[], total=0, page=1, page_count=1)
    pages = readable_pages(queryset)
    if types:
        pages = pages.type(*types)
    if published_from:
        pages = pages.filter(first_published_at__gte=published_from)
    if published_to:
        pages = pages.filter(first_published_at__lt=published_to)
    found = pages.search(cleaned, order_by="-first_published_at" if newest_first else None)
    screen = Paginator(found, page_size).get_page(page)
    return SearchResults(
        query=cleaned,
        hits=[Hit(page=hit, type_label=type_label(hit)) for hit in screen],
        total=screen.paginator.count,
        page=screen.number,
        page_count=screen.paginator.num_pages,
    )


def clean_query(query: str) -> str:
    """Return what the reader typed in stored form, in one line of bounded length."""
    return " ".join(normalize(query[: MAX_QUERY_LENGTH * 4]).split())[:MAX_QUERY_LENGTH].strip()


def readable_pages(queryset: PageQuerySet | None = None) -> PageQuerySet:
    """Return the pages that anyone may read, within `queryset` when given."""
    pages = Page.objects.all() if queryset is None else queryset
    return pages.live().public().filter(depth__gt=1)


def type_label(page: Page) -> str:
    """Return `app.Model` of the page's concrete type, from the content type cache."""
    content_type = ContentType.objects.get_for_id(page.content_type_id)
    model = content_type.model_class()
    return model._meta.label if model else f"{content_type.app_label}.{content_type.model}"
