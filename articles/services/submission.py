"""Sends a piece into moderation from code, under the rules of the editor's form."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from articles.completeness import missing_for_submission
from articles.errors import SubmissionRefused
from articles.models import ArticlePage


@transaction.atomic
def submit_piece(*, page: ArticlePage, user) -> WorkflowState:
    """Start the piece's workflow, or resume it after a return, with its latest revision.

    Raises `SubmissionRefused` when the account may not, the piece waits already, or something
    that the editor's form requires is missing.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    latest = page.get_latest_revision_as_object()
    if not page.permissions_for_user(user).can_edit():
        raise _refused(_("You may not send this piece."))
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise _refused(_("This piece waits for review already."))
    missing = missing_for_submission(latest)
    if missing:
        raise SubmissionRefused(missing)
    if page.get_latest_revision() is None:
        page.save_revision(user=user, log_action=True)
    if state is not None:
        state.resume(user)
        return state
    return page.get_workflow().start(page, user)


def _refused(message: str) -> SubmissionRefused:
    return SubmissionRefused({NON_FIELD_ERRORS: [message]})
