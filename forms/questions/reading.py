"""What readers see of answered questions; each function costs the same whatever it finds."""

from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from wagtail.query import PageQuerySet

from core.text import normalize
from core.visibility import is_unrestricted
from units.lineage import of_lineage

from .models import QuestionIndexPage, QuestionPage, QuestionTopic

PAGE_SIZE = 20
RELATED = 3
ON_HOME = 3
LONGEST_QUERY = 200


def answered_pages(*, locale: Any = None, unit_id: int | None = None) -> PageQuerySet:
    """Return the live public answers that still hold, newest first, of a unit or of all.

    Those of its predecessors are among a unit's own.
    """
    pages = QuestionPage.objects.live().filter(is_unrestricted(), superseded_by=None)
    if locale is not None:
        pages = pages.filter(locale=locale)
    if unit_id is not None:
        pages = pages.filter(**of_lineage(unit_id))
    return pages.order_by("-answered_on", "-pk")


def listed(
    section: QuestionIndexPage, *, query: str, topic: QuestionTopic | None, number: str | None
) -> PaginatorPage:
    """Return one screen of a section's answers, best first where something is looked for."""
    pages = answered_pages(locale=section.locale, unit_id=section.unit_id)
    if topic is not None:
        pages = pages.filter(topic=topic)
    found = _search(section, query, topic) if query else with_rows(pages)
    screen = Paginator(found, PAGE_SIZE).get_page(number)
    rows = list(screen.object_list)
    screen.object_list = _in_order(rows) if query else rows
    return screen


def with_rows(pages: PageQuerySet) -> PageQuerySet:
    """Load what a row of a list shows, in the same query."""
    return pages.select_related("unit", "topic", "locale").defer("answer", "search_description")


def topics_of(section: QuestionIndexPage) -> list[QuestionTopic]:
    """Return the topics of which a section has answers, in their order."""
    pages = answered_pages(locale=section.locale, unit_id=section.unit_id).order_by()
    return list(QuestionTopic.objects.filter(Exists(pages.filter(topic=OuterRef("pk")))))


def related_to(page: QuestionPage) -> list[QuestionPage]:
    """Return the newest other answers of the same topic."""
    near = answered_pages(locale=page.locale).filter(topic=page.topic_id).exclude(pk=page.pk)
    return list(with_rows(near)[:RELATED])


def newest_of(*, locale: Any, unit_id: int | None) -> list[QuestionPage]:
    """Return the newest answers for a home page."""
    return list(with_rows(answered_pages(locale=locale, unit_id=unit_id))[:ON_HOME])


def clean_query(text: str) -> str:
    """Return what a reader typed in stored form, in one line of bounded length."""
    return " ".join(normalize(text[: LONGEST_QUERY * 4]).split())[:LONGEST_QUERY].strip()


def searchable(locale: Any) -> PageQuerySet:
    """Return the public answers that still hold, narrowed only by columns of the search index."""
    return QuestionPage.objects.live().public().filter(locale=locale, superseded_by__isnull=True)


def _search(section: QuestionIndexPage, query: str, topic: QuestionTopic | None) -> Any:
    pages = searchable(section.locale)
    if section.unit_id is not None:
        pages = pages.filter(**of_lineage(section.unit_id, "unit"))
    if topic is not None:
        pages = pages.filter(topic=topic.pk)
    return pages.search(query)


def _in_order(found: list[QuestionPage]) -> list[QuestionPage]:
    """Return pages that were found with what their rows show, in the order of finding."""
    rows = with_rows(QuestionPage.objects.filter(pk__in=[one.pk for one in found])).in_bulk()
    return [rows[one.pk] for one in found]
