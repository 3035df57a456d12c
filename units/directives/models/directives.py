"""A directive: a document sent to units with a task and a deadline, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.documents.models import OfficialDocument
from units.models import Unit

from ..enums import DirectiveState


class Directive(models.Model):
    """What the Office asks of units; changed by `units.directives.services` only.

    `current` counts the versions that were sent: a changed directive asks for acknowledgement
    again, and every version stays on record. `kinds` and `units` say whom it is for; receipts are
    made of them when it is sent.
    """

    document = models.ForeignKey(
        OfficialDocument,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="directives",
    )
    title = models.CharField(_("title"), max_length=200)
    task = models.TextField(_("task"), max_length=4000)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    kinds = models.JSONField(_("kinds of unit"), default=list, blank=True)
    units = models.ManyToManyField(Unit, verbose_name=_("units"), blank=True, related_name="+")
    must_answer = models.BooleanField(_("every unit must answer"), default=True)
    answering_kinds = models.JSONField(
        _("kinds of unit that must answer"), default=list, blank=True
    )
    answering_units = models.ManyToManyField(
        Unit, verbose_name=_("units that must answer"), blank=True, related_name="+"
    )
    remind_days = models.PositiveSmallIntegerField(
        _("remind working days before the deadline"), default=3
    )
    escalate_days = models.PositiveSmallIntegerField(
        _("escalate working days after the deadline"), default=3
    )
    state = models.CharField(
        _("state"), max_length=10, choices=DirectiveState.choices, default=DirectiveState.DRAFT
    )
    current = models.PositiveSmallIntegerField(_("version"), default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    request_key = models.UUIDField(null=True, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    end_reason = models.CharField(_("reason of the end"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DirectiveState.DRAFT) ^ Q(sent_at__isnull=False),
                name="directives_sent_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DirectiveState.CLOSED, DirectiveState.CANCELLED])
                ^ Q(ended_at__isnull=True),
                name="directives_ended_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DirectiveVersion(models.Model):
    """What a directive said when it was sent or changed; sealed."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    task = models.TextField(_("task"), max_length=4000)
    deadline = models.DateField(_("deadline"), null=True)
    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason of the change"), max_length=300, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("version of a directive")
        verbose_name_plural = _("versions of directives")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="directives_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.directive} · {self.number}"
