"""Cards of pieces as plain dicts: columns instead of models, four queries for any list."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import get_language

from articles.api_fields import rendition_sets
from articles.models import ArticleAuthor, ArticlePage, Topic
from articles.piece_types import PIECE_TYPES
from articles.querysets import ArticleQuerySet
from core.addresses import PageAddresses
from core.models import PortalRendition
from core.renditions import CARD_SPECS

COLUMNS = (
    "pk",
    "title",
    "lead",
    "url_path",
    "published_at",
    "is_demonstration",
    "cover_id",
    "cover_alt",
    "cover_caption",
    "cover_credit",
    "content_type__model",
    "kind",
    "format",
    "locale__language_code",
    "unit__code",
    "unit__slug",
    "unit__name_vi",
    "unit__name_en",
    "genre_id",
    "genre__slug",
    "genre__name_vi",
    "genre__name_en",
)
LABELS = {model._meta.model_name: model._meta.label for model in PIECE_TYPES}


def open_articles() -> ArticleQuerySet:
    """Return live published pieces under no view restriction, in one query of their own."""
    return ArticlePage.objects.readable().filter(published_at__isnull=False)


def article_cards(articles: ArticleQuerySet) -> list[dict[str, Any]]:
    """Return the cards of `articles`, in their order; names are in the active language."""
    rows = list(articles.values(*COLUMNS))
    ids = [row["pk"] for row in rows]
    covers = renditions_by_image(row["cover_id"] for row in rows)
    topics = _topics_by_page(ids)
    authors = _authors_by_page(ids)
    addresses = PageAddresses()
    return [
        _card(row, addresses=addresses)
        | {
            "cover": _cover(row, covers),
            "topics": topics[row["pk"]],
            "authors": authors[row["pk"]],
        }
        for row in rows
    ]


def named(row: Any, prefix: str) -> str:
    """Return the name in the active language, Vietnamese where English is missing."""
    english = row[f"{prefix}name_en"]
    return english if get_language() == "en" and english else row[f"{prefix}name_vi"]


class ReadySize(NamedTuple):
    """One size of a picture that exists, as `rendition_sets` reads it."""

    filter_spec: str
    width: int
    height: int
    url: str


def renditions_by_image(
    image_ids: Iterable[int | None], *, specs: Iterable[str] = CARD_SPECS
) -> dict[int, list[ReadySize]]:
    """Return the ready sizes of several images in one query; none for none."""
    found = defaultdict(list)
    wanted = {pk for pk in image_ids if pk is not None}
    storage = PortalRendition._meta.get_field("file").storage
    rows = PortalRendition.objects.filter(image_id__in=wanted, filter_spec__in=list(specs))
    columns = ("image_id", "filter_spec", "width", "height", "file")
    for image_id, spec, width, height, name in rows.values_list(*columns):
        found[image_id].append(ReadySize(spec, width, height, storage.url(name)))
    return found


def _card(row: dict[str, Any], *, addresses: PageAddresses) -> dict[str, Any]:
    return {
        "id": row["pk"],
        "type": LABELS[row["content_type__model"]],
        "kind": row["kind"],
        "format": row["format"],
        "title": row["title"],
        "lead": row["lead"],
        "url": addresses.of(row["url_path"]),
        "locale": row["locale__language_code"],
        "published_at": row["published_at"],
        "is_demonstration": row["is_demonstration"],
        "unit": _unit(row),
        "genre": _genre(row),
    }


def _unit(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["unit__code"] is None:
        return None
    return {
        "code": row["unit__code"],
        "slug": row["unit__slug"],
        "name": named(row, "unit__"),
    }


def _genre(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["genre_id"] is None:
        return None
    return {"id": row["genre_id"], "slug": row["genre__slug"], "name": named(row, "genre__")}


def _cover(row: dict[str, Any], renditions: dict[int, list[Any]]) -> dict[str, Any] | None:
    if row["cover_id"] is None:
        return None
    return {
        "alt": row["cover_alt"],
        "caption": row["cover_caption"],
        "credit": row["cover_credit"],
        "renditions": rendition_sets(renditions[row["cover_id"]]),
    }


def _topics_by_page(ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    found = defaultdict(list)
    rows = Topic.objects.filter(articles__in=ids).values(
        "articles__pk", "pk", "slug", "name_vi", "name_en"
    )
    for row in rows:
        found[row["articles__pk"]].append(
            {"id": row["pk"], "slug": row["slug"], "name": named(row, "")}
        )
    return found


def _authors_by_page(ids: list[int]) -> dict[int, list[dict[str, str]]]:
    found = defaultdict(list)
    rows = ArticleAuthor.objects.filter(page__in=ids).order_by("sort_order", "pk")
    for page_id, pen_name, role in rows.values_list("page_id", "pen_name", "role"):
        found[page_id].append({"pen_name": pen_name, "role": role})
    return found
