"""Keeps a piece's contribution in step with its workflow."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision, WorkflowState

from articles.enums import ContributionState
from articles.models import ArticlePage, Contribution, DeskReviewTask


def contributed_page(workflow_state: WorkflowState) -> ArticlePage | None:
    """Return the piece of a workflow, or None for other pages and outside every sub-site.

    Notices are followed too, so that they show in the queue of their unit; what a unit must send
    is counted by the type of page.
    """
    page = workflow_state.content_object.specific
    return page if isinstance(page, ArticlePage) and page.unit_id else None


@transaction.atomic
def record_step(*, workflow_state: WorkflowState, task, revision: Revision, now: datetime) -> None:
    """Record that a piece waits at a step since `now`; the first time it counts as sent."""
    page = contributed_page(workflow_state)
    if page is None:
        return
    reviewed = revision.as_object()
    desk = task.desk if isinstance(task, DeskReviewTask) else None
    current = {
        "unit_id": page.unit_id,
        "desk": desk,
        "revision": revision,
        "title": reviewed.title,
        "word_count": reviewed.word_count,
        "picture_count": reviewed.picture_count,
        "state": ContributionState.DESK_REVIEW if desk else ContributionState.UNIT_REVIEW,
        "waiting_since": now,
    }
    Contribution.objects.update_or_create(
        page=page, defaults=current, create_defaults=current | {"submitted_at": now}
    )


def record_end(*, workflow_state: WorkflowState, state: ContributionState, now: datetime) -> None:
    """Record that a piece was returned, withdrawn or approved.

    An approved piece is used once readers can see it, and scheduled until then.
    """
    page = contributed_page(workflow_state)
    if page is None:
        return
    if state == ContributionState.USED and not page.live:
        state = ContributionState.SCHEDULED
    changes = {"state": state, "waiting_since": now}
    if state in (ContributionState.USED, ContributionState.SCHEDULED):
        changes |= {"revision": workflow_state.current_task_state.revision}
    if state == ContributionState.USED:
        changes |= {"used_at": now}
    Contribution.objects.filter(page_id=page.pk).update(**changes)


def record_publication(*, page: ArticlePage, now: datetime) -> None:
    """Record that a scheduled piece is now seen by readers."""
    Contribution.objects.filter(page_id=page.pk, state=ContributionState.SCHEDULED).update(
        state=ContributionState.USED, waiting_since=now, used_at=now
    )
