"""RSS and Atom of the portal, of each unit and of each section."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page, Site

from articles.models import ArticleIndexPage, ArticlePage
from articles.queries import readable_articles, with_cards
from core.addresses import Roots, absolute, canonical_url
from core.direct_route import find_route
from core.pictures import picture_of
from units.models import UnitHomePage

LIMIT = 30
HOME_DEPTH = 2
FLAVOURS: dict[str, type[Rss201rev2Feed] | type[Atom1Feed]] = {
    "rss": Rss201rev2Feed,
    "atom": Atom1Feed,
}


@dataclass(frozen=True)
class Scope:
    """What a feed is about: a page and the pieces below it."""

    page: Page
    kind: str | None = None
    unit_id: int | None = None


@require_safe
@conditional_page
def page_feed(request: HttpRequest, path: str, flavour: str = "rss") -> HttpResponse:
    """Return the feed of the page at `path`: a home, a unit's home or a section."""
    scope = scope_at(request, path)
    feed = build(scope, request=request, flavour=flavour)
    content_type = FLAVOURS[flavour].content_type
    return HttpResponse(feed.writeString("utf-8"), content_type=content_type)


def scope_at(request: HttpRequest, path: str) -> Scope:
    """Return what the feed of an address is about; raises `Http404` for pages without one."""
    route = find_route(request, path)
    page = route.page if route else None
    if page is None or page.get_view_restrictions().exists():
        raise Http404
    if isinstance(page, UnitHomePage):
        return Scope(page, unit_id=page.unit_id)
    if isinstance(page, ArticleIndexPage):
        return Scope(page, kind=page.route_kind, unit_id=page.unit_id)
    if page.depth == HOME_DEPTH:
        return Scope(page)
    raise Http404


def build(scope: Scope, *, request: HttpRequest, flavour: str) -> SyndicationFeed:
    """Return the feed of a scope with its newest pieces."""
    page, language = scope.page, scope.page.locale.language_code
    feed = FLAVOURS[flavour](
        title=_title(page),
        link=canonical_url(page) or absolute("/"),
        description=_("The newest pieces from “%(title)s”.") % {"title": page.title},
        language=language,
        feed_url=request.build_absolute_uri(request.path),
    )
    articles = readable_articles(kind=scope.kind, unit_id=scope.unit_id, locale=page.locale)
    roots = Site.get_site_root_paths()
    for article in with_cards(articles).prefetch_related("authors")[:LIMIT]:
        feed.add_item(**item(article, roots))
    return feed


def item(article: ArticlePage, roots: Roots) -> dict[str, Any]:
    """Return one entry of a feed; the picture is one that exists already."""
    link = canonical_url(article, roots)
    categories = [topic.name for topic in article.topics.all()]
    if article.is_demonstration:
        categories.append(_("Demonstration content"))
    return {
        "title": article.title,
        "link": link,
        "unique_id": link,
        "description": article.lead,
        "author_name": ", ".join(author.pen_name for author in article.authors.all()) or None,
        "pubdate": article.published_at,
        "updateddate": article.last_published_at or article.published_at,
        "categories": categories,
        "enclosures": _enclosures(article),
    }


def _enclosures(article: ArticlePage) -> list[Enclosure]:
    picture = picture_of(article.cover, shape="card")
    if not picture.src:
        return []
    address = picture.src if "://" in picture.src else absolute(picture.src)
    # The length is not stored; the format asks for 0 where it is not known.
    return [Enclosure(address, "0", picture.mime_type)]


def _title(page: Page) -> str:
    unit_name = page.unit_name if isinstance(page, ArticleIndexPage) else None
    return f"{page.title} – {unit_name}" if unit_name else page.title
