"""Locks a used piece in the order in which decisions lock it, so that neither waits for ever."""

from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from articles.errors import ReviewRefused
from articles.models import Contribution


def locked_piece(contribution_id: int, *, with_step: bool = False) -> Contribution:
    """Return a piece whose page and row are locked until the transaction ends.

    `with_step` locks the step at which it waits first, for what will end it. `page` of the result
    is of its own type and as it is stored. Raises `ReviewRefused` for a piece that is gone, and
    when the step is another one by then.
    """
    rows = Contribution.objects.filter(pk=contribution_id)
    page_id = rows.values_list("page_id", flat=True).first()
    if page_id is None:
        raise ReviewRefused(_("This piece does not exist any more."))
    step_id = _step_of(page_id) if with_step else None
    TaskState.objects.select_for_update().filter(pk=step_id).first()
    page = Page.objects.select_for_update().get(pk=page_id).specific
    if with_step and _step_of(page_id) != step_id:
        raise ReviewRefused(_("Somebody has just decided on this piece. Look at it again."))
    # Without joins: after a wait PostgreSQL gives the newest row, but its neighbours of before.
    contribution = rows.select_for_update().get()
    contribution.page = page
    return contribution


def _step_of(page_id: int) -> int | None:
    """Return the step at which a page waits for a decision, or None."""
    page = Page.objects.get(pk=page_id)
    states = TaskState.objects.filter(
        workflow_state__in=page.workflow_states, status=TaskState.STATUS_IN_PROGRESS
    )
    return states.values_list("pk", flat=True).first()
