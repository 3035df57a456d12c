"""One piece as a news article with its pictures, its video and its corrections."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.duration import duration_iso_string

from articles.corrections.reader_notes import ReaderNote
from articles.models import ArticlePage
from articles.presentation import ArticleView
from core.addresses import absolute
from core.models import PortalImage
from portal.structured.nodes import Node, moment, node, reference


def piece_nodes(
    page: ArticlePage,
    article: ArticleView,
    *,
    url: str,
    language: str,
    publisher: Node,
    website: str,
    card: str,
) -> list[Node]:
    """Return a piece and its video from what its page shows already: no query.

    `card` is the address of the drawn picture, for a piece without one of its own.
    """
    images = list(_images(page, article))
    video = _video(page, article, url=url, language=language)
    piece = node(
        "NewsArticle",
        headline=page.title,
        description=page.search_description or page.lead,
        url=url,
        mainEntityOfPage=url,
        datePublished=moment(page.published_at),
        dateModified=moment(page.last_published_at or page.published_at),
        inLanguage=language,
        isPartOf=reference(website),
        articleSection=article.kicker,
        wordCount=page.word_count,
        keywords=[topic.name for topic in article.topics],
        author=[node("Person", name=author.pen_name) for author in article.authors] or publisher,
        publisher=publisher,
        image=images or [node("ImageObject", url=card, width=1200, height=630)],
        video=reference(video["@id"]) if video else None,
        correction=[_correction(note, language) for note in article.corrections],
        isAccessibleForFree=True,
    )
    return [{"@id": f"{url}#article"} | piece, *([video] if video else [])]


def _images(page: ArticlePage, article: ArticleView) -> Iterator[Node]:
    """Yield the cover first, then the pictures of the text, each once."""
    seen: set[int] = set()
    cover = article.cover or (article.video or {}).get("poster")
    own = {"image": cover, "caption": page.cover_caption, "credit": page.cover_credit}
    for value in (own, *_pictures(article.blocks)):
        image = value.get("image")
        found = image_node(image, caption=value.get("caption"), credit=value.get("credit"))
        if found and image.pk not in seen:
            seen.add(image.pk)
            yield found


def _pictures(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        value = block["value"]
        if isinstance(value, dict) and "image" in value:
            yield value
        elif isinstance(value, dict):
            yield from (one for one in value.get("items", ()) if "image" in one)


def image_node(
    image: PortalImage | None, *, caption: str | None = "", credit: str | None = ""
) -> Node | None:
    """Return a picture in the largest of its sizes that exist; reads `image.renditions`."""
    sizes = (
        [one for one in image.renditions.all() if "avif" not in one.filter_spec] if image else []
    )
    if image is None or not sizes:
        return None
    largest = max(sizes, key=lambda one: (one.filter_spec.startswith("width-"), one.width))
    return node(
        "ImageObject",
        url=absolute(largest.url),
        width=largest.width,
        height=largest.height,
        caption=caption,
        creditText=credit or image.credit,
    )


def _video(page: ArticlePage, article: ArticleView, *, url: str, language: str) -> Node | None:
    shown = article.video
    if not shown or not shown["url"]:
        return None
    is_own = getattr(page, "video_file_id", None) is not None
    poster = image_node(shown["poster"])
    length: timedelta | None = getattr(page, "duration", None)
    return {"@id": f"{url}#video"} | node(
        "VideoObject",
        name=page.title,
        description=page.lead or page.title,
        uploadDate=moment(page.published_at),
        duration=duration_iso_string(length) if length else "",
        contentUrl=absolute(shown["url"]) if is_own else "",
        url="" if is_own else shown["url"],
        embedUrl=url,
        thumbnailUrl=poster["url"] if poster else "",
        inLanguage=language,
    )


def _correction(note: ReaderNote, language: str) -> Node:
    return node(
        "CorrectionComment",
        name=note.label,
        text=note.note,
        datePublished=moment(note.published_at),
        inLanguage=note.language or language,
    )
