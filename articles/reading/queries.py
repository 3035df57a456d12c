"""What the lists of readers show; each function costs the same whatever it finds."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import Locale

from articles.models import ArticleAuthor, ArticleIndexPage, ArticlePage, Topic
from articles.queries import (
    BEFORE_ALL,
    LANGUAGE_NUMBER,
    readable_articles,
    with_pictures,
)
from units.lineage import of_lineage
from units.models import Unit

PAGE_SIZE = 20
# A full row of cards on a screen.
RELATED = 3


@dataclass(frozen=True)
class Month:
    """A month of a section: its first day and how many pieces were published in it."""

    first: date
    count: int


def listed(articles: QuerySet[ArticlePage], number: str | None) -> PaginatorPage:
    """Return one screen of cards; a bad number gives the nearest screen."""
    page = Paginator(with_pictures(articles), PAGE_SIZE).get_page(number)
    page.object_list = list(page.object_list)
    return page


def topics_in_use(locale: Locale) -> list[Topic]:
    """Return the topics of readable pieces of the portal with their `count`, most used first."""
    pieces = readable_articles(locale=locale).order_by().values("pk")
    topics = Topic.objects.filter(articles__in=pieces).annotate(count=Count("articles"))
    return sorted(topics, key=lambda topic: (-topic.count, topic.name))


def of_topic(topic: Topic, locale: Locale | None = None) -> QuerySet[ArticlePage]:
    """Return the readable pieces of the portal about a topic, newest first."""
    return readable_articles(locale=locale).filter(topics=topic)


def of_author(*, unit: Unit, pen_slug: str, locale: Locale | None = None) -> QuerySet[ArticlePage]:
    """Return the readable pieces of a unit, or of one it came from, that carry a pen name."""
    mine = ArticleAuthor.objects.filter(page=OuterRef("pk"), pen_slug=pen_slug)
    return readable_articles(unit_id=unit.pk, locale=locale).filter(Exists(mine))


def pen_name_of(*, unit: Unit, pen_slug: str) -> str | None:
    """Return the pen name as its newest readable piece writes it; None where there is none."""
    pieces = readable_articles(unit_id=unit.pk).order_by().values("pk")
    names = ArticleAuthor.objects.filter(pen_slug=pen_slug, page__in=pieces)
    newest = names.order_by(F("page__published_at").desc(nulls_last=True), "pk")
    return newest.values_list("pen_name", flat=True).first()


def months_of(section: ArticleIndexPage) -> list[Month]:
    """Return the months in which a section has pieces, the newest first, in one query."""
    rows = (
        _of_section(section)
        .filter(published_at__isnull=False)
        .order_by()
        .annotate(month=TruncMonth("published_at", tzinfo=timezone.get_default_timezone()))
        .values("month")
        .annotate(count=Count("pk"))
        .order_by("-month")
    )
    return [Month(row["month"].date(), row["count"]) for row in rows]


def of_month(section: ArticleIndexPage, first: date) -> QuerySet[ArticlePage]:
    """Return a section's pieces of the month that begins on `first`, by the portal's clock."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    begin, end = (_midnight(day) for day in (first, following))
    return _of_section(section).filter(published_at__gte=begin, published_at__lt=end)


def related_cards(page: ArticlePage, topics: list[Topic]) -> list[ArticlePage]:
    """Return pieces near a piece: by topic and unit, by topic, by unit; the newest of each first.

    Two queries. What its desk placed on the sub-site only is not among them.
    """
    wanted = ArticlePage.topics.through.objects.filter(articlepage=OuterRef("pk"), topic__in=topics)
    same_topic, same_unit = Q(Exists(wanted)), Q(**of_lineage(page.unit_id))
    readable = (
        readable_articles()
        .exclude(pk=page.pk)
        .alias(language_number=LANGUAGE_NUMBER)
        .filter(language_number=page.locale_id, published_at__gt=BEFORE_ALL)
    )
    # Each group is cut on its own: whoever has many pieces near it sorts a handful all the same.
    groups = (same_topic & same_unit, same_topic & ~same_unit, same_unit & ~same_topic)
    cut = [readable.filter(group).values("pk")[:RELATED] for group in groups]
    first, *others = [ArticlePage.objects.filter(pk__in=ids).order_by().values("pk") for ids in cut]
    near = (
        ArticlePage.objects.filter(pk__in=first.union(*others, all=True))
        .annotate(
            rank=Case(
                When(same_topic & same_unit, then=Value(0)),
                When(same_topic, then=Value(1)),
                default=Value(2),
            )
        )
        .order_by("rank", "-published_at", "-pk")
    )
    return list(with_pictures(near)[:RELATED])


def _of_section(section: ArticleIndexPage) -> QuerySet[Any]:
    return readable_articles(
        kind=section.route_kind, unit_id=section.unit_id, locale=section.locale
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
