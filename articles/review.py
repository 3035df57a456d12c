"""What both review steps share: who may act, on which revision, and clear refusals."""

from collections.abc import Callable

from django import forms as django_forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from articles.errors import ReviewRefused


class SeenRevisionForm(django_forms.Form):
    """Remembers which revision the reviewer saw when the question was asked."""

    revision = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)


class ApprovalForm(SeenRevisionForm):
    """Asked when a piece is approved."""

    comment = django_forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=2000,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(SeenRevisionForm):
    """Asked when a piece is returned: the reason is not optional."""

    comment = django_forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the piece is returned, so that it can be mended.")},
    )


class ReviewTaskMixin:
    """Task whose reviewers follow from the page, never from a list on the task.

    Subclasses give `may_review(user, page)` and `reviewers(page)`.
    """

    may_review: Callable[..., bool]

    def _may(self, user, obj) -> bool:
        page = obj.specific if isinstance(obj, Page) else obj
        return user.is_active and self.may_review(user, page)

    def user_can_access_editor(self, obj, user) -> bool:
        """Let reviewers open the editor of a page that waits for them."""
        return self._may(user, obj)

    def locked_for_user(self, obj, user) -> bool:
        """Lock the page for everybody but its reviewers while it waits."""
        return not self._may(user, obj)

    def user_can_lock(self, obj, user) -> bool:
        """Let reviewers lock the page while they work on it."""
        return self._may(user, obj)

    def user_can_unlock(self, obj, user) -> bool:
        """Leave unlocking to who locked."""
        return False

    def get_actions(self, obj, user):
        """Offer return and approval, both with a modal, to reviewers only."""
        if not self._may(user, obj):
            return []
        return [("approve", _("Approve"), True), ("reject", _("Return with a reason"), True)]

    def get_form_for_action(self, action):
        """Return the form of the modal for an action."""
        return ReturnForm if action == "reject" else ApprovalForm

    def get_template_for_action(self, action):
        """Return the modal's template."""
        return "articles/admin/review_modal.html"

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Approve or return what the reviewer saw; refuse twice, stale and unknown actions.

        The editor sends its data unvalidated, so the form is bound again here. Raises
        `ReviewRefused`, which a middleware answers with a message.
        """
        form = self.get_form_for_action(action_name)(kwargs)
        if action_name not in {"approve", "reject"} or not form.is_valid():
            raise ReviewRefused(_first_message(form))
        state = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
        if state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewRefused(_("Somebody has already decided on this piece."))
        page = Page.objects.select_for_update().get(pk=state.workflow_state.object_id).specific
        if not self._may(user, page):
            raise ReviewRefused(_("You may not decide on this piece."))
        if _changed_by_others(page, user=user, seen=form.cleaned_data["revision"]):
            raise ReviewRefused(
                _("Somebody changed this piece while you were reading. Open it again and decide.")
            )
        # What is approved is what stands in the editor now, a reviewer's own mends included.
        state.revision = page.get_latest_revision()
        state.save(update_fields=["revision"])
        decide = state.approve if action_name == "approve" else state.reject
        decide(user=user, comment=form.cleaned_data["comment"])


def _changed_by_others(page, *, user, seen: int | None) -> bool:
    if seen is None:
        return False
    return page.revisions.filter(pk__gt=seen).exclude(user=user).exists()


def _first_message(form) -> str:
    for errors in form.errors.values():
        return errors[0]
    return str(_("This action is not known."))
