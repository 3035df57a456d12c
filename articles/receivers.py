"""Follows Wagtail's workflow and publication signals."""

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

from articles.enums import ContributionState
from articles.models import ArticlePage
from articles.services.contributions import record_end, record_publication, record_step
from articles.services.publication import close_files, open_files
from articles.services.review_mail import interested_people, queue_mail


def on_task_submitted(sender, instance, user=None, **kwargs) -> None:
    """Record the step and tell those who may decide."""
    state, task = instance.workflow_state, instance.task.specific
    record_step(workflow_state=state, task=task, revision=instance.revision, now=timezone.now())
    page = state.content_object.specific
    if isinstance(page, ArticlePage):
        reviewers = {
            reviewer.pk for reviewer in task.reviewers(page) if task.may_review(reviewer, page)
        }
        sender_name = (user.get_full_name() or user.get_username()) if user else ""
        queue_mail(
            event="waiting", page=page, recipients=reviewers, step=task.name, sender=sender_name
        )


def _tell_people(workflow_state: WorkflowState, *, event: str, user) -> None:
    page = workflow_state.content_object.specific
    if not isinstance(page, ArticlePage):
        return
    task_state = workflow_state.current_task_state
    recipients = interested_people(page, requested_by_id=workflow_state.requested_by_id)
    queue_mail(
        event=event,
        page=page,
        recipients=recipients - {user.pk if user else None},
        step=task_state.task.name,
        comment=task_state.comment,
        reviewer=(user.get_full_name() or user.get_username()) if user else "",
    )


def on_rejected(sender, instance, user=None, **kwargs) -> None:
    """Record the return and tell the authors why."""
    record_end(workflow_state=instance, state=ContributionState.RETURNED, now=timezone.now())
    _tell_people(instance, event="returned", user=user)


def on_approved(sender, instance, user=None, **kwargs) -> None:
    """Record the use and tell the authors."""
    record_end(workflow_state=instance, state=ContributionState.USED, now=timezone.now())
    _tell_people(instance, event="approved", user=user)


def on_cancelled(sender, instance, user=None, **kwargs) -> None:
    """Record that the piece was withdrawn."""
    record_end(workflow_state=instance, state=ContributionState.WITHDRAWN, now=timezone.now())


def on_published(sender, instance, **kwargs) -> None:
    """Open the files of a published piece and count it as used if it was scheduled."""
    if isinstance(instance, ArticlePage):
        open_files(page=instance)
        record_publication(page=instance, now=timezone.now())


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
