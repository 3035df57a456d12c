"""What readers see, saved as the newest revision, so that no unread text comes after it."""

from django.db import transaction
from wagtail.models import Revision

from articles.models import ArticlePage


@transaction.atomic
def save_live_text(*, page: ArticlePage, user) -> Revision:
    """Save the live text of a piece as its newest revision; older drafts stay in its history.

    The row of a live page is what readers see: drafts are kept in revisions only.
    """
    row = type(page).objects.get(pk=page.pk)
    revision = row.save_revision(
        user=user,
        changed=False,
        clean=False,
        log_action=True,
        previous_revision=row.live_revision,
    )
    type(page).objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    return revision
