"""A year of pieces for every unit of a portal, invented, as the quotas read them.

Units differ: some send every week and more than they must, some forget weeks, some send hardly
anything; a department's piece now and then has no picture.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bulk import insert_pages, insert_rows
from django.db import transaction
from django.db.models import Max

from articles.enums import ContributionState, RouteKind
from articles.models import (
    Contribution,
    Desk,
    NewsIndexPage,
    NewsPage,
    ThematicIndexPage,
    ThematicPage,
)
from core.weeks import end_of_week, week_of, weeks_of_year
from units.enums import UnitKind

KINDS = {
    RouteKind.NEWS: (NewsPage, NewsIndexPage),
    RouteKind.THEMATIC: (ThematicPage, ThematicIndexPage),
}
THEMATIC_UNITS = (UnitKind.DEPARTMENT, UnitKind.ATTACHED_UNIT)
# How much a unit sends beside the average, one kind of unit after another.
ZEAL = (0.05, 0.4, 0.7, 1.0, 1.3, 2.0)
USED, ILLUSTRATED = 0.75, 0.85
LONGEST_WAIT = 12  # days from a desk's door to the use


@transaction.atomic
def insert_year(*, pieces: int, year: int, until: datetime) -> int:
    """Insert about `pieces` contributions sent in an ISO year before `until`; return how many."""
    chance, desks = random.Random(1197), {desk.code: desk.pk for desk in Desk.objects.all()}
    made = 0
    for kind, (model, section) in KINDS.items():
        for parent in section.objects.filter(unit__isnull=False).select_related("unit"):
            moments = list(_moments(chance, parent.unit, kind, pieces, year, until))
            pages = [_page(model, parent, number) for number in range(len(moments))]
            insert_pages(parent=parent, pages=pages, published_at=moments)
            _insert_contributions(chance, kind, desks[kind], pages, moments, until)
            made += len(moments)
    return made


def _moments(
    chance: random.Random, unit: Any, kind: str, pieces: int, year: int, until: datetime
) -> Iterator[datetime]:
    """Give the moments at which one unit's pieces of a type came, some weeks left out."""
    weeks, units = weeks_of_year(year), 104
    is_main = (kind == RouteKind.THEMATIC) == (unit.kind in THEMATIC_UNITS)
    zeal = ZEAL[unit.pk % len(ZEAL)] / (sum(ZEAL) / len(ZEAL))
    average = pieces / units / len(weeks) * zeal * (0.9 if is_main else 0.1)
    for week in weeks:
        begin = end_of_week(week) - timedelta(days=7)
        number = _about(chance, average * chance.choice((0, 1, 1, 1, 2)))
        for _ in range(number):
            moment = begin + timedelta(minutes=chance.randrange(7 * 24 * 60))
            if moment < until:
                yield moment


def _about(chance: random.Random, average: float) -> int:
    whole, rest = divmod(average, 1)
    return int(whole) + (chance.random() < rest)


def _page(model: Any, parent: Any, number: int) -> Any:
    title = f"{parent.unit.short_name_vi}: tin, bài thử số {number + 1}"
    return model(title=title, slug=f"chi-tieu-{number}", unit_id=parent.unit_id)


def _insert_contributions(
    chance: random.Random,
    kind: str,
    desk_id: int,
    pages: list[Any],
    moments: list[datetime],
    until: datetime,
) -> None:
    first = (Contribution.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    rows = []
    for position, (page, sent_at) in enumerate(zip(pages, moments, strict=True)):
        used_at = sent_at + timedelta(hours=chance.randrange(1, LONGEST_WAIT * 24))
        is_used = used_at < until and chance.random() < USED
        rows.append(
            Contribution(
                pk=first + position,
                page_id=page.pk,
                unit_id=page.unit_id,
                kind=kind,
                desk_id=desk_id,
                title=page.title,
                state=ContributionState.USED if is_used else ContributionState.NOT_USED,
                word_count=chance.randrange(200, 1500),
                picture_count=int(chance.random() < ILLUSTRATED),
                submitted_at=sent_at,
                waiting_since=sent_at,
                sent_at=sent_at,
                sent_week=week_of(sent_at),
                used_at=used_at if is_used else None,
                used_week=week_of(used_at) if is_used else None,
            )
        )
    insert_rows(Contribution, rows)
