"""Changes days of the calendar: the audit trail keeps what each said before and after."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from core.audit import record
from core.models import CalendarDay


@transaction.atomic
def keep_day(*, day: CalendarDay, user) -> CalendarDay:
    """Keep a valid day, new or changed; it holds for every deadline from now on."""
    former = CalendarDay.objects.select_for_update().filter(pk=day.pk).first()
    day.save()
    if former is None:
        record(actor=user, action="calendar.day.added", subject=day, **_facts(day))
        log(instance=day, action="wagtail.create", user=user)
    else:
        facts = _facts(day) | {"before": _facts(former)}
        record(actor=user, action="calendar.day.changed", subject=day, **facts)
        log(instance=day, action="wagtail.edit", user=user)
    return day


@transaction.atomic
def remove_day(*, day: CalendarDay, user) -> None:
    """Remove a wrong day; the trail keeps what it said."""
    record(actor=user, action="calendar.day.removed", subject=day, **_facts(day))
    log(instance=day, action="wagtail.delete", user=user, deleted=True)
    day.delete()


def _facts(day: CalendarDay) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "kind": day.kind,
        "name_vi": day.name_vi,
        "name_en": day.name_en,
        "source": day.source,
        "is_provisional": day.is_provisional,
    }
