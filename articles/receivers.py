"""Follows Wagtail's workflow and publication signals."""

from datetime import datetime

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from articles.corrections.records import correction_of, record_cancelled, record_published
from articles.models import ArticlePage
from articles.services.contributions import (
    record_approval,
    record_publication,
    record_return,
    record_step,
    record_withdrawal,
)
from articles.services.publication import close_files, open_files
from articles.services.review_mail import queue_mail, reviewers_to_tell, tell_people
from articles.services.workflows import is_correction


def on_task_submitted(sender, instance, user=None, **kwargs) -> None:
    """Record the step and tell those who may decide."""
    state, task, now = instance.workflow_state, instance.task.specific, timezone.now()
    record_step(workflow_state=state, task=task, revision=instance.revision, user=user, now=now)
    page = _piece_of(state)
    # A correction is opened by the desk itself.
    if page is not None and not is_correction(state.workflow):
        queue_mail(
            event="waiting",
            page=page,
            recipients=reviewers_to_tell(task=task, page=page, now=now),
            step=task.name,
            sender=(user.get_full_name() or user.get_username()) if user else "",
        )


def on_rejected(sender, instance, user=None, **kwargs) -> None:
    """Record the return and tell the authors why; a returned correction is given up."""
    if is_correction(instance.workflow):
        instance.cancel(user=user)
        return
    record_return(workflow_state=instance, user=user, now=timezone.now())
    _tell(instance, event="returned", user=user)


def on_approved(sender, instance, user=None, **kwargs) -> None:
    """Record the use, or the correction, and tell the authors."""
    now = timezone.now()
    if is_correction(instance.workflow):
        _publish_correction(instance, user=user, now=now)
        return
    contribution = record_approval(workflow_state=instance, user=user, now=now)
    if contribution is not None and contribution.use_at is not None:
        when = timezone.localtime(contribution.use_at, timezone.get_default_timezone())
        _tell(instance, event="scheduled", user=user, time=f"{when:%H:%M %d/%m/%Y}")
    else:
        _tell(instance, event="approved", user=user)


def on_cancelled(sender, instance, user=None, **kwargs) -> None:
    """Record that the piece was withdrawn, or that a correction was given up."""
    if not is_correction(instance.workflow):
        record_withdrawal(workflow_state=instance, user=user, now=timezone.now())
        return
    correction = correction_of(instance)
    if correction is not None:
        record_cancelled(correction=correction, user=user, now=timezone.now())


def on_published(sender, instance, revision=None, **kwargs) -> None:
    """Open the files of a published piece and count it as used if it was scheduled."""
    if isinstance(instance, ArticlePage):
        open_files(page=instance)
        if revision is not None:
            record_publication(page=instance, revision=revision, now=timezone.now())


def _publish_correction(workflow_state: WorkflowState, *, user, now: datetime) -> None:
    correction = correction_of(workflow_state)
    if correction is not None:
        record_published(correction=correction, workflow_state=workflow_state, user=user, now=now)
        _tell(workflow_state, event="corrected", user=user, note=correction.note_vi)


def _piece_of(workflow_state: WorkflowState) -> ArticlePage | None:
    page = workflow_state.content_object.specific
    return page if isinstance(page, ArticlePage) else None


def _tell(workflow_state: WorkflowState, *, event: str, user, **context: str) -> None:
    page = _piece_of(workflow_state)
    if page is not None:
        context["comment"] = workflow_state.current_task_state.comment
        tell_people(event=event, page=page, workflow_state=workflow_state, user=user, **context)


def on_unpublished(sender, instance, **kwargs) -> None:
    """Close the files of an unpublished piece."""
    if isinstance(instance, ArticlePage):
        close_files(page=instance)


def connect() -> None:
    """Connect the receivers and silence Wagtail's own mail of the same events."""
    for signal, uid in (
        (workflow_approved, "workflow_state_approved_email_notification"),
        (workflow_rejected, "workflow_state_rejected_email_notification"),
        (workflow_cancelled, "workflow_state_cancelled_email_notification"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
    task_submitted.connect(on_task_submitted, sender=TaskState, dispatch_uid="articles_step")
    workflow_rejected.connect(on_rejected, dispatch_uid="articles_rejected")
    workflow_approved.connect(on_approved, dispatch_uid="articles_approved")
    workflow_cancelled.connect(on_cancelled, dispatch_uid="articles_cancelled")
    page_published.connect(on_published, dispatch_uid="articles_published")
    page_unpublished.connect(on_unpublished, dispatch_uid="articles_unpublished")
