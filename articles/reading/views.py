"""Pages that list pieces by topic, by author and by month, in the language of the address."""

from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from articles.models import ArticleIndexPage, ArticlePage, Topic
from articles.queries import untranslated_cards
from articles.reading.queries import (
    listed,
    months_of,
    of_author,
    of_month,
    of_topic,
    pen_name_of,
    topics_in_use,
)
from core.addresses import absolute
from core.direct_route import find_route
from units.archive import archive_of
from units.models import Unit
from units.queries import open_homes, today


@require_safe
def topic_index(request: HttpRequest) -> HttpResponse:
    """Show all topics that readers find pieces about."""
    return _answer(request, "topic_index", {"topics": topics_in_use(_locale())})


@require_safe
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pieces of all units about a topic."""
    topic = get_object_or_404(Topic, slug=slug)
    locale = _locale()
    cards = listed(of_topic(topic, locale), request.GET.get("page"))
    context = {"topic": topic, "cards": cards}
    return _answer(request, "topic_page", context | _untranslated(cards, locale, of_topic(topic)))


@require_safe
def author_page(request: HttpRequest, unit: str, pen: str) -> HttpResponse:
    """Show the pieces of a unit under a pen name."""
    found = get_object_or_404(Unit, slug=unit)
    locale = _locale()
    home = open_homes().filter(unit=found, locale=locale).first()
    pen_name = pen_name_of(unit=found, pen_slug=pen) if home else None
    if pen_name is None:
        raise Http404
    articles = of_author(unit=found, pen_slug=pen, locale=locale)
    cards = listed(articles, request.GET.get("page"))
    context = {"home": home, "unit": found, "pen_name": pen_name, "cards": cards}
    if (ended_on := found.valid_to) is not None and found.has_ended_on(today()):
        context["archive"] = archive_of(
            unit_id=found.pk,
            ended_on=ended_on,
            language=locale.language_code,
            request=request,
        )
    of_all = of_author(unit=found, pen_slug=pen)
    return _answer(request, "author_page", context | _untranslated(cards, locale, of_all))


@require_safe
def archive(request: HttpRequest, path: str) -> HttpResponse:
    """Show the months in which a section has pieces."""
    section = section_at(request, path)
    context = {"page": section, "months": months_of(section), "canonical_query": "luu-tru/"}
    return render(request, "articles/reading/archive.html", context)


@require_safe
def archive_month(request: HttpRequest, path: str, year: str, month: str) -> HttpResponse:
    """Show a section's pieces of one month, and the ways to its neighbours."""
    section = section_at(request, path)
    months = months_of(section)
    place = next(
        (at for at, one in enumerate(months) if f"{one.first:%Y-%m}" == f"{year}-{month}"), None
    )
    if place is None:
        raise Http404
    cards = listed(of_month(section, months[place].first), request.GET.get("page"))
    context = {
        "page": section,
        "month": months[place],
        "later": months[place - 1] if place else None,
        "earlier": months[place + 1] if place + 1 < len(months) else None,
        "cards": cards,
        "canonical_query": f"luu-tru/{year}/{month}/{_screen(cards)}",
    }
    return render(request, "articles/reading/archive_month.html", context)


def section_at(request: HttpRequest, path: str) -> ArticleIndexPage:
    """Return the open section at an address; raises `Http404` for anything else."""
    route = find_route(request, path)
    page = route.page if route else None
    if not isinstance(page, ArticleIndexPage) or page.get_view_restrictions().exists():
        raise Http404
    return page


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a list that is no page of the tree; its canonical address keeps the screen only."""
    cards = context.get("cards")
    if cards is not None and not cards.paginator.count and not context["untranslated"]:
        raise Http404
    canonical = absolute(request.path) + _screen(cards)
    return render(request, f"articles/reading/{template}.html", {"canonical": canonical} | context)


def _screen(cards: Any) -> str:
    return f"?page={cards.number}" if cards and cards.number > 1 else ""


def _untranslated(
    cards: PaginatorPage, locale: Locale, among: QuerySet[ArticlePage]
) -> dict[str, Any]:
    """Return what the first screen of an English list lacks."""
    is_first = cards.number == 1
    return {"untranslated": untranslated_cards(locale=locale, among=among) if is_first else []}


def _locale() -> Locale:
    return Locale.objects.get_for_language(get_language())
