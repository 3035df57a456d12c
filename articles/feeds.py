"""RSS and Atom of all that has a feed: pieces with their pictures, and what other apps list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from articles.feed_formats import FLAVOURS
from articles.feed_scopes import LIMIT, Scope, scope_at
from articles.models import ArticlePage
from articles.queries import with_cards
from core.addresses import Roots, absolute, canonical_url
from core.feeds import Entry, PageFeed
from core.file_sizes import sizes_of
from core.models.files import PortalRendition
from core.pictures import MIME_TYPES

# Readers of feeds know JPEG and PNG; the best size that exists is taken.
SIZES = ("width-960", "width-1440", "width-480", "fill-640x400", "fill-320x200")
SPECS = [f"{size}|format-{name}" for name in ("jpeg", "png") for size in SIZES]


@require_safe
@conditional_page
def page_feed(request: HttpRequest, path: str, flavour: str = "rss") -> HttpResponse:
    """Return the feed of what stands at `path`; 304 to those who have it."""
    scope = scope_at(request, path)
    feed = _frame(scope, request=request, flavour=flavour)
    if isinstance(scope, PageFeed):
        for entry in scope.entries:
            feed.add_item(**plain_item(entry))
    else:
        add_pieces(feed, scope)
    content_type = FLAVOURS[flavour].content_type
    return HttpResponse(feed.writeString("utf-8"), content_type=content_type)


def _frame(scope: Scope | PageFeed, *, request: HttpRequest, flavour: str) -> SyndicationFeed:
    """Return a feed without entries."""
    pieces = _("The newest pieces from “%(title)s”.") % {"title": scope.title}
    return FLAVOURS[flavour](
        title=scope.title,
        link=scope.link,
        description=scope.description if isinstance(scope, PageFeed) else pieces,
        language=scope.language,
        feed_url=request.build_absolute_uri(request.path),
    )


def add_pieces(feed: SyndicationFeed, scope: Scope) -> None:
    """Add the newest pieces of a scope to its feed."""
    roots = Site.get_site_root_paths()
    articles = list(with_cards(scope.articles).prefetch_related("authors")[:LIMIT])
    pictures = {article.pk: picture for article in articles if (picture := _picture(article))}
    sizes = sizes_of(picture.file.name for picture in pictures.values())
    for article in articles:
        picture = pictures.get(article.pk)
        size = sizes.get(picture.file.name) if picture else None
        # A file that is gone is no picture.
        feed.add_item(**item(article, roots), **_pictured(article, picture if size else None, size))


def item(article: ArticlePage, roots: Roots) -> dict[str, Any]:
    """Return one entry of a feed without its picture."""
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
    }


def plain_item(entry: Entry) -> dict[str, Any]:
    """Return one entry of another app, without a picture."""
    return {
        "title": entry.title,
        "link": entry.link,
        "unique_id": entry.link,
        "description": entry.description,
        "author_name": entry.author,
        "pubdate": entry.published_at,
        "updateddate": entry.updated_at,
        "categories": entry.categories,
        "enclosures": [],
        "media": None,
    }


def _picture(article: ArticlePage) -> PortalRendition | None:
    """Return the best of the cover's renditions that exist already."""
    renditions = article.cover.renditions.all() if article.cover else []
    by_spec = {one.filter_spec: one for one in renditions}
    return next((by_spec[spec] for spec in SPECS if spec in by_spec), None)


def _pictured(
    article: ArticlePage, picture: PortalRendition | None, size: int | None
) -> dict[str, Any]:
    if picture is None:
        return {"enclosures": [], "media": None}
    address = absolute(picture.url)
    mime_type = MIME_TYPES[picture.filter_spec.rpartition("format-")[2]]
    content = {
        "url": address,
        "type": mime_type,
        "medium": "image",
        "fileSize": str(size),
        "width": str(picture.width),
        "height": str(picture.height),
    }
    return {
        "enclosures": [Enclosure(address, str(size), mime_type)],
        "media": {
            "content": content,
            "description": article.cover_caption or article.cover_alt,
            "credit": article.cover_credit,
        },
    }
