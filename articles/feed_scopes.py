"""What a feed is about: the portal, a unit, a section, a topic, an author, or what others add."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from articles.models import ArticleIndexPage, ArticlePage, Topic
from articles.queries import readable_articles
from articles.reading.queries import of_author, of_topic, pen_name_of
from core.addresses import absolute, canonical_url
from core.direct_route import find_route
from core.feeds import PageFeed, feed_of
from units.models import Unit, UnitHomePage

HOME_DEPTH = 2
LIMIT = 30
TOPIC = re.compile(r"^chu-de/(?P<slug>[\w-]+)/$")
AUTHOR = re.compile(r"^tac-gia/(?P<unit>[\w-]+)/(?P<pen>[\w-]+)/$")


@dataclass(frozen=True)
class Scope:
    """The title, the address and the language of a feed, and its pieces, newest first."""

    title: str
    link: str
    language: str
    articles: QuerySet[ArticlePage]


def scope_at(request: HttpRequest, path: str) -> Scope | PageFeed:
    """Return what the feed of an address is about; raises `Http404` where there is none.

    Pages of other apps have their feeds in the registry of `core.feeds`.
    """
    if topic := TOPIC.match(path):
        return _topic(path, **topic.groupdict())
    if author := AUTHOR.match(path):
        return _author(path, **author.groupdict())
    route = find_route(request, path)
    page = route.page if route else None
    if page is None or page.get_view_restrictions().exists():
        raise Http404
    return feed_of(page, limit=LIMIT) or _page(page)


def _page(page: Page) -> Scope:
    if isinstance(page, UnitHomePage):
        articles = readable_articles(unit_id=page.unit_id, locale=page.locale)
    elif isinstance(page, ArticleIndexPage):
        articles = readable_articles(kind=page.route_kind, unit_id=page.unit_id, locale=page.locale)
    elif page.depth == HOME_DEPTH:
        articles = readable_articles(locale=page.locale)
    else:
        raise Http404
    unit_name = page.unit_name if isinstance(page, ArticleIndexPage) else None
    title = f"{page.title} – {unit_name}" if unit_name else page.title
    link = canonical_url(page) or absolute("/")
    return Scope(title, link, page.locale.language_code, articles)


def _topic(path: str, *, slug: str) -> Scope:
    topic = get_object_or_404(Topic, slug=slug)
    locale = Locale.objects.get_for_language(get_language())
    return _listed(path, topic.name, locale, of_topic(topic, locale))


def _author(path: str, *, unit: str, pen: str) -> Scope:
    owner = get_object_or_404(Unit, slug=unit)
    locale = Locale.objects.get_for_language(get_language())
    name = pen_name_of(unit=owner, pen_slug=pen)
    articles = of_author(unit=owner, pen_slug=pen, locale=locale)
    return _listed(path, f"{name} – {owner.name}", locale, articles)


def _listed(path: str, title: str, locale: Locale, articles: QuerySet[ArticlePage]) -> Scope:
    """Return the scope of a list that is no page: like the list, only where it has pieces."""
    if not articles.exists():
        raise Http404
    link = absolute(reverse("wagtail_serve", args=[path]))
    return Scope(title, link, locale.language_code, articles)
