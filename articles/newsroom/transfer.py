"""Moves a piece to the other desk without rejecting it: the clock of each desk is kept."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Task, TaskState, Workflow, WorkflowState
from wagtail.signals import task_cancelled

from articles.enums import EventKind, RouteKind, StayOutcome
from articles.errors import ReviewRefused
from articles.models import Contribution, Desk, DeskReviewTask, WorkflowRoute
from articles.newsroom.decisions import decide
from articles.newsroom.stays import close_stay
from articles.services.events import record_event
from core.models import User


def transfer(*, contribution_id: int, user: User, note: str, now: datetime) -> None:
    """Send a piece to the other desk. Raises `ReviewRefused`."""
    decide(
        contribution_id=contribution_id,
        user=user,
        action="transfer",
        data={"comment": note},
        now=now,
    )


def move_to_other_desk(
    *, task_state: TaskState, contribution: Contribution, user: User, note: str, now: datetime
) -> Desk:
    """Switch the running workflow to the other desk's, whose step begins now.

    Approvals of the unit are kept: both workflows share its step. The caller holds the locks.
    """
    desk, workflow, task = _other_desk(contribution.desk_id)
    close_stay(contribution=contribution, outcome=StayOutcome.TRANSFERRED, now=now)
    record_event(
        contribution=contribution,
        kind=EventKind.TRANSFERRED,
        actor=user,
        note=note,
        now=now,
    )
    _end(task_state, user=user, note=note, now=now)
    _switch(task_state, workflow=workflow, task=task, user=user)
    return desk


def _other_desk(desk_id: int | None) -> tuple[Desk, Workflow, Task]:
    other = Desk.objects.exclude(pk__in=[desk_id]).get()
    workflow = WorkflowRoute.workflow_for(RouteKind(other.code))
    task = DeskReviewTask.objects.filter(desk=other, active=True).first()
    if workflow is None or task is None:
        raise ReviewRefused(_("The other desk takes no pieces now."))
    return other, workflow, task


def _end(task_state: TaskState, *, user: User, note: str, now: datetime) -> None:
    """End the step as cancelled: a skipped one would count as passed after a way back."""
    task_state.status = TaskState.STATUS_CANCELLED
    task_state.finished_at, task_state.finished_by = now, user
    task_state.comment = note
    task_state.save()
    task_cancelled.send(sender=type(task_state), instance=task_state, user=user)


def _switch(task_state: TaskState, *, workflow: Workflow, task: Task, user: User) -> None:
    running = WorkflowState.objects.get(pk=task_state.workflow_state_id)
    running.workflow = workflow
    running.save()
    running.update(user=user, next_task=task)
