"""Mail about questions, sent by the worker."""

from django_tasks import task


@task()
def send_desk_mail(event: str, question_id: int, recipient_ids: list[int], context: dict) -> None:
    """Tell people of the union what is to be done with a question."""
    from .services.desk_mail import deliver

    deliver(event=event, question_id=question_id, recipient_ids=recipient_ids, context=context)


@task()
def send_reminder(kind: str, question_ids: list[int], recipient_id: int) -> None:
    """Remind one person of questions that are due soon or overdue."""
    from django.utils import timezone

    from .services.reminders import deliver_reminder

    deliver_reminder(
        kind=kind, question_ids=question_ids, recipient_id=recipient_id, now=timezone.now()
    )


@task()
def send_asker_mail(event: str, question_id: int) -> None:
    """Tell the askers of a question who want mail that there is news."""
    from .services.asker_mail import deliver

    deliver(event=event, question_id=question_id)


@task()
def tell_of_asker(question_id: int, event: str) -> None:
    """Tell those who work on a question what its asker did."""
    from .services.asking_mail import deliver

    deliver(question_id=question_id, event=event)
