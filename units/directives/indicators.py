"""What half-year reports count of directives: acknowledged and answered by the day they asked."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.indicators import Figure, Indicator, IndicatorKind, Record, Window, register, share_of

from .enums import DirectiveState
from .models import DirectiveReceipt

COUNTED = (DirectiveState.SENT, DirectiveState.CLOSED)


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
class Timeliness:
    """Judges one step of a receipt against its due day: `moment_of` is when it was taken."""

    moment_of: Callable[[DirectiveReceipt], datetime | None]
    answering_only: bool = False

    def count(self, unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
        """Return the share in time by unit in charge; none where nothing was due. One query."""
        part: Counter[int] = Counter()
        whole: Counter[int] = Counter()
        today = _day(window.now)
        for receipt in self._rows(unit_ids, window):
            if self._is_judged(receipt, today):
                whole[receipt.in_charge_id] += 1
                part[receipt.in_charge_id] += self._is_in_time(receipt)
        found = {unit_id: share_of(part[unit_id], number) for unit_id, number in whole.items()}
        return {unit_id: figure for unit_id, figure in found.items() if figure}

    def records(self, unit_id: int, window: Window) -> list[Record]:
        """Return the judged receipts of a unit, latest deadline first."""
        rows, today = self._rows([unit_id], window), _day(window.now)
        return [self._record(receipt) for receipt in rows if self._is_judged(receipt, today)]

    def _rows(self, unit_ids: Collection[int], window: Window) -> QuerySet[DirectiveReceipt]:
        rows = DirectiveReceipt.objects.filter(
            in_charge_id__in=unit_ids,
            directive__state__in=COUNTED,
            due_on__gte=window.starts_on,
            due_on__lte=window.ends_on,
        )
        if self.answering_only:
            rows = rows.filter(must_answer=True)
        return rows.select_related("directive").order_by("-due_on", "-pk")

    def _is_judged(self, receipt: DirectiveReceipt, today: date) -> bool:
        return self.moment_of(receipt) is not None or receipt.due_on < today

    def _is_in_time(self, receipt: DirectiveReceipt) -> bool:
        moment = self.moment_of(receipt)
        return moment is not None and _day(moment) <= receipt.due_on

    def _record(self, receipt: DirectiveReceipt) -> Record:
        moment = self.moment_of(receipt)
        late = _("Late") if moment else _("Open and overdue")
        in_time = self._is_in_time(receipt)
        return Record(
            label=receipt.directive.title,
            happened_at=moment or receipt.due_on,
            counts=in_time,
            note=_("In time") if in_time else late,
        )


ACKNOWLEDGED = Timeliness(lambda receipt: receipt.acknowledged_at)
ANSWERED = Timeliness(lambda receipt: receipt.answered_at, answering_only=True)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()
