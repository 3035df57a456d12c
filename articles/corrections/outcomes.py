"""What a desk's decision does to a correction, once it is clear that it may be taken."""

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from articles.corrections.obstacles import refuse_unread
from articles.corrections.records import correction_of
from articles.errors import ReviewRefused
from articles.models import ArticlePage
from core.models import User

PUBLISH, GIVE_UP = "publish_correction", "give_up_correction"
CORRECTION_ACTIONS = (PUBLISH, GIVE_UP)


def end_correction(action: str, *, state: TaskState, page: ArticlePage, user: User, form) -> None:
    """Publish or give up a correction; the caller holds the locks of step and page.

    `approve` and `reject` are the names by which the API asks for the same. Raises `ReviewRefused`.
    """
    if action in (PUBLISH, "approve"):
        if form.cleaned_data.get("use_at"):
            raise ReviewRefused(_("A correction is published at once. Leave the time empty."))
        correction = correction_of(state.workflow_state)
        if correction is None:
            raise ReviewRefused(_("No correction of this piece is open."))
        refuse_unread(correction=correction, page=page)
        state.approve(user=user, comment=form.cleaned_data["comment"])
    elif action in (GIVE_UP, "reject"):
        state.reject(user=user, comment=form.cleaned_data["comment"])
    else:
        raise ReviewRefused(_("A correction can only be published or given up."))
