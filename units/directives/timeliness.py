"""Which directives were acknowledged and answered in time: what indicators are built on.

A receipt falls due on `due_on`, the deadline or the day that an extension gave, until midnight in
Ho Chi Minh City. It counts for the unit in charge. What was done counts in the whole however early;
what is open counts once it is overdue. Of cancelled directives and those without a deadline nothing
is due. A returned answer does not count as one; a directive that was changed must be acknowledged
anew, by the deadline that holds now.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.lookups import LessThanOrEqual

from core.days import day_in, day_of

from .enums import DirectiveState
from .models import DirectiveReceipt


@dataclass(frozen=True)
class Timeliness:
    """How many receipts were due (`whole`), and how many of them were in time (`part`)."""

    part: int = 0
    whole: int = 0


def receipts_due(
    *, first: date, last: date, unit_ids: Collection[int] | None = None
) -> QuerySet[DirectiveReceipt]:
    """Return the receipts that fall due from `first` to `last`, both included."""
    receipts = DirectiveReceipt.objects.filter(
        due_on__range=(first, last),
        directive__state__in=[DirectiveState.SENT, DirectiveState.CLOSED],
    )
    return receipts if unit_ids is None else receipts.filter(in_charge__in=unit_ids)


def acknowledged(now: datetime) -> Q:
    """Tell the receipts that had been acknowledged at a moment."""
    return Q(acknowledged_at__isnull=False, acknowledged_at__lte=now)


def acknowledged_in_time(now: datetime) -> Q:
    """Tell the receipts that were acknowledged on the day they fell due or before."""
    return acknowledged(now) & _in_time("acknowledged_at")


def answered(now: datetime) -> Q:
    """Tell the receipts with an answer that was sent by a moment and not returned."""
    return Q(answered_at__isnull=False, answered_at__lte=now)


def answered_in_time(now: datetime) -> Q:
    """Tell the receipts that were answered on the day they fell due or before."""
    return answered(now) & _in_time("answered_at")


def must_be_acknowledged(now: datetime) -> Q:
    """Tell the receipts that count in the whole: acknowledged, or open and overdue."""
    return acknowledged(now) | Q(due_on__lt=day_of(now))


def must_be_answered(now: datetime) -> Q:
    """Tell the receipts that count in the whole of answers: answered, or open and overdue."""
    return Q(must_answer=True) & (answered(now) | Q(due_on__lt=day_of(now)))


def acknowledgements(
    *, first: date, last: date, now: datetime, unit_ids: Collection[int] | None = None
) -> dict[int, Timeliness]:
    """Return how in time each unit in charge acknowledged what was due; one query.

    A unit of which nothing was due is left out.
    """
    receipts = receipts_due(first=first, last=last, unit_ids=unit_ids)
    return _by_unit(receipts.filter(must_be_acknowledged(now)), acknowledged_in_time(now))


def answers(
    *, first: date, last: date, now: datetime, unit_ids: Collection[int] | None = None
) -> dict[int, Timeliness]:
    """Return how in time each unit in charge answered where it must; one query, as above."""
    receipts = receipts_due(first=first, last=last, unit_ids=unit_ids)
    return _by_unit(receipts.filter(must_be_answered(now)), answered_in_time(now))


def _in_time(field: str) -> Q:
    """Tell the receipts of which a moment lies on the day due or before, by the portal's clock.

    The zone is named: a plain `__date` counts in the one that the reader's account prefers.
    """
    return Q(LessThanOrEqual(day_in(field), F("due_on")))


def _by_unit(receipts: QuerySet[DirectiveReceipt], in_time: Q) -> dict[int, Timeliness]:
    rows = (
        receipts.order_by()
        .values_list("in_charge")
        .annotate(part=Count("pk", filter=in_time), whole=Count("pk"))
    )
    return {unit_id: Timeliness(part, whole) for unit_id, part, whole in rows}
