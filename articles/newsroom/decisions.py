"""A desk's decisions on a piece by its number; they take the way of the editor's own buttons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.newsroom.rules import waits_at_desk_of
from core.models import User


def return_piece(
    *, contribution_id: int, user: User, reasons: Sequence[str], comment: str, now: datetime
) -> None:
    """Return a piece to its author; `reasons` are slugs. Raises `ReviewRefused`."""
    data = {"reasons": list(reasons), "comment": comment}
    decide(contribution_id=contribution_id, user=user, action="reject", data=data, now=now)


def not_use(
    *, contribution_id: int, user: User, reasons: Sequence[str], comment: str, now: datetime
) -> None:
    """End the review of a piece without using it. Raises `ReviewRefused`."""
    data = {"reasons": list(reasons), "comment": comment}
    decide(contribution_id=contribution_id, user=user, action="not_use", data=data, now=now)


def use(
    *,
    contribution_id: int,
    user: User,
    placement: str,
    use_at: datetime | None,
    comment: str,
    now: datetime,
) -> None:
    """Approve the revision that the desk's lists show, for now or for `use_at`.

    Raises `ReviewRefused`, also when somebody else saved a newer revision.
    """
    shown = Contribution.objects.filter(pk=contribution_id).values_list("revision_id", flat=True)
    data = {
        "placement": placement,
        "use_at": use_at,
        "comment": comment,
        "revision": shown.first(),
    }
    decide(contribution_id=contribution_id, user=user, action="approve", data=data, now=now)


@transaction.atomic
def decide(
    *, contribution_id: int, user: User, action: str, data: Mapping[str, Any], now: datetime
) -> None:
    """Take one decision at the desk where a piece waits. Raises `ReviewRefused`.

    The step locks its rows in its own order, so nothing is locked here.
    """
    rows = Contribution.objects.select_related("desk", "page")
    contribution = rows.filter(pk=contribution_id).first()
    if contribution is None or not waits_at_desk_of(user, contribution):
        raise ReviewRefused(_("This piece does not wait at your desk."))
    state = contribution.page.specific.current_workflow_task_state
    if state is None:
        raise ReviewRefused(_("Somebody has already decided on this piece."))
    state.task.specific.decide(state, user, action, data=data, now=now)
