"""Mail about operations, sent after the request by the task worker."""

from django_tasks import task


@task()
def send_failure_mail(operation_id: int, reasons: list[str]) -> None:
    """Tell who runs the portal and who confirmed a plan that it was held back on its day."""
    from .mail import deliver_failure

    deliver_failure(operation_id=operation_id, reasons=reasons)
