"""Mail of the invitations, sent after the request by the task worker."""

from django_tasks import task


@task()
def send_invitation_mail(invitation_id: int) -> None:
    """Send the link of an invitation; the token is made here and never enters the queue."""
    from units.accounts.mail import deliver_invitation

    deliver_invitation(invitation_id=invitation_id)
