"""Tells a unit that its report was returned, or a contested figure decided."""

from functools import partial

from django.db import transaction

from ..models import HalfYearReport
from ..people import people_of
from .mail import send_to_people

RETURNED, DECIDED = "returned", "decided"


def queue_news(report: HalfYearReport, event: str) -> None:
    """Order the mail with the transaction; `event` is RETURNED or DECIDED."""
    from ..tasks import send_report_news

    transaction.on_commit(partial(send_report_news.enqueue, report_id=report.pk, event=event))


def deliver_news(*, report_id: int, event: str) -> int:
    """Send the mail to officers and leaders of the unit; return how many got it."""
    report = HalfYearReport.objects.select_related("period").filter(pk=report_id).first()
    if report is None:
        return 0
    return send_to_people(event, report, people_of([report])[report.pk])
