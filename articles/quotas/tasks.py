"""Mail of quotas, sent by the worker."""

from django_tasks import task


@task()
def send_quota_reminder(unit_id: int, week: str) -> None:
    """Tell the people of a unit that it is short in the week of an ISO day."""
    from datetime import date

    from django.utils import timezone

    from articles.quotas.mail import deliver_reminder

    deliver_reminder(unit_id=unit_id, week=date.fromisoformat(week), now=timezone.now())
