"""Which pieces stand where on the front page at a moment: what desks placed, then the newest."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.conf import settings
from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
)
from wagtail.models import Locale

from articles.api_cards import open_articles
from articles.enums import ArticleFormat
from articles.models import ArticlePage
from articles.queries import LANGUAGE_NUMBER, of_kind
from articles.querysets import ArticleQuerySet
from home.models import FrontSlot
from home.zones import FORMATS, OPEN_ZONES, PLACES, Zone, source_of

NEWEST = Value(0, output_field=IntegerField())
COLUMNS = ("pk", "zone_name", "rank_in_zone", "slot_id", "shown_at")


@dataclass(frozen=True)
class Selection:
    """Ids of the pieces of each zone in order, and those of the slots that put some there."""

    pieces: dict[Zone, list[int]]
    slots: frozenset[int]

    @property
    def ids(self) -> list[int]:
        """Return the ids of all pieces; no piece stands twice."""
        return [pk for found in self.pieces.values() for pk in found]


def portal_pieces(*, locale_id: int) -> ArticleQuerySet:
    """Return what may stand on the front page of a language: readable, and not sub-site only."""
    return open_articles().on_portal().filter(locale_id=locale_id)


def pieces_for(zone: str, *, locale_id: int) -> ArticleQuerySet:
    """Return the pieces that a desk may place in a zone."""
    pieces = portal_pieces(locale_id=locale_id)
    if zone in OPEN_ZONES:
        return pieces
    if zone in FORMATS:
        return pieces.filter(format=FORMATS[Zone(zone)])
    return cast(ArticleQuerySet, of_kind(pieces, zone))


def select_pieces(*, locale: Locale, moment: datetime) -> Selection:
    """Return what stands on the front page of a language at `moment`. One query.

    A piece that was placed twice stands where it comes first; a slot beyond the places of its zone
    or whose piece cannot be read counts for nothing.
    """
    placed: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    newest: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for pk, zone, rank, slot_id, published_at in _rows(locale, moment):
        if slot_id:
            placed[zone].append((rank, slot_id, pk))
        else:
            newest[zone].append((published_at, pk))
    pieces, slots = _take_placed(placed)
    _fill_up(pieces, newest)
    return Selection(pieces, slots)


def _take_placed(
    placed: dict[str, list[tuple[int, int, int]]],
) -> tuple[dict[Zone, list[int]], frozenset[int]]:
    pieces: dict[Zone, list[int]] = {zone: [] for zone in Zone}
    taken, slots = set(), set()
    for zone in Zone:
        for _rank, slot_id, pk in sorted(placed[zone]):
            if pk not in taken and len(pieces[zone]) < PLACES[zone]:
                pieces[zone].append(pk)
                taken.add(pk)
                slots.add(slot_id)
    return pieces, frozenset(slots)


def _fill_up(pieces: dict[Zone, list[int]], newest: dict[str, list[tuple[datetime, int]]]) -> None:
    taken = {pk for found in pieces.values() for pk in found}
    for zone in Zone:
        for _published_at, pk in sorted(newest[source_of(zone)], reverse=True):
            if pk not in taken and len(pieces[zone]) < PLACES[zone]:
                pieces[zone].append(pk)
                taken.add(pk)


def _rows(locale: Locale, moment: datetime) -> QuerySet:
    """Return slots in time and the newest pieces of each source in one query.

    The newest are cut in a sub-query each: no database but PostgreSQL cuts the parts of a union.
    """
    readable = portal_pieces(locale_id=locale.pk).filter(pk=OuterRef("piece_id"))
    slots = FrontSlot.objects.shown_at(moment).filter(Exists(readable), locale=locale)
    rows = slots.order_by().values_list("piece_id", "zone", "rank", "pk", "piece__published_at")
    return rows.union(
        *(_newest(zone, locale) for zone in Zone if zone not in OPEN_ZONES),
        all=True,
    )


def _newest(zone: Zone, locale: Locale) -> QuerySet:
    # Pieces placed in the open zones are missing from their own section, so as many more are read.
    depth = PLACES[zone] + sum(PLACES[one] for one in OPEN_ZONES)
    newest = _by_date(zone, locale).newest().values("pk")[:depth]
    found = ArticlePage.objects.filter(pk__in=newest).order_by()
    return found.annotate(
        zone_name=Value(zone.value, output_field=CharField()),
        rank_in_zone=NEWEST,
        slot_id=NEWEST,
        shown_at=F("published_at"),
    ).values_list(*COLUMNS)


def _by_date(zone: Zone, locale: Locale) -> ArticleQuerySet:
    """Return the pieces of a source so that a database without statistics reads few of them.

    Those of the portal's own language are read along an index of dates, which the one of languages
    would displace; another language has few pieces, which that one finds. Photo stories and videos
    have strips of their own and are not among the news.
    """
    pieces = open_articles().on_portal()
    if zone in FORMATS:
        pieces = pieces.filter(format=FORMATS[zone])
    else:
        text = of_kind(pieces, zone).filter(format=ArticleFormat.TEXT)
        pieces = cast(ArticleQuerySet, text)
    if locale.language_code != settings.LANGUAGE_CODE:
        return pieces.filter(locale=locale)
    return pieces.alias(language_number=LANGUAGE_NUMBER).filter(language_number=locale.pk)
