"""Sitemaps: an index, parts for each language with pictures and translations, and the news."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Count, F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from articles.enums import RouteKind
from articles.models import ArticlePage
from articles.queries import readable_articles
from core.addresses import PageAddresses, absolute
from core.models.files import PortalRendition

# Search engines take 50,000 addresses and 50 MB; with pictures and translations ten times fewer
# stay small.
LIMIT = 5000
NEWS_HOURS, NEWS_LIMIT = 48, 1000
PICTURE_SPEC = "width-960|format-jpeg"
CONTENT_TYPE = "application/xml"


@dataclass
class Entry:
    """One page of a sitemap."""

    location: str
    changed_at: datetime | None
    alternates: list[dict[str, str]] = field(default_factory=list)
    picture: str = ""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the index of all parts, each with the time of its language's last change."""
    parts = [
        {"location": f"{part_address(row['language'])}{_number(number)}", "changed_at": row["last"]}
        for row in languages()
        for number in range(1, -(-row["count"] // LIMIT) + 1)
    ]
    parts.append({"location": absolute(reverse("news_sitemap")), "changed_at": None})
    return _answer(request, "sitemap_index", {"parts": parts})


@require_safe
def sitemap_part(request: HttpRequest, language: str) -> HttpResponse:
    """Return one part of a language, `?p=` for those after the first."""
    number = request.GET.get("p", "1")
    is_number = number.isascii() and number.isdigit() and len(number) < 6 and int(number)
    entries = entries_of(language, int(number)) if is_number else []
    if not entries:
        raise Http404
    return _answer(request, "sitemap", {"entries": entries})


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Return the pieces of the last two days, as news services ask."""
    return _answer(request, "sitemap_news", {"pieces": news_since(_begin(timezone.now()))})


def listed_pages():
    """Return the live public pages below the roots, with their language, in tree order."""
    pages = Page.objects.live().public().filter(depth__gt=1)
    return pages.annotate(language=F("locale__language_code")).order_by("path")


def languages() -> list[dict[str, Any]]:
    """Return `[{"language", "count", "last"}]` in one query."""
    rows = listed_pages().order_by().values("language")
    return list(rows.annotate(count=Count("pk"), last=Max("last_published_at")).order_by("-count"))


def part_address(language: str) -> str:
    """Return the address of a language's first part."""
    return absolute(reverse("sitemap_part", args=[language]))


def entries_of(language: str, number: int) -> list[Entry]:
    """Return the entries of a part, in a constant number of queries; empty past the last."""
    pages = listed_pages().filter(language=language)
    first = (number - 1) * LIMIT
    columns = ("pk", "path", "url_path", "translation_key", "last_published_at")
    rows = list(pages.values(*columns)[first : first + LIMIT])
    if not rows:
        return []
    addresses = PageAddresses()
    # A range of the tree and not a list: a part may hold more keys than a database takes.
    begin, end = rows[0]["path"], rows[-1]["path"]
    same_part = pages.filter(path__gte=begin, path__lte=end).order_by()
    twins = _translations(same_part, addresses)
    pictures = _pictures(begin, end)
    return [
        Entry(
            location,
            row["last_published_at"],
            alternates=twins[row["translation_key"]],
            picture=pictures.get(row["pk"], ""),
        )
        for row in rows
        if (location := addresses.of(row["url_path"]))
    ]


def _translations(same_part, addresses: PageAddresses) -> dict[Any, list[dict[str, str]]]:
    """Return the languages of each page that readers can open in several."""
    found: dict[Any, list[dict[str, str]]] = defaultdict(list)
    twins = listed_pages().filter(translation_key__in=same_part.values("translation_key"))
    for key, language, url_path in twins.values_list("translation_key", "language", "url_path"):
        if location := addresses.of(url_path):
            found[key].append({"language": language, "location": location})
    return defaultdict(list, {key: ways for key, ways in found.items() if len(ways) > 1})


def _pictures(begin: str, end: str) -> dict[int, str]:
    """Return the address of the cover of each live piece in a range of the tree. Two queries."""
    pieces = ArticlePage.objects.live().filter(path__gte=begin, path__lte=end, cover__isnull=False)
    covers = dict(pieces.values_list("pk", "cover_id"))
    renditions = PortalRendition.objects.filter(
        filter_spec=PICTURE_SPEC, image__in=pieces.values("cover_id"), image__is_public=True
    )
    files = dict(renditions.values_list("image_id", "file"))
    return {
        pk: absolute(default_storage.url(files[cover]))
        for pk, cover in covers.items()
        if cover in files
    }


def news_since(begin: datetime) -> list[dict[str, Any]]:
    """Return the news and thematic pieces published since `begin`, the newest first. One query."""
    pieces = readable_articles().filter(published_at__gte=begin).exclude(kind=RouteKind.NOTICE)
    addresses = PageAddresses()
    rows = pieces.values("url_path", "title", "published_at", language=F("locale__language_code"))
    return [
        row | {"location": location}
        for row in rows[:NEWS_LIMIT]
        if (location := addresses.of(row["url_path"]))
    ]


def _begin(now: datetime) -> datetime:
    return now - timedelta(hours=NEWS_HOURS)


def _number(number: int) -> str:
    return f"?p={number}" if number > 1 else ""


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    context |= {"name": settings.WAGTAIL_SITE_NAME}
    return render(request, f"home/machines/{template}.xml", context, content_type=CONTENT_TYPE)
