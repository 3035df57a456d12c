"""Ends the review of a piece that a desk does not use."""

from datetime import datetime

from wagtail.models import TaskState, WorkflowState

from articles.services.contributions import record_not_used
from core.models import User


def end_unused(*, task_state: TaskState, user: User, reason: str, now: datetime) -> None:
    """Reject the step, end the whole workflow and record it; the unit may send the piece again.

    Recorded first: the receivers of a cancelled workflow leave a decided piece alone.
    """
    task_state.reject(user=user, update=False, comment=reason)
    running = WorkflowState.objects.get(pk=task_state.workflow_state_id)
    record_not_used(workflow_state=running, user=user, reason=reason, now=now)
    running.cancel(user=user)
