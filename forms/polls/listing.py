"""Polls as readers find them in a section; the same few queries for any number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Coalesce

from core.visibility import is_unrestricted
from units.enums import UnitKind
from units.lineage import of_lineage

from .enums import PollPhase, PollStatus
from .models import Poll, PollIndexPage, PollPage

PAGE_SIZE = 20
OPEN, COMING, OVER = 0, 1, 2
SHOWN = (PollStatus.ANNOUNCED, PollStatus.FROZEN, PollStatus.CANCELLED)


@dataclass(frozen=True)
class ListedPoll:
    """A poll, its page in the language of the list, and the group in which it stands."""

    poll: Poll
    page: PollPage
    phase: PollPhase
    group: int


def polls_listed(
    *, section: PollIndexPage, number: str | None, now: datetime
) -> PaginatorPage[Any]:
    """Return one screen of a section's polls, of all units where it belongs to none.

    Open ones first, the next to close in front; then what opens next; then what closed last. In the
    national list the Confederation's own come first in each. A bad number gives the nearest screen.
    """
    screen: PaginatorPage[Any] = Paginator(_ordered(_polls_of(section), now), PAGE_SIZE).get_page(
        number
    )
    polls: list[Any] = list(screen.object_list)
    pages = _pages_by_key(polls, section)
    screen.object_list = [
        ListedPoll(poll, pages[poll.page.translation_key], poll.phase(now), poll.rank)
        for poll in polls
        if poll.page.translation_key in pages
    ]
    return screen


def _polls_of(section: PollIndexPage) -> QuerySet[Poll]:
    pages = _readable(section).filter(translation_key=OuterRef("page__translation_key"))
    polls = Poll.objects.filter(Exists(pages), status__in=SHOWN)
    return polls if section.unit_id is None else polls.filter(**of_lineage(section.unit_id))


def _readable(section: PollIndexPage) -> QuerySet[PollPage]:
    pages = PollPage.objects.live().filter(is_unrestricted(), locale=section.locale_id)
    return pages.order_by()


def _ordered(polls: QuerySet[Poll], now: datetime) -> QuerySet[Poll]:
    running = Q(status=PollStatus.ANNOUNCED)
    rank = Case(
        When(running & Q(opens_at__gt=now), then=COMING),
        When(running & Q(closes_at__gt=now), then=OPEN),
        default=OVER,
        output_field=IntegerField(),
    )
    next_moment = Case(
        When(rank=OPEN, then=F("closes_at")),
        When(rank=COMING, then=F("opens_at")),
        output_field=DateTimeField(),
    )
    of_units = Case(
        When(unit__kind=UnitKind.CONFEDERATION, then=0), default=1, output_field=IntegerField()
    )
    ended = Coalesce("cancelled_at", "closes_at", "made_at")
    return (
        polls.annotate(rank=rank)
        .annotate(of_units=of_units, next_moment=next_moment)
        .select_related("unit", "page")
        .order_by("rank", "of_units", "next_moment", ended.desc(), "-pk")
    )


def _pages_by_key(polls: list[Poll], section: PollIndexPage) -> dict:
    keys = [poll.page.translation_key for poll in polls]
    pages = _readable(section).filter(translation_key__in=keys).select_related("locale")
    return {page.translation_key: page for page in pages}
