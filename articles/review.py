"""What both review steps share: who may act, on which revision, and clear refusals."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from articles.errors import ReviewRefused
from articles.review_forms import ApprovalForm, ReturnForm, SeenRevisionForm, sent_values


class ReviewTaskMixin:
    """Task whose reviewers follow from the page, never from a list on the task.

    Subclasses give `may_review(user, page)` and `reviewers(page)`; `action_forms` names what may
    be done and what is asked for it.
    """

    may_review: Callable[..., bool]
    action_forms: dict[str, type[SeenRevisionForm]] = {
        "approve": ApprovalForm,
        "reject": ReturnForm,
    }

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
        """Offer what this step can do, each with a modal, to reviewers only."""
        return self.offered_actions(obj) if self._may(user, obj) else []

    def offered_actions(self, obj) -> list[tuple[str, Any, bool]]:
        """Return (name, label, has a modal) of what a reviewer may do."""
        return [("approve", _("Approve"), True), ("reject", _("Return with a reason"), True)]

    def get_form_for_action(self, action):
        """Return the form of the modal for an action."""
        return self.action_forms.get(action, SeenRevisionForm)

    def get_template_for_action(self, action):
        """Return the modal's template."""
        return "articles/admin/review_modal.html"

    def on_action(self, task_state, user, action_name, /, **sent):
        """Decide now; the editor and the API send their data unvalidated.

        Raises `ReviewRefused`, which a middleware answers with a message.
        """
        self.decide(task_state, user, action_name, data=sent, now=timezone.now())

    @transaction.atomic
    def decide(
        self,
        task_state: TaskState,
        user,
        action: str,
        *,
        data: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """Record a decision on what the reviewer saw; refuse twice, stale and unknown ones.

        Locks the step, then the page, then the contribution. Raises `ReviewRefused`.
        """
        form = self.get_form_for_action(action)(sent_values(data))
        if action not in self.action_forms or not form.is_valid():
            raise ReviewRefused(_first_message(form))
        state = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
        if state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewRefused(_("Somebody has already decided on this piece."))
        page = Page.objects.select_for_update().get(pk=state.workflow_state.object_id).specific
        if not self._may_decide(user, page):
            raise ReviewRefused(_("You may not decide on this piece."))
        if _changed_by_others(page, user=user, seen=form.cleaned_data["revision"]):
            raise ReviewRefused(
                _("Somebody changed this piece while you were reading. Open it again and decide.")
            )
        self.perform(action, state=state, page=page, user=user, form=form, now=now)

    def perform(self, action: str, *, state: TaskState, page, user, form, now: datetime) -> None:
        """Carry out a decision that may be taken."""
        self.pin(state, page)
        if action == "approve":
            state.approve(user=user, comment=form.cleaned_data["comment"])
        else:
            state.reject(user=user, comment=form.text())

    def pin(self, state: TaskState, page) -> None:
        """Decide on what stands in the editor now, a reviewer's own mends included."""
        state.revision = page.get_latest_revision()
        state.save(update_fields=["revision"])

    def _may_decide(self, user, page) -> bool:
        """Ask for the piece and for its draft, which may name other authors."""
        return self._may(user, page) and self._may(user, page.get_latest_revision_as_object())


def _changed_by_others(page, *, user, seen: int | None) -> bool:
    if seen is None:
        return False
    return page.revisions.filter(pk__gt=seen).exclude(user=user).exists()


def _first_message(form) -> str:
    for errors in form.errors.values():
        return errors[0]
    return str(_("This action is not known."))
