"""Mail about people's accounts, sent by the worker."""

from django_tasks import task


@task()
def tell_of_ended_account(person_id: int, is_closed: bool) -> None:
    """Tell who manages a unit's accounts that one ended with the last appointment."""
    from .mail import deliver_ended_account

    deliver_ended_account(person_id=person_id, is_closed=is_closed)


@task()
def follow_photo(image_id: int) -> None:
    """Make the sizes of a public photo, or delete those of one that is not any more."""
    from .public.portraits import follow_photo as follow

    follow(image_id)
