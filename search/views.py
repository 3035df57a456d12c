"""The search page of readers."""

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from articles.models import ArticlePage
from articles.queries import with_pictures
from core.addresses import address
from core.text import sort_key
from search.query import Hit, SearchResults, search_pages
from units.lineage import successors_of
from units.models import UnitHomePage
from units.ownership import path_prefixes
from units.queries import open_homes, today


@dataclass(frozen=True)
class Finding:
    """One page found: the piece as a card when it is one, else its unit; its kind in words."""

    page: Page
    article: ArticlePage | None
    unit_title: str
    kind: str


@dataclass(frozen=True)
class Heir:
    """A unit of today with the names under which its predecessors were found."""

    name: str
    url: str
    former: list[str]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what a reader looks for, in the language of the address."""
    results = search_pages(
        query=request.GET.get("q", ""),
        queryset=Page.objects.filter(locale=_locale()),
        page=_number(request.GET.get("page", "")),
    )
    context = {
        "results": results,
        "findings": findings(results),
        "heirs": heirs_of(results, request),
    }
    return render(request, "search/search_page.html", context)


def heirs_of(results: SearchResults, request: HttpRequest) -> list[Heir]:
    """Return the units that took over from those that were found and have ended.

    On the first screen; no query where no home of a unit was found, else two at most.
    """
    label = UnitHomePage._meta.label
    wanted = [hit.page.pk for hit in results.hits if hit.type_label == label]
    if results.page > 1 or not wanted:
        return []
    ended = UnitHomePage.objects.filter(pk__in=wanted, unit__valid_to__lt=today())
    former: dict[int, list[str]] = {}
    for unit_id, title in ended.order_by("title").values_list("unit", "title"):
        for heir in successors_of(unit_id):
            former.setdefault(heir, []).append(title)
    homes = open_homes().filter(unit__in=former, locale=_locale()) if former else []
    heirs = [Heir(one.title, address(one, request), former[one.unit_id]) for one in homes]
    return sorted(heirs, key=lambda heir: sort_key(heir.name))


def findings(results: SearchResults) -> list[Finding]:
    """Return the hits with what their cards show, in three queries for all."""
    wanted = [hit.page.pk for hit in results.hits]
    articles = {one.pk: one for one in with_pictures(ArticlePage.objects.filter(pk__in=wanted))}
    above = {path for hit in results.hits for path in path_prefixes(hit.page.path)[:-1]}
    homes = UnitHomePage.objects.filter(path__in=above).values_list("path", "title")
    titles = dict(homes)
    return [_finding(hit, articles, titles) for hit in results.hits]


def _finding(hit: Hit, articles: dict[int, ArticlePage], homes: dict[str, str]) -> Finding:
    titles = [homes[path] for path in path_prefixes(hit.page.path)[:-1] if path in homes]
    return Finding(
        page=hit.page,
        article=articles.get(hit.page.pk),
        unit_title=titles[0] if titles else "",
        kind=str(apps.get_model(hit.type_label)._meta.verbose_name),
    )


def _locale() -> Locale:
    return Locale.objects.get_for_language(get_language())


def _number(text: str) -> int:
    """Return the number of the screen asked for; anything else is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
