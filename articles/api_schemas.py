"""Shapes of the API's answers about pieces, for its description; answers are plain dicts."""

from datetime import datetime
from typing import Any

from ninja import Schema

from articles.enums import ArticleFormat, AuthorRole, CorrectionKind, RouteKind


class UnitReference(Schema):
    """The unit that a piece belongs to."""

    code: str
    slug: str
    name: str


class Term(Schema):
    """A genre or a topic."""

    id: int
    slug: str
    name: str


class Author(Schema):
    """An author as readers know them."""

    pen_name: str
    role: AuthorRole


class RenditionSet(Schema):
    """One size of a picture; a format that is not ready is null."""

    width: int
    height: int
    avif: str | None
    webp: str | None
    jpeg: str | None


class Cover(Schema):
    """The picture of a piece."""

    alt: str
    caption: str
    credit: str
    renditions: list[RenditionSet]


class ArticleCard(Schema):
    """A piece in a list."""

    id: int
    type: str
    kind: RouteKind
    format: ArticleFormat
    title: str
    lead: str
    url: str | None
    locale: str
    published_at: datetime
    is_demonstration: bool
    unit: UnitReference | None
    genre: Term | None
    cover: Cover | None
    topics: list[Term]
    authors: list[Author]


class ArticleList(Schema):
    """One part of a list of pieces."""

    items: list[ArticleCard]
    limit: int
    offset: int
    next: str | None


class Picture(Schema):
    """A picture in the text."""

    id: int
    renditions: list[RenditionSet]


class Attachment(Schema):
    """A document in the text."""

    id: int
    title: str
    url: str


class ReaderNote(Schema):
    """What readers are told of a change after publication, in the language of the request."""

    kind: CorrectionKind
    published_at: datetime
    note: str


class ArticleDetail(ArticleCard):
    """A piece with its text; pictures and documents in the text are named there by id."""

    source: str
    word_count: int
    updated_at: datetime | None
    body: list[Any]
    pictures: list[Picture]
    documents: list[Attachment]
    corrections: list[ReaderNote]


class ReviewComment(Schema):
    """A reviewer's decision; `revision` is the one that was read, so that no newer one slips by."""

    comment: str = ""
    revision: int | None = None


class WorkflowState(Schema):
    """Where a piece stands after an action."""

    id: int
    title: str
    live: bool
    status: str | None
    step: str | None
    revision: int | None
