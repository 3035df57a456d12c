"""One planned operation on units, and the journal of what it changed, by which it is undone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit

from ..enums import OperationKind, OperationState


class Reorganisation(models.Model):
    """An operation that ends units and hands what is open to their successors, all or nothing.

    `effective_on` is the first day of the successors; the last day of the predecessors is the day
    before. `plan_digest` is the SHA-256 of the preview that was confirmed: a plan that has changed
    since must be looked at again. `promise` is what that preview said of others than the units
    themselves (`promises.promise_of`): a plan whose day comes is held back when it differs.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=OperationKind.choices)
    effective_on = models.DateField(_("effective on"))
    decision = models.CharField(
        _("decision"),
        max_length=255,
        help_text=_("Number and date of the decision, or the source."),
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # Units that do not exist yet: `[{"code", "kind", "name_vi", …}]`, as in the register's CSV.
    new_units = models.JSONField(_("units to be made"), default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=OperationState.choices, default=OperationState.PLANNED
    )
    plan_digest = models.CharField(max_length=64, blank=True, editable=False)
    promise = models.JSONField(null=True, editable=False)
    held_back_at = models.DateTimeField(_("held back at"), null=True, editable=False)
    request_key = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    planned_at = models.DateTimeField(_("planned at"))
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(_("carried out at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[OperationState.APPLIED, OperationState.UNDONE])
                | Q(applied_at__isnull=False),
                name="reorganisation_applied_at",
            ),
            models.CheckConstraint(
                condition=Q(state=OperationState.UNDONE) ^ Q(undone_at__isnull=True),
                name="reorganisation_undone_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on:%d/%m/%Y}"

    @property
    def is_confirmed(self) -> bool:
        """Tell whether somebody has seen the preview of a plan and confirmed it for its day."""
        return self.state == OperationState.PLANNED and bool(self.plan_digest)

    @property
    def is_held_back(self) -> bool:
        """Tell whether a plan was not carried out on its day and must be confirmed again."""
        return self.state == OperationState.PLANNED and self.held_back_at is not None


class ReorganisationPart(models.Model):
    """One predecessor and one successor, or none where the unit is closed.

    `successor_code` names a unit of `new_units` that exists only while the operation is carried
    out. `takes_open_work` names the successor of a split unit that takes what cannot be divided.
    """

    operation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="parts")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    successor_code = models.CharField(max_length=40, blank=True, editable=False)
    takes_open_work = models.BooleanField(_("takes over open work"), default=True)

    class Meta:
        verbose_name = _("part of a reorganisation")
        verbose_name_plural = _("parts of reorganisations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "predecessor", "successor"], name="reorganisation_part_once"
            ),
            models.UniqueConstraint(
                fields=["operation", "predecessor"],
                condition=Q(takes_open_work=True),
                name="reorganisation_one_takes_over",
            ),
        ]

    def __str__(self) -> str:
        successor = self.successor.code if self.successor else self.successor_code or "∅"
        return f"{self.predecessor.code} → {successor}"


class RowChange(models.Model):
    """One value of one row that an operation changed; `old` None with `is_new`: the row was made.

    `subject` is `app.model:pk`.
    """

    operation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="changes")
    subject = models.CharField(max_length=120)
    field = models.CharField(max_length=60, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    is_new = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("change of a row")
        verbose_name_plural = _("changes of rows")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject"], name="reorganisation_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.field}"
