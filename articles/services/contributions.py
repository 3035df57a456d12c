"""Keeps a piece's contribution in step with its workflow."""

from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from wagtail.models import Revision, WorkflowState

from articles.corrections.queries import is_retracted
from articles.enums import ContributionState, EventKind, RouteKind, StayOutcome
from articles.likeness.services import remember
from articles.measures import body_measures
from articles.models import ArticlePage, Contribution, Desk, DeskReviewTask
from articles.newsroom.claims import drop_claim
from articles.newsroom.stays import close_stay, open_stay, pause_stay
from articles.services.events import record_event
from articles.services.workflows import is_correction
from core.weeks import week_of

UNDER_REVIEW = (ContributionState.UNIT_REVIEW, ContributionState.DESK_REVIEW)
UNDECIDED = (*UNDER_REVIEW, ContributionState.RETURNED)
USES = (EventKind.USED, EventKind.UPDATED, EventKind.RETRACTED)


def contributed_page(workflow_state: WorkflowState) -> ArticlePage | None:
    """Return the piece of a workflow, or None for other pages and outside every sub-site.

    Notices are followed too, so that they show in the queue of their unit; what a unit must send
    is counted by the type of page.
    """
    page = workflow_state.content_object.specific
    return page if isinstance(page, ArticlePage) and page.unit_id else None


def is_translation(page: ArticlePage) -> bool:
    """Tell whether a piece was made from one in another language: the original has the lower key.

    A translation leaves no other trace once somebody has taken it out of the translation editor.
    """
    return ArticlePage.objects.filter(translation_key=page.translation_key, pk__lt=page.pk).exists()


@transaction.atomic
def record_step(
    *, workflow_state: WorkflowState, task, revision: Revision, now: datetime, user=None
) -> Contribution | None:
    """Record that a piece waits at a step since `now`; its first arrival at a desk counts as sent.

    A correction goes through a workflow of its own and leaves the contribution as it is.
    """
    page = contributed_page(workflow_state)
    if page is None or is_correction(workflow_state.workflow):
        return None
    desk = task.desk if isinstance(task, DeskReviewTask) else None
    contribution = _locked(page) or Contribution(
        page=page,
        submitted_at=now,
        placement=page.placement,
        is_translation=is_translation(page),
    )
    came_from = contribution.state
    _follow(contribution, page=page, revision=revision, desk=desk)
    _wait_at(contribution, desk=desk, now=now)
    contribution.save()
    contribution.topics.set(revision.as_object().topics.all())
    if came_from not in UNDER_REVIEW or (desk is None and came_from == UNDER_REVIEW[1]):
        record_event(contribution=contribution, kind=EventKind.SENT, actor=user, now=now)
    if desk is None:
        pause_stay(contribution=contribution, now=now)
    else:
        open_stay(contribution=contribution, desk=desk, now=now)
        record_event(contribution=contribution, kind=EventKind.ARRIVED, actor=user, now=now)
    if desk is not None or contribution.used_at is None:
        remember(contribution=contribution)
    return contribution


@transaction.atomic
def record_return(*, workflow_state: WorkflowState, user, now: datetime) -> None:
    """Record that a piece was returned for changes; a live one stays in use meanwhile."""
    contribution = _contribution_of(workflow_state)
    if contribution is None:
        return
    _end_step(contribution, state=ContributionState.RETURNED, now=now)
    _keep_published_title(contribution)
    contribution.save()
    close_stay(contribution=contribution, outcome=StayOutcome.RETURNED, now=now)
    record_event(
        contribution=contribution,
        kind=EventKind.RETURNED,
        actor=user,
        note=workflow_state.current_task_state.comment,
        now=now,
    )


@transaction.atomic
def record_not_used(
    *, workflow_state: WorkflowState, user, reason: str, now: datetime
) -> Contribution | None:
    """Record that a desk does not use a piece; an update that is not used leaves it in use."""
    contribution = _contribution_of(workflow_state)
    if contribution is None:
        return None
    _end_step(contribution, state=_or_before(contribution, ContributionState.NOT_USED), now=now)
    _keep_published_title(contribution)
    contribution.save()
    close_stay(contribution=contribution, outcome=StayOutcome.NOT_USED, now=now)
    record_event(
        contribution=contribution, kind=EventKind.NOT_USED, actor=user, note=reason, now=now
    )
    return contribution


@transaction.atomic
def record_withdrawal(*, workflow_state: WorkflowState, user, now: datetime) -> None:
    """Record that a piece was withdrawn; a withdrawn update leaves it in use.

    A piece on which a desk has decided is left alone: the end of its workflow is no withdrawal.
    """
    contribution = _contribution_of(workflow_state)
    if contribution is None or contribution.state not in UNDECIDED:
        return
    _end_step(contribution, state=_or_before(contribution, ContributionState.WITHDRAWN), now=now)
    _keep_published_title(contribution)
    contribution.save()
    close_stay(contribution=contribution, outcome=StayOutcome.WITHDRAWN, now=now)
    record_event(contribution=contribution, kind=EventKind.WITHDRAWN, actor=user, now=now)


@transaction.atomic
def record_approval(*, workflow_state: WorkflowState, user, now: datetime) -> Contribution | None:
    """Record that every step approved a piece: used when readers see it, else scheduled."""
    contribution = _contribution_of(workflow_state)
    if contribution is None:
        return None
    revision = Revision.objects.get(pk=workflow_state.current_task_state.revision_id)
    scheduled = revision.approved_go_live_at
    state = ContributionState.SCHEDULED if scheduled else ContributionState.USED
    _end_step(contribution, state=state, now=now)
    contribution.revision, contribution.use_at = revision, scheduled
    contribution.save()
    close_stay(contribution=contribution, outcome=StayOutcome.USED, now=now)
    if scheduled:
        record_event(contribution=contribution, kind=EventKind.SCHEDULED, actor=user, now=now)
    else:
        _use(contribution, user=user, now=now)
    return contribution


@transaction.atomic
def record_publication(*, page: ArticlePage, revision: Revision, now: datetime) -> None:
    """Record that readers see a scheduled piece now, where its desk placed it."""
    from articles.services.publishing import place

    contribution = _locked(page)
    if contribution is None or contribution.state != ContributionState.SCHEDULED:
        return
    if not page.live or contribution.revision_id != revision.pk:
        return
    place(page=page, placement=contribution.placement)
    contribution.state, contribution.waiting_since = ContributionState.USED, now
    _use(contribution, user=None, now=now)


@transaction.atomic
def record_retraction(*, contribution: Contribution, now: datetime) -> None:
    """Record that a used piece was taken from readers; it stays counted and graded."""
    _end_step(contribution, state=ContributionState.RETRACTED, now=now)
    contribution.save()
    close_stay(contribution=contribution, outcome=StayOutcome.NOT_USED, now=now)


def _locked(page: ArticlePage) -> Contribution | None:
    return Contribution.objects.select_for_update().filter(page_id=page.pk).first()


def _contribution_of(workflow_state: WorkflowState) -> Contribution | None:
    page = contributed_page(workflow_state)
    return _locked(page) if page is not None else None


def _follow(
    contribution: Contribution, *, page: ArticlePage, revision: Revision, desk: Desk | None
) -> None:
    """Take over what the board, the quotas and the grades read of the revision under review.

    Of an update the unit keeps the new title to itself until a desk has it before it.
    """
    reviewed = revision.as_object()
    # `contributed_page` gives pieces only, which have both. A piece counts for the unit that sent
    # it, whatever became of that since.
    if contribution.sent_at is None:
        contribution.unit_id = cast(int, page.unit_id)
    contribution.kind = cast(RouteKind, page.route_kind)
    contribution.revision = revision
    if desk is not None or contribution.used_at is None:
        contribution.title = reviewed.title
    contribution.genre_id = reviewed.genre_id
    # Measured here: a revision of a live piece keeps the measures of what readers see.
    contribution.word_count, pictures = body_measures(reviewed)
    # A quota counts a piece as its unit sent it; what a later update shows changes no past week.
    if contribution.used_at is None:
        contribution.picture_count = pictures


def _keep_published_title(contribution: Contribution) -> None:
    """Give a used piece the title back that readers know, when an update of it goes no further."""
    if contribution.used_at is not None:
        contribution.title = contribution.page.title


def _wait_at(contribution: Contribution, *, desk: Desk | None, now: datetime) -> None:
    contribution.waiting_since = now
    drop_claim(contribution)
    if desk is None:
        # What its desk has used or just approved stays with that desk while the unit reads again.
        if not contribution.used_at and contribution.state != ContributionState.DESK_REVIEW:
            contribution.desk = contribution.use_at = None
        contribution.state, contribution.due_at = ContributionState.UNIT_REVIEW, None
        return
    contribution.state, contribution.desk = ContributionState.DESK_REVIEW, desk
    contribution.use_at, contribution.due_at = None, now + timedelta(hours=desk.review_hours)
    if contribution.sent_at is None:
        contribution.sent_at, contribution.sent_week = now, week_of(now)


def _end_step(contribution: Contribution, *, state: ContributionState, now: datetime) -> None:
    contribution.state, contribution.waiting_since = state, now
    contribution.due_at = contribution.use_at = None
    drop_claim(contribution)


def _or_before(contribution: Contribution, state: ContributionState) -> ContributionState:
    """Return what a piece was before an update that ended: in use, retracted, or neither."""
    if contribution.used_at is not None and contribution.page.live:
        return ContributionState.USED
    return ContributionState.RETRACTED if is_retracted(contribution.page) else state


def _use(contribution: Contribution, *, user, now: datetime) -> None:
    """Count the first use; later ones change neither week nor revision.

    They are updates, or another use of what was retracted.
    """
    uses = contribution.events.filter(kind__in=USES)
    last = uses.values_list("kind", flat=True).last()
    was_in_use = contribution.used_at is not None and last != EventKind.RETRACTED
    kind = EventKind.UPDATED if was_in_use else EventKind.USED
    if contribution.used_at is None:
        contribution.used_at, contribution.used_week = now, week_of(now)
        contribution.used_revision = contribution.revision
    contribution.save()
    record_event(contribution=contribution, kind=kind, actor=user, now=now)
