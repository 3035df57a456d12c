"""Desks, review tasks and the route from a type of page to its workflow."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow

from articles.enums import DeskCode, RouteKind
from articles.review import ReviewTaskMixin
from articles.review_forms import ApprovalForm, NotUseForm, TransferForm, UseForm
from articles.rules import can_review_at_desk, can_review_for_unit
from units.models import Unit


class Desk(models.Model):
    """An editorial desk: the unit that runs it and the groups of its people."""

    code = models.CharField(_("code"), max_length=20, choices=DeskCode.choices, unique=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("run by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="desks",
    )
    editors = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    heads = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    chiefs = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")
    claim_minutes = models.PositiveSmallIntegerField(_("a claim lasts (minutes)"), default=120)
    review_hours = models.PositiveSmallIntegerField(_("to be decided within (hours)"), default=24)

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")

    def __str__(self) -> str:
        return self.get_code_display()


class UnitReviewTask(ReviewTaskMixin, Task):
    """Review by a chief editor of the page's own unit: one row for all units."""

    may_review = staticmethod(can_review_for_unit)

    class Meta:
        verbose_name = _("unit review")
        verbose_name_plural = _("unit reviews")

    def reviewers(self, page):
        """Return the active accounts that may review `page` at this step."""
        from units.queries import chief_editors

        return chief_editors(unit_id=page.unit_id)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Return the waiting states of this task in the units where `user` is chief editor."""
        from articles.queries import unit_review_state_ids

        if not user.is_active:
            return TaskState.objects.none()
        return TaskState.objects.filter(pk__in=unit_review_state_ids(task=self, user=user))


class DeskReviewTask(ReviewTaskMixin, Task):
    """Review by the desk of the kind of piece, over all units."""

    desk = models.ForeignKey(
        Desk, verbose_name=_("desk"), on_delete=models.PROTECT, related_name="tasks"
    )

    admin_form_fields = [*Task.admin_form_fields, "desk"]
    action_forms = ReviewTaskMixin.action_forms | {
        "approve": UseForm,
        "transfer": TransferForm,
        "not_use": NotUseForm,
        "publish_correction": ApprovalForm,
        "give_up_correction": ApprovalForm,
    }

    class Meta:
        verbose_name = _("desk review")
        verbose_name_plural = _("desk reviews")

    def may_review(self, user, page) -> bool:
        """Tell whether `user` may decide on `page` at this desk."""
        return can_review_at_desk(user, page, desk=self.desk)

    def offered_actions(self, obj):
        """Offer the desk's outcomes; a correction is published or given up."""
        from articles.services.workflows import is_correction

        running = obj.current_workflow_state
        if running is not None and is_correction(running.workflow):
            return [
                ("publish_correction", _("Publish the correction"), True),
                ("give_up_correction", _("Give up the correction"), True),
            ]
        return [
            *super().offered_actions(obj),
            ("transfer", _("Send to the other desk"), True),
            ("not_use", _("Do not use"), True),
        ]

    def perform(self, action, *, state, page, user, form, now):
        """Carry out an outcome of the desk unless somebody else has claimed the piece."""
        from articles.newsroom.outcomes import take_outcome

        self.pin(state, page)
        take_outcome(action, state=state, page=page, user=user, form=form, now=now)

    def reviewers(self, page):
        """Return the active accounts of this desk."""
        from articles.queries import desk_accounts

        return desk_accounts(desk=self.desk)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Return all waiting states of this desk for its people."""
        from articles.rules import works_at_desk

        if not works_at_desk(user, desk=self.desk):
            return TaskState.objects.none()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.filter(pk__in=waiting.values("pk"))


class WorkflowRoute(models.Model):
    """Which workflow a type of page takes: three rows instead of one per sub-site."""

    kind = models.CharField(_("type"), max_length=20, choices=RouteKind.choices, unique=True)
    workflow = models.ForeignKey(
        Workflow, verbose_name=_("workflow"), on_delete=models.PROTECT, related_name="routes"
    )

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} → {self.workflow}"

    @classmethod
    def workflow_for(cls, kind: RouteKind) -> Workflow | None:
        """Return the active workflow of a type of page, or None."""
        route = cls.objects.select_related("workflow").filter(kind=kind).first()
        return route.workflow if route and route.workflow.active else None
