"""Opens, publishes and cancels corrections of used pieces."""

from datetime import datetime

from wagtail.models import WorkflowState

from articles.enums import CorrectionState
from articles.models import Correction


def correction_of(workflow_state: WorkflowState) -> Correction | None:
    """Return the correction for which a workflow runs, or None for an ordinary review."""
    return Correction.objects.filter(workflow_state=workflow_state).first()


def record_published(*, correction: Correction, workflow_state: WorkflowState, now: datetime):
    """Record that the corrected revision is live."""
    correction.state = CorrectionState.PUBLISHED
    correction.published_at = now
    correction.revision_after = workflow_state.current_task_state.revision
    correction.save(update_fields=["state", "published_at", "revision_after"])


def record_cancelled(*, correction: Correction) -> None:
    """Record that a correction was given up: the piece stays as it was."""
    correction.state = CorrectionState.CANCELLED
    correction.save(update_fields=["state"])
