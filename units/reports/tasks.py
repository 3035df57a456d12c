"""Mail about half-year reports, sent by the worker."""

from django_tasks import task


@task()
def send_report_reminder(report_id: int, kind: str) -> None:
    """Remind the people of a unit of a report that is due soon or late."""
    from django.utils import timezone

    from .services.reminders import deliver_reminder

    deliver_reminder(report_id=report_id, kind=kind, now=timezone.now())


@task()
def send_report_news(report_id: int, event: str) -> None:
    """Tell the people of a unit what the department did with their report."""
    from .services.news import deliver_news

    deliver_news(report_id=report_id, event=event)
