"""How many pieces units sent and how many were used, week by week: one query for any number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet, Value

from articles.enums import RouteKind
from articles.models import Contribution, QuotaRule

# A notice goes to no desk and counts for nothing.
COUNTED_KINDS = (RouteKind.NEWS, RouteKind.THEMATIC)


class Measure(StrEnum):
    """What is counted: pieces by the week in which they came, or in which they were used."""

    SENT = "sent"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Tally:
    """Pieces of one unit in one week by type, the illustrated among them apart."""

    news: int = 0
    news_illustrated: int = 0
    thematic: int = 0
    thematic_illustrated: int = 0

    def counted(self, rule: QuotaRule | None) -> int:
        """Return how many of the pieces a rule asks for; without a rule all of them."""
        if rule is None:
            return self.news + self.thematic
        news = self.news_illustrated if rule.needs_picture else self.news
        thematic = self.thematic_illustrated if rule.needs_picture else self.thematic
        if rule.piece_kind == RouteKind.NEWS:
            return news
        return thematic if rule.piece_kind == RouteKind.THEMATIC else news + thematic


NOTHING = Tally()
Tallies = dict[tuple[str, int, date], Tally]


def read_tallies(*, weeks: Sequence[date], unit_ids: Collection[int] | None = None) -> Tallies:
    """Return tallies by (measure, unit id, Monday) from the first of `weeks` to the last.

    A translation counts nowhere: its original did.

    One query; units and weeks without a piece are left out. `unit_ids` None stands for all.
    """
    sent, used = (_grouped(measure, weeks, unit_ids) for measure in Measure)
    return {
        (measure, unit_id, week): Tally(*counts)
        for measure, unit_id, week, *counts in sent.union(used, all=True)
    }


def counted_pieces(rule: QuotaRule | None) -> Q:
    """Return the condition under which a piece counts for a rule; without a rule for the total."""
    kinds = [rule.piece_kind] if rule and rule.piece_kind else COUNTED_KINDS
    counted = Q(kind__in=kinds, is_translation=False)
    return counted & Q(picture_count__gt=0) if rule and rule.needs_picture else counted


def _grouped(measure: Measure, weeks: Sequence[date], unit_ids: Collection[int] | None) -> QuerySet:
    pieces = Contribution.objects.filter(**{f"{measure}_week__range": (weeks[0], weeks[-1])})
    if unit_ids is not None:
        pieces = pieces.filter(unit_id__in=unit_ids)
    return tallied(pieces, measure)


def tallied(pieces: QuerySet[Contribution], measure: Measure) -> QuerySet:
    """Return (measure, unit id, Monday, the counts of a `Tally`) of those pieces that may count."""
    field = f"{measure}_week"
    pieces = pieces.filter(kind__in=COUNTED_KINDS, is_translation=False)
    illustrated = Q(picture_count__gt=0)
    return (
        pieces.order_by()
        .values("unit_id", week=F(field))
        .annotate(
            measure=Value(measure.value),
            news=Count("pk", filter=Q(kind=RouteKind.NEWS)),
            news_illustrated=Count("pk", filter=illustrated & Q(kind=RouteKind.NEWS)),
            thematic=Count("pk", filter=Q(kind=RouteKind.THEMATIC)),
            thematic_illustrated=Count("pk", filter=illustrated & Q(kind=RouteKind.THEMATIC)),
        )
        .values_list(
            "measure",
            "unit_id",
            "week",
            "news",
            "news_illustrated",
            "thematic",
            "thematic_illustrated",
        )
    )
