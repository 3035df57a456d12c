"""What stands in the way of a correction, in words for the desk."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from articles.errors import ReviewRefused
from articles.models import ArticlePage, Contribution, Correction


def obstacle(contribution: Contribution) -> str:
    """Return why a used piece cannot be corrected now, or nothing."""
    page = contribution.page.specific
    if not page.live:
        return _("Readers cannot open this piece now, so there is nothing to correct.")
    if page.scheduled_revision is not None:
        return _("An approved update goes live at %(time)s. Correct the piece after that.") % {
            "time": _moment(page.scheduled_revision.approved_go_live_at)
        }
    waiting = page.current_workflow_state
    if waiting is not None and waiting.status == WorkflowState.STATUS_IN_PROGRESS:
        return _(
            "An update of this piece waits at the step “%(step)s” and is decided on first. "
            "If readers must not go on reading the piece, a head of the desk retracts it."
        ) % {"step": waiting.current_task_state.task.name}
    return ""


def unread_draft(page: ArticlePage) -> str:
    """Say which unsent draft a correction leaves out, or nothing where there is none."""
    draft = page.latest_revision
    if draft is None or page.live_revision_id in (None, draft.pk):
        return ""
    if not page.has_unpublished_changes:
        return ""
    return _(
        "The draft saved by %(name)s at %(time)s is no part of it; it stays in the history of the "
        "piece and may be sent again afterwards."
    ) % {
        "name": _name(draft.user) if draft.user else _("an account that is gone"),
        "time": _moment(draft.created_at),
    }


def refuse_unread(*, correction: Correction, page: ArticlePage) -> None:
    """Raise `ReviewRefused` unless what would be published is the desk's own change of the text.

    Somebody of the unit who had the editor open when the correction began may save after it.
    """
    if not page.live:
        raise ReviewRefused(
            _("Readers cannot open this piece now, so there is nothing to correct.")
        )
    first, desk = correction.revision_after_id, correction.contribution.desk
    if page.latest_revision_id == first:
        raise ReviewRefused(_("Nothing was changed yet. Edit the piece or give up the correction."))
    later = page.revisions.filter(pk__gt=first)
    of_desk = later.filter(user__groups__in=[desk.editors_id, desk.heads_id])
    if page.latest_revision_id < first or later.exclude(pk__in=of_desk.values("pk")).exists():
        raise ReviewRefused(
            _("Somebody outside the desk changed this piece. Give up the correction; begin anew.")
        )


def _name(user) -> str:
    return user.get_full_name() or user.get_username()


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
