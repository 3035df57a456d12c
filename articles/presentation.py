"""What the page of one piece shows, read in a constant number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from wagtail.documents import get_document_model

from articles.corrections.reader_notes import ReaderNote, notes_of
from articles.enums import ArticleFormat
from articles.measures import raw_blocks, reading_minutes, referenced_ids
from articles.models import ArticlePage
from articles.reading.queries import related_cards
from articles.videos import clock
from core.models import PortalImage
from core.pictures import rendition_of
from core.renditions import SHARE_SPEC
from core.rich_text import expand_all
from core.text import slugify

RICH_TEXT = {"rich_text", "note"}


@dataclass(frozen=True)
class ArticleView:
    """A piece as readers see it; `blocks` are `{"template", "value"}` in order.

    `video` is `{"url", "caption", "poster", "duration", "captions"}` on the page of a video. A
    photo story has no `cover`: its pictures stand below.
    """

    kicker: str
    cover: PortalImage | None
    blocks: list[dict[str, Any]]
    authors: list[Any]
    topics: list[Any]
    share_picture: Any | None
    corrections: list[ReaderNote]
    reading_minutes: int
    video: dict[str, Any] | None
    related: list[ArticlePage]


def article_view(*, page: ArticlePage) -> ArticleView:
    """Return what the template of a piece needs, so that it asks the database nothing."""
    images = _images(page)
    documents = get_document_model().objects.in_bulk(list(referenced_ids(page, chooser="document")))
    topics = list(page.topics.all())
    is_text = page.piece_format == ArticleFormat.TEXT
    return ArticleView(
        kicker=page.genre.name if page.genre and is_text else str(page._meta.verbose_name),
        cover=images.get(page.cover_id) if is_text else None,
        blocks=_blocks(page, images, documents),
        authors=list(page.authors.all()),
        topics=topics,
        share_picture=rendition_of(images.get(page.cover_id), spec=SHARE_SPEC),
        corrections=notes_of(page),
        reading_minutes=reading_minutes(page.word_count),
        video=_video(page, images, documents),
        related=related_cards(page, topics),
    )


def _images(page: ArticlePage) -> dict[int | None, PortalImage]:
    ids = referenced_ids(page, chooser="image")
    images = PortalImage.objects.filter(pk__in=ids).prefetch_related("renditions")
    return {image.pk: image for image in images}


def _video(
    page: ArticlePage, images: dict[int | None, PortalImage], documents: dict[int, Any]
) -> dict[str, Any] | None:
    if page.piece_format != ArticleFormat.VIDEO:
        return None
    file, captions = documents.get(page.video_file_id), documents.get(page.captions_id)
    return {
        "url": file.url if file else page.video_url,
        "caption": page.cover_caption or page.title,
        "poster": images.get(page.cover_id),
        "duration": clock(page.duration) if page.duration else "",
        "captions": captions.url if captions else "",
    }


def _blocks(
    page: ArticlePage, images: dict[int | None, PortalImage], documents: dict[int, Any]
) -> list[dict[str, Any]]:
    templates = {
        name: child.meta.template for name, child in page.body.stream_block.child_blocks.items()
    }
    raw = [one for one in raw_blocks(page) if one["type"] in templates and one["value"]]
    texts = iter(expand_all([one["value"] for one in raw if one["type"] in RICH_TEXT]))
    anchors = _Anchors()
    values = {
        "heading": lambda value: value | {"anchor": anchors.take(value.get("text", ""))},
        "picture": lambda value: _picture(value, images),
        "gallery": lambda value: {"items": [_picture(item, images) for item in _items(value)]},
        "video": lambda value: value | {"poster": images.get(value.get("poster"))},
        "document": lambda value: value | {"document": documents.get(value.get("document"))},
    }
    return [
        {"template": templates[one["type"]], "value": _value(one, texts, values)} for one in raw
    ]


def _value(block: dict[str, Any], texts: Iterator[SafeString], values: dict[str, Any]) -> Any:
    if block["type"] in RICH_TEXT:
        return next(texts)
    return values.get(block["type"], lambda value: value)(block["value"])


def _picture(value: dict[str, Any], images: dict[int | None, PortalImage]) -> dict[str, Any]:
    return value | {"image": images.get(value.get("image"))}


def _items(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the values of a list block, stored with or without the ids of its items."""
    return [item.get("value", item) for item in value.get("items", [])]


class _Anchors:
    """Gives every heading of a piece an address of its own."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, text: str) -> str:
        base = slugify(text, max_length=60, fallback="muc")
        anchor, number = base, 1
        while anchor in self.taken:
            number += 1
            anchor = f"{base}-{number}"
        self.taken.add(anchor)
        return anchor
