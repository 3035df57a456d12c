"""What half-year reports count of opinions: how many members sent on a unit's topics."""

from collections.abc import Collection

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import PageAddresses
from units.indicators import Figure, Indicator, IndicatorKind, Record, Window, count_of, register

from .enums import OpinionState
from .models import Opinion

COUNTED = (OpinionState.RECEIVED, OpinionState.PUBLISHED)


def register_indicators() -> None:
    """Put the indicator of opinions into the registry."""
    register(
        Indicator(
            code="opinions_received",
            order=80,
            label=gettext_lazy("Opinions received"),
            formula=gettext_lazy(
                "Opinions that members sent in the period on the unit's topics; those that were"
                " refused or withdrawn do not count."
            ),
            kind=IndicatorKind.COUNT,
            count=count_received,
            records=received_records,
        )
    )


def count_received(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return how many opinions came in a window on the topics of units; one query."""
    rows = _received(unit_ids, window).order_by().values_list("topic__unit_id")
    counts = dict(rows.annotate(Count("pk")))
    return {unit_id: count_of(counts.get(unit_id, 0)) for unit_id in unit_ids}


def received_records(unit_id: int, window: Window) -> list[Record]:
    """Return the opinions on a unit's topics, newest first: number and topic, nothing of theirs."""
    rows = _received([unit_id], window).select_related("topic").order_by("-received_at", "-pk")
    addresses = PageAddresses()
    return [
        Record(
            label=_("Opinion no. %(number)s, %(topic)s")
            % {"number": opinion.pk, "topic": opinion.topic.title},
            happened_at=opinion.received_at,
            note=opinion.get_state_display(),
            url=(addresses.of(opinion.topic.url_path) or "") if opinion.topic.live else "",
        )
        for opinion in rows.only(
            "received_at", "state", "topic__title", "topic__url_path", "topic__live"
        )
    ]


def _received(unit_ids: Collection[int], window: Window) -> QuerySet[Opinion]:
    return Opinion.objects.filter(
        topic__unit_id__in=unit_ids,
        state__in=COUNTED,
        received_at__gte=window.begin,
        received_at__lt=window.end,
    )
