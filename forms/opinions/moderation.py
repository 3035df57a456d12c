"""Reads of topics and opinions for those who moderate them: never more than their own."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from forms.guarding.personal_details import Span, find_personal_details

from .enums import OpinionState
from .likeness import ALIKE, find_alike, jaccard, word_pairs
from .models import Opinion, OpinionGroup, OpinionTopicPage
from .querysets import OpinionQuerySet, TopicQuerySet
from .rules import is_voice_centre, moderated_units

# Proposals are made among the newest opinions: a person reads them all anyway.
MOST_COMPARED = 1500


@dataclass(frozen=True)
class Proposal:
    """Opinions that say alike; `group` is the one in which others like them stand already."""

    opinions: list[Opinion]
    group: OpinionGroup | None = None


@dataclass(frozen=True)
class TextPart:
    """A piece of a text as a moderator reads it; `kind` is empty for what names nobody."""

    text: str
    kind: str = ""


def topics_for(user) -> TopicQuerySet:
    """Return the topics whose opinions an account moderates: public ones, and those with opinions.

    Drafts stay with those who write them.
    """
    has_opinions = Exists(Opinion.objects.filter(topic=OuterRef("pk")))
    topics = OpinionTopicPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    topics = topics.filter(Q(live=True) | has_opinions)
    return topics if is_voice_centre(user) else topics.filter(unit_id__in=moderated_units(user))


def opinions_for(user) -> OpinionQuerySet:
    """Return the opinions that an account moderates."""
    rows: OpinionQuerySet = Opinion.objects.all()
    return rows if is_voice_centre(user) else rows.filter(topic__unit_id__in=moderated_units(user))


def groups_for(user) -> QuerySet[OpinionGroup]:
    """Return the groups of opinions that an account writes replies to."""
    rows = OpinionGroup.objects.all()
    return rows if is_voice_centre(user) else rows.filter(topic__unit_id__in=moderated_units(user))


def waiting_count(user) -> int:
    """Count what waits for an account's decision."""
    return opinions_for(user).waiting().count()


def with_figures(topics: TopicQuerySet) -> TopicQuerySet:
    """Add what a list of topics shows: counts by state, and when the last opinion came."""
    counts = {
        f"{state.value}_count": Count("opinions", filter=Q(opinions__state=state))
        for state in OpinionState
    }
    return topics.annotate(last_at=Max("opinions__received_at"), **counts)


def groups_of(topic: OpinionTopicPage) -> list[OpinionGroup]:
    """Return the groups of a topic with `opinion_count`, those without a reply first."""
    groups: Any = OpinionGroup.objects.filter(topic=topic).annotate(opinion_count=Count("opinions"))
    return sorted(groups, key=lambda one: (one.replied_at is not None, -one.opinion_count, one.pk))


def propose_groups(topic: OpinionTopicPage) -> list[Proposal]:
    """Return ungrouped opinions that are like each other, or like those of one group."""
    rows = Opinion.objects.published().filter(topic=topic).select_related("group")
    opinions = {one.pk: one for one in rows.order_by("-decided_at", "-pk")[:MOST_COMPARED]}
    sets = find_alike({pk: one.public_text for pk, one in opinions.items()})
    found = (_proposal([opinions[pk] for pk in keys]) for keys in sets)
    return [one for one in found if one is not None]


def like_opinion(opinion: Opinion) -> list[Opinion]:
    """Return other opinions on the topic that are like one, whatever their state, newest first."""
    rows = Opinion.objects.filter(topic=opinion.topic_id).exclude(pk=opinion.pk)
    newest = rows.exclude(text="", public_text="").order_by("-received_at")[:MOST_COMPARED]
    own = _pairs_of(opinion)
    return [one for one in newest if jaccard(own, _pairs_of(one)) >= ALIKE]


def marked_parts(text: str) -> list[TextPart]:
    """Return a text in parts, those that may be personal with their kind."""
    parts, end = [], 0
    for span in find_personal_details(text):
        parts += [TextPart(text[end : span.start]), _marked(text, span)]
        end = span.end
    return [part for part in [*parts, TextPart(text[end:])] if part.text]


def _pairs_of(opinion: Opinion) -> frozenset[str]:
    return word_pairs(opinion.text or opinion.public_text)


def _marked(text: str, span: Span) -> TextPart:
    return TextPart(text[span.start : span.end], span.kind.value)


def _proposal(alike: list[Opinion]) -> Proposal | None:
    """Return what to propose for opinions that are alike, or None for those in groups already."""
    free = [one for one in alike if one.group_id is None]
    groups = {one.group_id: one.group for one in alike if one.group_id is not None}
    if not free or len(groups) > 1 or (not groups and len(free) < 2):
        return None
    return Proposal(free, next(iter(groups.values()), None))
