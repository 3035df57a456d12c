"""What each unit did with a directive."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit

from ..enums import ReceiptState, ReminderKind, StepAction
from .directives import Directive


class DirectiveReceipt(models.Model):
    """One unit's receipt of one directive.

    `unit` is whom it was sent to and never changes; `in_charge` is who acts now: the successor of
    a unit that is no more. `seen_version` is the version last acknowledged: a changed directive
    puts the receipt back to delivered, and the steps keep what was. `due_on` is the directive's
    deadline, or the one that an extension gave; `extended_to` tells the latter.
    """

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="directive_receipts"
    )
    in_charge = models.ForeignKey(
        Unit,
        verbose_name=_("unit in charge"),
        on_delete=models.PROTECT,
        related_name="directives_in_charge",
    )
    must_answer = models.BooleanField(_("must answer"), default=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ReceiptState.choices, default=ReceiptState.DELIVERED
    )
    delivered_at = models.DateTimeField(_("delivered at"))
    opened_at = models.DateTimeField(_("opened at"), null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_version = models.PositiveSmallIntegerField(_("version acknowledged"), default=0)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    done_at = models.DateTimeField(_("done at"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("due on"), null=True)
    extended_to = models.DateField(_("extended to"), null=True)
    escalated_at = models.DateTimeField(_("escalated at"), null=True)

    class Meta:
        verbose_name = _("receipt of a directive")
        verbose_name_plural = _("receipts of directives")
        ordering = ["-delivered_at", "-pk"]
        indexes = [
            models.Index(fields=["in_charge", "state", "due_on"], name="directives_of_unit"),
            models.Index(fields=["state", "due_on"], name="directives_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["directive", "unit"], name="directives_receipt_once"),
            models.CheckConstraint(
                condition=Q(state=ReceiptState.DONE) ^ Q(done_at__isnull=True),
                name="directives_done_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReceiptState.ACKNOWLEDGED, ReceiptState.DONE])
                | Q(acknowledged_at__isnull=False),
                name="directives_acknowledged_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive} · {self.unit.code}"

    def is_overdue_on(self, day: date) -> bool:
        """Tell whether the unit should have been done before a day."""
        is_open = self.state != ReceiptState.DONE
        return is_open and self.due_on is not None and self.due_on < day


class ReceiptStep(models.Model):
    """One thing that happened to a receipt; sealed."""

    receipt = models.ForeignKey(DirectiveReceipt, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("action"), max_length=20, choices=StepAction.choices)
    number = models.PositiveSmallIntegerField(_("version"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("step of a receipt")
        verbose_name_plural = _("steps of receipts")
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.action}"


class ReceiptReminder(models.Model):
    """A reminder went; the constraint makes it go once for each deadline."""

    receipt = models.ForeignKey(
        DirectiveReceipt, on_delete=models.PROTECT, related_name="reminders"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ReminderKind.choices)
    due_on = models.DateField(_("deadline"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder of a directive")
        verbose_name_plural = _("reminders of directives")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "kind", "due_on"], name="directives_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.kind}"
