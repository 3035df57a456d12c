"""What a desk's decision does to a piece, once it is clear that it may be taken."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from articles.corrections.outcomes import CORRECTION_ACTIONS, end_correction
from articles.errors import ReviewRefused
from articles.models import ArticlePage, Contribution
from articles.newsroom.claims import refuse_claimed
from articles.newsroom.not_used import end_unused
from articles.newsroom.transfer import move_to_other_desk
from articles.services.review_mail import tell_people
from articles.services.workflows import is_correction
from core.models import User


def take_outcome(
    action: str, *, state: TaskState, page: ArticlePage, user: User, form, now: datetime
) -> None:
    """Use, return, transfer or end a piece; the caller holds the locks of step and page.

    Raises `ReviewRefused` while somebody else has claimed the piece.
    """
    # Nothing is joined: see `locked_piece`.
    contribution = Contribution.objects.select_for_update().filter(page_id=page.pk).first()
    if contribution is None:
        raise ReviewRefused(_("This piece does not wait at your desk."))
    refuse_claimed(contribution, user=user, now=now)
    if is_correction(state.workflow_state.workflow):
        end_correction(action, state=state, page=page, user=user, form=form)
    elif action in CORRECTION_ACTIONS:
        raise ReviewRefused(_("No correction of this piece is open."))
    elif action == "approve":
        _use(state, contribution=contribution, user=user, data=form.cleaned_data)
    elif action == "reject":
        state.reject(user=user, comment=form.text())
    elif action == "transfer":
        _transfer(state, contribution=contribution, page=page, user=user, form=form, now=now)
    else:
        _leave_unused(state, page=page, user=user, reason=form.text(), now=now)


def _use(state: TaskState, *, contribution: Contribution, user: User, data: dict) -> None:
    contribution.placement = data["placement"] or contribution.placement
    contribution.use_at = data["use_at"]
    contribution.save(update_fields=["placement", "use_at"])
    state.approve(user=user, comment=data["comment"])


def _transfer(
    state: TaskState,
    *,
    contribution: Contribution,
    page: ArticlePage,
    user: User,
    form,
    now: datetime,
) -> None:
    note = form.cleaned_data["comment"]
    desk = move_to_other_desk(
        task_state=state, contribution=contribution, user=user, note=note, now=now
    )
    tell_people(
        event="transferred",
        page=page,
        workflow_state=state.workflow_state,
        user=user,
        comment=note,
        desk=str(desk),
    )


def _leave_unused(
    state: TaskState, *, page: ArticlePage, user: User, reason: str, now: datetime
) -> None:
    end_unused(task_state=state, user=user, reason=reason, now=now)
    tell_people(
        event="not_used",
        page=page,
        workflow_state=state.workflow_state,
        user=user,
        comment=reason,
    )
