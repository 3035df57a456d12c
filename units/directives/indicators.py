"""What half-year reports count of directives: acknowledged and answered by the day they asked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.indicators import Figure, Indicator, IndicatorKind, Record, Window, register, share_of

from .timeliness import (
    Timeliness,
    acknowledged_in_time,
    acknowledgements,
    answered_in_time,
    answers,
    must_be_acknowledged,
    must_be_answered,
    receipts_due,
)


def register_indicators() -> None:
    """Put the indicators of directives into the registry."""
    register(
        Indicator(
            code="directives_acknowledged",
            order=100,
            label=gettext_lazy("Directives acknowledged in time"),
            formula=gettext_lazy(
                "Directives due in the period that the unit acknowledged by the deadline, of those"
                " it acknowledged and those that are overdue; what was called off does not count."
            ),
            kind=IndicatorKind.SHARE,
            count=ACKNOWLEDGED.count,
            records=ACKNOWLEDGED.records,
            weight=10,
        )
    )
    register(
        Indicator(
            code="directives_answered",
            order=110,
            label=gettext_lazy("Directives answered in time"),
            formula=gettext_lazy(
                "Directives due in the period that the unit answered by the deadline, of those that"
                " asked for an answer and are answered or overdue; what was called off does not"
                " count."
            ),
            kind=IndicatorKind.SHARE,
            count=ANSWERED.count,
            records=ANSWERED.records,
            weight=15,
        )
    )


@dataclass(frozen=True)
class _Step:
    """One thing that a unit has to do with a directive, as `timeliness` judges it."""

    counted: Callable[..., dict[int, Timeliness]]
    whole: Callable[[datetime], Q]
    part: Callable[[datetime], Q]
    field: str

    def count(self, unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
        """Return the share in time by unit in charge; none where nothing was due. One query."""
        counted = self.counted(
            first=window.starts_on, last=window.ends_on, now=window.now, unit_ids=unit_ids
        )
        found = {unit_id: share_of(one.part, one.whole) for unit_id, one in counted.items()}
        return {unit_id: figure for unit_id, figure in found.items() if figure}

    def records(self, unit_id: int, window: Window) -> list[Record]:
        """Return the receipts of a unit that are in the whole, latest last day first."""
        due = receipts_due(first=window.starts_on, last=window.ends_on, unit_ids=[unit_id])
        in_time = Case(When(self.part(window.now), then=Value(True)), default=Value(False))
        rows = due.filter(self.whole(window.now)).annotate(in_time=in_time)
        receipts = list(rows.select_related("directive").order_by("-due_on", "-pk"))
        return [self._record(receipt) for receipt in receipts]

    def _record(self, receipt: Any) -> Record:
        moment = getattr(receipt, self.field)
        late = _("Late") if moment else _("Open and overdue")
        return Record(
            label=receipt.directive.title,
            happened_at=moment or receipt.due_on,
            counts=receipt.in_time,
            note=_("In time") if receipt.in_time else late,
            url=reverse("directive_receipt", args=[receipt.pk]),
        )


ACKNOWLEDGED = _Step(
    acknowledgements, must_be_acknowledged, acknowledged_in_time, "acknowledged_at"
)
ANSWERED = _Step(answers, must_be_answered, answered_in_time, "answered_at")
