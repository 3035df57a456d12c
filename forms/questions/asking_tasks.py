"""Mail that follows what an asker did, sent by the worker."""

from django_tasks import task


@task()
def tell_centre(question_id: int, event: str) -> None:
    """Tell the centre of members' voice what an asker did."""
    from .asking_mail import deliver_to_centre

    deliver_to_centre(question_id=question_id, event=event)


@task()
def tell_unit(question_id: int, event: str) -> None:
    """Tell those who work on a question what its asker did."""
    from .asking_mail import deliver_to_unit

    deliver_to_unit(question_id=question_id, event=event)
