"""Mail of the moderation: to those who must act next and to those who wait for an answer."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from articles.models import ArticlePage, DeskReviewTask
from articles.newsroom.mail_cover import mail_recipients
from articles.tasks import send_review_mail
from core.models import User

# Event → the preference of the account by which Wagtail lets people switch such mail off.
EVENTS = {
    "waiting": "submitted",
    "transferred": "submitted",
    "approved": "approved",
    "scheduled": "approved",
    "corrected": "approved",
    "retracted": "rejected",
    "returned": "rejected",
    "not_used": "rejected",
}


def queue_mail(*, event: str, page: ArticlePage, recipients: set[int], **context: str) -> None:
    """Queue a mail after the transaction; `event` is one of `EVENTS`."""
    if recipients:
        transaction.on_commit(
            partial(
                send_review_mail.enqueue,
                event=event,
                page_id=page.pk,
                recipient_ids=sorted(recipients),
                context=context,
            )
        )


def reviewers_to_tell(*, task, page: ArticlePage, now: datetime) -> set[int]:
    """Return who gets the mail of a waiting piece: all who may decide on it at this step.

    Out of hours only those who cover the desk, unless none of them may decide on this piece.
    """
    if isinstance(task, DeskReviewTask):
        covering = mail_recipients(desk=task.desk, now=now)
        chosen = {user.pk for user in covering if task.may_review(user, page)}
        if chosen:
            return chosen
    return {user.pk for user in task.reviewers(page) if task.may_review(user, page)}


def tell_people(
    *, event: str, page: ArticlePage, workflow_state: WorkflowState, user, **context: str
) -> None:
    """Queue the mail of a decision to those who wait for it, without who took it."""
    recipients = interested_people(page, requested_by_id=workflow_state.requested_by_id)
    queue_mail(
        event=event,
        page=page,
        recipients=recipients - {user.pk if user else None},
        step=workflow_state.current_task_state.task.name,
        reviewer=(user.get_full_name() or user.get_username()) if user else "",
        **context,
    )


def interested_people(page: ArticlePage, *, requested_by_id: int | None) -> set[int]:
    """Return the accounts that wait for an answer: the submitter, the owner, staff authors."""
    people = {requested_by_id, page.owner_id}
    people |= {author.user_id for author in page.authors.all()}
    return {pk for pk in people if pk}


def deliver(*, event: str, page_id: int, recipient_ids: list[int], context: dict) -> None:
    """Render and send the mail to each active account that has not switched it off."""
    page = ArticlePage.objects.select_related("unit").filter(pk=page_id).first()
    if page is None:
        return
    preference = f"{EVENTS[event]}_notifications"
    users = User.objects.filter(pk__in=recipient_ids, is_active=True).exclude(email="")
    profiles = [(user, UserProfile.get_for_user(user)) for user in users]
    mails = [
        _mail(event, page, user, context, language=profile.get_preferred_language())
        for user, profile in profiles
        if getattr(profile, preference)
    ]
    get_connection().send_messages(mails)


def _mail(
    event: str, page: ArticlePage, user: User, context: dict, *, language: str
) -> EmailMessage:
    edit_path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = context | {
        "page": page.get_latest_revision_as_object(),
        "unit": page.unit,
        "user": user,
        "edit_url": settings.WAGTAILADMIN_BASE_URL + edit_path,
        "page_url": page.full_url if page.live else "",
    }
    with override(language):
        subject = render_to_string(f"articles/mail/{event}_subject.txt", values)
        body = render_to_string(f"articles/mail/{event}.txt", values)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
