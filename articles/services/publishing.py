"""Publishes exactly the revision that was approved, at once or at its time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from articles.errors import ReviewRefused
from articles.models import ArticlePage, Contribution
from articles.services.workflows import is_correction


@transaction.atomic
def publish_approved_revision(workflow_state: WorkflowState, user=None) -> None:
    """Publish the revision that every step approved; Wagtail's own takes the latest unread.

    Called by Wagtail when a workflow ends; that of a correction has the desk's step only. Raises
    `ReviewRefused` when any active step lacks an approval of this very revision, or when a newer
    revision exists.
    """
    page = Page.objects.select_for_update().get(pk=workflow_state.object_id)
    revision_id = workflow_state.current_task_state.revision_id
    steps = set(workflow_state.workflow.tasks.filter(active=True).values_list("pk", flat=True))
    approved = set(
        TaskState.objects.filter(
            workflow_state=workflow_state,
            revision_id=revision_id,
            status=TaskState.STATUS_APPROVED,
        ).values_list("task_id", flat=True)
    )
    if steps - approved or page.latest_revision_id != revision_id:
        raise ReviewRefused(
            _("This piece was changed after an approval and must be approved again.")
        )
    now = timezone.now()
    contribution = Contribution.objects.filter(page_id=page.pk).first()
    use_at = None
    if contribution is not None and not is_correction(workflow_state.workflow):
        use_at = _time_of_use(contribution, revision_id=revision_id, now=now)
    if contribution is not None and not (use_at and page.live):
        place(page=page, placement=contribution.placement)
    # Read anew: publishing copies the page's row, whose placement has just been set.
    revision = Revision.objects.get(pk=revision_id)
    if use_at:
        _schedule(page=page, revision=revision, use_at=use_at, user=user)
    else:
        # The approvals are the right to publish: reviewers hold no publish permission.
        revision.publish(user=user, skip_permission_checks=True)


def place(*, page: Page, placement: str) -> None:
    """Put a piece and its translations on the portal, or on their unit's sub-site only."""
    pieces = ArticlePage.objects.filter(translation_key=page.translation_key)
    pieces.exclude(placement=placement).update(placement=placement)


def _time_of_use(contribution: Contribution, *, revision_id: int, now: datetime) -> datetime | None:
    """Return when a piece shall be used if its desk named a time that is still to come.

    A later time that the revision carries itself would be kept by Wagtail, so it counts.
    """
    if contribution.use_at is None or contribution.use_at <= now:
        return None
    own = Revision.objects.get(pk=revision_id).as_object().go_live_at
    return max(contribution.use_at, own or contribution.use_at)


def _schedule(*, page: Page, revision: Revision, use_at: datetime, user) -> None:
    """Leave the publication of the approved revision, untouched, to Wagtail's schedule.

    The time stands on the revision's row and not in its content; on the page it is for display.
    """
    page.revisions.exclude(pk=revision.pk).update(approved_go_live_at=None)
    revision.approved_go_live_at = use_at
    revision.save(update_fields=["approved_go_live_at"])
    Page.objects.filter(pk=page.pk).update(
        go_live_at=use_at, has_unpublished_changes=True, expired=False
    )
    log(
        instance=page.specific,
        action="wagtail.publish.schedule",
        user=user,
        data={
            "revision": {
                "id": revision.pk,
                "created": revision.created_at.isoformat(),
                "go_live_at": use_at.isoformat(),
                "has_live_version": page.live,
            }
        },
        revision=revision,
        content_changed=True,
    )
