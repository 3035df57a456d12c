"""Publishes exactly the revision that was approved."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from articles.errors import ReviewRefused


@transaction.atomic
def publish_approved_revision(workflow_state: WorkflowState, user=None) -> None:
    """Publish the revision that every step approved; Wagtail's own takes the latest unread.

    Called by Wagtail when a workflow ends. Raises `ReviewRefused` when any active step lacks an
    approval of this very revision, or when a newer revision exists.
    """
    page = Page.objects.select_for_update().get(pk=workflow_state.object_id)
    revision = workflow_state.current_task_state.revision
    steps = set(workflow_state.workflow.tasks.filter(active=True).values_list("pk", flat=True))
    approved = set(
        TaskState.objects.filter(
            workflow_state=workflow_state,
            revision=revision,
            status=TaskState.STATUS_APPROVED,
        ).values_list("task_id", flat=True)
    )
    if steps - approved or page.latest_revision_id != revision.pk:
        raise ReviewRefused(
            _("This piece was changed after an approval and must be approved again.")
        )
    # The approvals are the right to publish: reviewers hold no publish permission of their own.
    revision.publish(user=user, skip_permission_checks=True)
