"""Mail about people's accounts, sent by the worker."""

from django_tasks import task


@task()
def tell_of_ended_account(person_id: int, is_closed: bool) -> None:
    """Tell who manages a unit's accounts that one ended with the last appointment."""
    from .mail import deliver_ended_account

    deliver_ended_account(person_id=person_id, is_closed=is_closed)
