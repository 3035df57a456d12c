"""Mail about directives, sent by the worker."""

from datetime import date

from django.db import transaction
from django_tasks import task

from core.days import day_of


@task()
def tell_each_unit(event: str, receipt_ids: list[int]) -> None:
    """Order one mail for each unit: all or none, so that a second try repeats nothing."""
    with transaction.atomic():
        for receipt_id in receipt_ids:
            tell_unit.enqueue(event=event, receipt_id=receipt_id)


@task()
def tell_unit(event: str, receipt_id: int) -> None:
    """Tell the officers and leaders of one unit."""
    from .services.news import deliver_to_unit

    deliver_to_unit(event=event, receipt_id=receipt_id)


@task()
def tell_the_office(event: str, receipt_id: int) -> None:
    """Tell the Office what a unit asks."""
    from .services.news import deliver_to_office

    deliver_to_office(event=event, receipt_id=receipt_id)


@task()
def send_reminder(kind: str, receipt_ids: list[int], unit_id: int | None, day: str) -> None:
    """Remind the people of one unit, or tell the Office where there is no unit.

    `day` is the one on which the reminder was ordered; a late worker speaks of its own day.
    """
    from django.utils import timezone

    from .services.reminder_mail import deliver_reminder

    today = max(date.fromisoformat(day), day_of(timezone.now()))
    deliver_reminder(kind=kind, receipt_ids=receipt_ids, unit_id=unit_id, today=today)
