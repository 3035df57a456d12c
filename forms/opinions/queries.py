"""Reads of topics and opinions for readers: public columns, a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from units.lineage import of_lineage

from .enums import OpinionState, TopicPhase
from .models import Opinion, OpinionGroup, OpinionIndexPage, OpinionTopicPage
from .querysets import TopicQuerySet

TOPICS_A_SCREEN, OPINIONS_A_SCREEN = 20, 20
# What may ever be shown of an opinion; the private columns are not even read.
PUBLIC_COLUMNS = ("public_text", "public_name", "received_at", "decided_at", "topic_id", "group_id")


@dataclass(frozen=True)
class TopicCard:
    """A topic in a list."""

    topic: OpinionTopicPage
    phase: TopicPhase
    opinions: int


def source_of(topic: OpinionTopicPage) -> OpinionTopicPage:
    """Return the page that the opinions on a topic belong to: the one in the portal's language.

    No query for that page itself, one for a translation.
    """
    if topic.locale.language_code == settings.LANGUAGE_CODE:
        return topic
    pages = OpinionTopicPage.objects.filter(
        translation_key=topic.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    return pages.select_related("unit", "locale").first() or topic


def readable_topics(*, unit_id: int | None = None, language: str) -> TopicQuerySet:
    """Return the live public topics of a unit with its predecessors', or of all, in a language."""
    topics = OpinionTopicPage.objects.readable().filter(locale__language_code=language)
    return topics if unit_id is None else topics.filter(**of_lineage(unit_id))


def open_first(topics: TopicQuerySet, *, now: datetime) -> TopicQuerySet:
    """Order topics: those that are open, those to come, those that are closed; newest first."""
    rank = Case(
        When(closes_at__lte=now, then=Value(2)),
        When(opens_at__gt=now, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return topics.annotate(rank=rank).order_by("rank", "-opens_at", "-pk")


def with_opinion_count(topics: TopicQuerySet) -> TopicQuerySet:
    """Add how many opinions readers find under each topic, whatever its language."""
    published = Opinion.objects.published().filter(
        topic__translation_key=OuterRef("translation_key")
    )
    counted = published.order_by().values("topic__translation_key").annotate(count=Count("pk"))
    return topics.annotate(opinion_count=Coalesce(Subquery(counted.values("count")), 0))


def topic_cards(*, section: OpinionIndexPage, number: str | None, now: datetime) -> PaginatorPage:
    """Return one screen of a section's topics; a bad page number gives the nearest screen."""
    language = section.locale.language_code
    topics = readable_topics(unit_id=section.unit_id, language=language)
    rows = with_opinion_count(open_first(topics, now=now)).select_related("unit", "locale")
    page = Paginator(rows.defer("body"), TOPICS_A_SCREEN).get_page(number)
    page.object_list = [
        TopicCard(topic, topic.phase_at(now), topic.opinion_count) for topic in page.object_list
    ]
    return page


def public_opinions(topic: OpinionTopicPage, *, group_id: int | None = None) -> QuerySet[Opinion]:
    """Return what readers may see on a topic, newest first, of one group when given."""
    rows = Opinion.objects.published().filter(topic_id=topic.pk)
    if group_id is not None:
        rows = rows.filter(group_id=group_id)
    rows = rows.select_related("group").order_by("-decided_at", "-pk")
    return rows.only(*PUBLIC_COLUMNS, "group__label", "group__replied_at")


def opinion_screen(
    topic: OpinionTopicPage, *, number: str | None, group_id: int | None = None
) -> PaginatorPage:
    """Return one screen of the opinions that readers see."""
    rows = public_opinions(topic, group_id=group_id)
    page = Paginator(rows, OPINIONS_A_SCREEN).get_page(number)
    page.object_list = list(page.object_list)
    return page


def public_replies(topic: OpinionTopicPage) -> list[OpinionGroup]:
    """Return the groups whose reply is published, newest reply first, with `opinion_count`."""
    published = Count("opinions", filter=Q(opinions__state=OpinionState.PUBLISHED))
    groups = OpinionGroup.objects.filter(topic_id=topic.pk, replied_at__isnull=False)
    groups = groups.defer("reply").annotate(opinion_count=published)
    return list(groups.order_by("-replied_at", "-pk"))


def documents_of(topic: OpinionTopicPage) -> list[dict[str, Any]]:
    """Return `[{"title", "document"}]` of what members should read first; deleted ones are gone."""
    values = [block.value for block in topic.documents]
    return [
        {"title": value["title"] or value["document"].title, "document": value["document"]}
        for value in values
        if value["document"] is not None
    ]
