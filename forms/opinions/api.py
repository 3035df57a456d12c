"""Own routes of API v3 for members' opinions: topics, and what readers see of each."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import PositiveInt
from wagtail.rich_text import expand_db_html

from core.addresses import PageAddresses
from core.api import Window, json_response
from core.days import day_of
from units.lineage import of_named

from .enums import TopicPhase
from .models import Opinion, OpinionTopicPage
from .queries import (
    open_first,
    public_opinions,
    public_replies,
    readable_topics,
    source_of,
    with_opinion_count,
)
from .querysets import TopicQuerySet
from .summaries import summarize

router = Router(tags=["opinions"])


class OpinionTopic(Schema):
    """A topic in a list; `opinions` counts those that are published, `unit` is a code."""

    id: int
    title: str
    lead: str
    url: str | None
    locale: str
    unit: str | None
    phase: TopicPhase
    opens_at: datetime
    closes_at: datetime
    opinions: int
    is_demonstration: bool


class OpinionTopicList(Schema):
    """One part of the list of topics."""

    items: list[OpinionTopic]
    limit: int
    offset: int
    next: str | None


class OpinionReply(Schema):
    """The official reply to a group of opinions."""

    id: int
    label: str
    reply: str
    replied_at: datetime
    opinions: int


class RefusalCount(Schema):
    """How many opinions were not published for one reason."""

    reason: str
    count: int


class OpinionSummary(Schema):
    """What came of a closed topic."""

    received: int
    published: int
    refused: int
    withdrawn: int
    waiting: int
    reasons: list[RefusalCount]
    replies: int


class OpinionTopicDetail(OpinionTopic):
    """A topic with its text and replies; `summary` is null until it closes."""

    body: str
    replies: list[OpinionReply]
    summary: OpinionSummary | None


class PublicOpinion(Schema):
    """What a member wrote, as readers see it; `name` is empty for a member without a name."""

    id: int
    name: str
    text: str
    received_on: date
    reply: int | None


class PublicOpinionList(Schema):
    """One part of the opinions on a topic."""

    items: list[PublicOpinion]
    limit: int
    offset: int
    next: str | None


class TopicFilters(Schema):
    """`?unit=&phase=&locale=`."""

    unit: str | None = Field(None, max_length=40, description="Code of a unit")
    phase: TopicPhase | None = None
    locale: Literal["vi", "en"] = "vi"


@router.get(
    "/", response=OpinionTopicList, operation_id="opinions_list", url_name="list_opinion_topics"
)
def list_topics(
    request: HttpRequest, filters: Query[TopicFilters], window: Query[Window]
) -> HttpResponse:
    """List topics: those that are open, those to come, those that are closed; newest first."""
    now = timezone.now()
    topics = _open_topics(filters.locale)
    if filters.unit:
        topics = topics.filter(**of_named(filters.unit))
    if filters.phase:
        topics = topics.in_phase(filters.phase, now=now)
    addresses = PageAddresses()
    rows = window.cut(open_first(topics, now=now))
    items = [_topic(one, now=now, addresses=addresses) for one in rows]
    return json_response(window.envelope(request, items))


@router.get(
    "/{page_id}/",
    response=OpinionTopicDetail,
    operation_id="opinions_detail",
    url_name="detail_opinion_topic",
)
def get_topic(request: HttpRequest, page_id: PositiveInt) -> HttpResponse:
    """Return one topic with its replies and, once it is closed, what came of it."""
    now = timezone.now()
    page = _topic_or_404(page_id)
    topic = source_of(page)
    is_closed = topic.phase_at(now) == TopicPhase.CLOSED
    answer = _topic(page, now=now, addresses=PageAddresses()) | {
        "body": expand_db_html(page.body),
        "replies": [_reply(group) for group in public_replies(topic)],
        "summary": _summary(topic) if is_closed else None,
    }
    return json_response(answer)


@router.get(
    "/{page_id}/opinions/",
    response=PublicOpinionList,
    operation_id="opinions_of_topic",
    url_name="list_opinions",
)
def list_opinions(
    request: HttpRequest, page_id: PositiveInt, window: Query[Window]
) -> HttpResponse:
    """List the published opinions on a topic, newest first."""
    topic = source_of(_topic_or_404(page_id))
    items = [_opinion(one) for one in window.cut(public_opinions(topic))]
    return json_response(window.envelope(request, items))


def _open_topics(locale: str) -> TopicQuerySet:
    topics = with_opinion_count(readable_topics(language=locale))
    return topics.select_related("unit", "locale")


def _topic_or_404(page_id: int) -> OpinionTopicPage:
    rows = with_opinion_count(OpinionTopicPage.objects.readable())
    page = rows.select_related("unit", "locale").filter(pk=page_id).first()
    if page is None:
        raise Http404
    return page


def _topic(page: Any, *, now: datetime, addresses: PageAddresses) -> dict[str, Any]:
    return {
        "id": page.pk,
        "title": page.title,
        "lead": page.lead,
        "url": addresses.of(page.url_path),
        "locale": page.locale.language_code,
        "unit": page.unit_code,
        "phase": page.phase_at(now).value,
        "opens_at": page.opens_at,
        "closes_at": page.closes_at,
        "opinions": page.opinion_count,
        "is_demonstration": page.is_demonstration,
    }


def _reply(group: Any) -> dict[str, Any]:
    return {
        "id": group.pk,
        "label": group.label,
        "reply": expand_db_html(group.public_reply),
        "replied_at": group.replied_at,
        "opinions": group.opinion_count,
    }


def _summary(topic: OpinionTopicPage) -> dict[str, Any]:
    found = summarize(topic)
    reasons = [{"reason": label, "count": count} for label, count in found.reasons]
    names = ("received", "published", "refused", "withdrawn", "waiting", "replies")
    return {name: getattr(found, name) for name in names} | {"reasons": reasons}


def _opinion(opinion: Opinion) -> dict[str, Any]:
    is_answered = opinion.group is not None and opinion.group.replied_at is not None
    return {
        "id": opinion.pk,
        "name": opinion.public_name,
        "text": opinion.public_text,
        "received_on": day_of(opinion.received_at),
        "reply": opinion.group_id if is_answered else None,
    }
