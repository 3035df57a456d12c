"""Figures of questions: what is due and late, and how many answers came in time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from core.working_days import Calendar, add_working_days

from .enums import ANSWERED, OPEN, WITH_CENTRE, WITH_UNIT, QuestionState
from .models import Question

SOON_DAYS = 3


@dataclass(frozen=True)
class UnitFigures:
    """How a unit answered in a period; what is open and overdue counts against it."""

    answered: int = 0
    on_time: int = 0
    overdue: int = 0

    @property
    def rate(self) -> int | None:
        """Return the percentage answered in time, None where there was nothing to answer."""
        owed = self.answered + self.overdue
        return None if owed == 0 else round(100 * self.on_time / owed)


@dataclass(frozen=True)
class UnitLoad:
    """What a unit has before it today; `soon` and `overdue` are parts of `open`."""

    open: int = 0
    soon: int = 0
    overdue: int = 0


def unit_loads(
    *, today: date, soon_until: date, unit_ids: Collection[int] | None = None
) -> dict[int, UnitLoad]:
    """Return by unit what is open, due soon and overdue today; one query."""
    counted = _of_units(unit_ids).annotate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        soon=Count("pk", filter=is_due_soon(today, soon_until)),
        overdue=Count("pk", filter=is_late(today)),
    )
    return {row["unit"]: UnitLoad(row["open"], row["soon"], row["overdue"]) for row in counted}


def _of_units(unit_ids: Collection[int] | None) -> QuerySet[Question, Any]:
    """Return the questions that have a unit, to be counted by it."""
    rows = Question.objects.filter(unit__isnull=False)
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    return rows.order_by().values("unit")


def unit_figures(
    *, first: date, last: date, today: date, unit_ids: Collection[int] | None = None
) -> dict[int, UnitFigures]:
    """Return the figures by unit of the answers sent from `first` to `last`; one query.

    Late is what was sent after its last day, also when a better answer followed. Overdue is what
    should have been answered by `last` and is not.
    """
    answered = Q(state__in=ANSWERED, answered_at__gte=_begin(first))
    answered &= Q(answered_at__lt=_begin(last + timedelta(days=1)))
    overdue = is_late(today) & Q(due_on__lte=last)
    counted = _of_units(unit_ids).annotate(
        answered=Count("pk", filter=answered),
        on_time=Count("pk", filter=answered & Q(was_late=False)),
        overdue=Count("pk", filter=overdue),
    )  # fmt: skip
    return {
        row["unit"]: UnitFigures(row["answered"], row["on_time"], row["overdue"]) for row in counted
    }


def _begin(day: date) -> datetime:
    """Return the first moment of a day of the portal's own clock."""
    moment = datetime.combine(day, time.min)
    return timezone.make_aware(moment, timezone.get_default_timezone())


def is_owed() -> Q:
    """Return the condition of what a unit has to answer while its clock runs."""
    return Q(state__in=WITH_UNIT, waiting_since__isnull=True)


def is_late(today: date) -> Q:
    """Return the condition of what is owed and overdue."""
    return is_owed() & Q(due_on__lt=today)


def is_due_soon(today: date, last: date) -> Q:
    """Return the condition of what is owed and due from today to `last`."""
    return is_owed() & Q(due_on__gte=today, due_on__lte=last)


def soon_until(today: date) -> date:
    """Return the last day of what is due soon: within three working days; one query."""
    return add_working_days(today, SOON_DAYS)


def is_new() -> Q:
    """Return the condition of what the centre has to give to a unit."""
    return Q(state__in=WITH_CENTRE)


def is_in_review() -> Q:
    """Return the condition of what the centre has to check."""
    return Q(state=QuestionState.IN_REVIEW)


def is_waiting() -> Q:
    """Return the condition of what waits for its asker."""
    return Q(state__in=OPEN, waiting_since__isnull=False)


def is_contested() -> Q:
    """Return the condition of answers with which their askers disagree."""
    return Q(state__in=ANSWERED, is_contested=True)


def calendar_around(days: Collection[date]) -> Calendar | None:
    """Return the calendar over some days, so that each row can count; one query, None for none."""
    return Calendar.covering(min(days), max(days)) if days else None
