"""Filters of lists of pieces, shared by the API's own list and by API v2."""

from datetime import datetime
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from ninja import Field, Schema
from wagtail.models import Locale

from articles.enums import ArticleFormat, RouteKind
from articles.models import ArticlePage, Topic
from articles.queries import LANGUAGE_NUMBER, has_several
from articles.querysets import ArticleQuerySet
from core.api import FromMoment, RequestRefused, ToMoment
from units.lineage import of_named
from units.models import Unit


class ArticleFilters(Schema):
    """`?unit=&kind=&format=&topic=&from=&to=&order=`; `to` takes in the whole day of a date.

    A unit's list holds the pieces of its predecessors too; `unit` of each names who wrote it.
    """

    unit: str | None = Field(None, max_length=100, description="Code or slug of a unit")
    kind: RouteKind | None = None
    format: ArticleFormat | None = None
    topic: str | None = Field(None, max_length=80, description="Slug of a topic")
    from_: FromMoment = Field(None, alias="from")
    to: ToMoment = None
    order: Literal["-published_at", "published_at", "title", "-title"] = "-published_at"
    locale: Literal["vi", "en"] = "vi"

    def apply(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return the pieces that pass, in the order asked for."""
        owners = of_named(self.unit) if self.unit else {}
        articles = self._in_language(articles.filter(**owners), has_several(owners))
        if self.kind:
            articles = articles.filter(kind=self.kind)
        if self.format:
            articles = articles.filter(format=self.format)
        if self.topic:
            articles = with_topic(articles, self.topic)
        articles = within(articles, start=self.from_, end=self.to)
        tie = "-pk" if self.order.startswith("-") else "pk"
        return articles.order_by(self.order, tie)

    def _in_language(self, articles: ArticleQuerySet, has_several_units: bool) -> ArticleQuerySet:
        if not has_several_units:
            return articles.filter(locale__language_code=self.locale)
        languages = Locale.objects.filter(language_code=self.locale).values("pk")
        return articles.alias(language_number=LANGUAGE_NUMBER).filter(language_number__in=languages)

    def refuse_unknown(self) -> None:
        """Refuse a unit or topic that does not exist; asked only when nothing was found."""
        require_known(unit=self.unit, topic=self.topic)


def with_topic(articles: ArticleQuerySet, slug: str) -> ArticleQuerySet:
    """Return the pieces on a topic."""
    tagged = ArticlePage.topics.through.objects.filter(
        articlepage_id=OuterRef("pk"), topic__slug=slug
    )
    return articles.filter(Exists(tagged))


def within(
    articles: ArticleQuerySet, *, start: datetime | None, end: datetime | None
) -> ArticleQuerySet:
    """Return the pieces published at or after `start` and before `end`."""
    bounds: dict[str, Any] = {}
    if start:
        bounds["published_at__gte"] = start
    if end:
        bounds["published_at__lt"] = end
    return articles.filter(**bounds)


def require_known(*, unit: str | None, topic: str | None, status: int = 422) -> None:
    """Raise `RequestRefused` when the unit or the topic asked for does not exist."""
    if unit and not _units_named(unit).exists():
        raise RequestRefused(
            _("There is no unit with the code or address “%(value)s”.") % {"value": unit},
            where="unit",
            status=status,
        )
    if topic and not Topic.objects.filter(slug=topic).exists():
        raise RequestRefused(
            _("There is no topic with the address “%(value)s”.") % {"value": topic},
            where="topic",
            status=status,
        )


def _units_named(code_or_slug: str):
    return Unit.objects.filter(Q(code=code_or_slug) | Q(slug=code_or_slug))
