"""Priority and due time of a piece at its desk."""

from datetime import datetime

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.enums import EventKind, Priority
from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.newsroom.claims import locked_piece
from articles.services.events import record_event
from core.models import User


@transaction.atomic
def plan(
    *, contribution_id: int, user: User, priority: int, due_at: datetime | None, now: datetime
) -> Contribution:
    """Set how soon a desk decides on a piece; anybody of the desk may.

    Raises `ReviewRefused` for outsiders, an unknown priority and a new due time in the past.
    """
    contribution = locked_piece(contribution_id, user=user)
    if priority not in Priority.values:
        raise ReviewRefused(_("This priority is not known."))
    if due_at is not None and due_at != contribution.due_at and due_at <= now:
        raise ReviewRefused(_("The due time lies in the past."))
    if (priority, due_at) == (contribution.priority, contribution.due_at):
        return contribution
    contribution.priority, contribution.due_at = priority, due_at
    contribution.save(update_fields=["priority", "due_at"])
    record_event(
        contribution=contribution,
        kind=EventKind.PLANNED,
        actor=user,
        note=_planned(contribution),
        now=now,
    )
    return contribution


def _planned(contribution: Contribution) -> str:
    label = str(Priority(contribution.priority).label)
    if contribution.due_at is None:
        return label
    due = formats.date_format(timezone.localtime(contribution.due_at), "SHORT_DATETIME_FORMAT")
    return _("%(priority)s, due %(time)s") % {"priority": label, "time": due}
