"""What units answer, with files, and more time that they ask for."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.files import unguessable_path
from units.models import Unit

from ..enums import AnswerState, ExtensionState
from .receipts import DirectiveReceipt


def private_storage():
    """Return where nothing has a public address (named in migrations)."""
    return storages["private"]


def file_path(instance, filename: str) -> str:
    """Return a path that cannot be guessed (named in migrations)."""
    return unguessable_path("answers", filename)


class DirectiveAnswer(models.Model):
    """One version of a unit's answer; what was sent is never changed."""

    receipt = models.ForeignKey(DirectiveReceipt, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("answer"), max_length=10_000)
    state = models.CharField(
        _("state"), max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(_("judged at"), null=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    return_note = models.CharField(_("why it is returned"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("answer to a directive")
        verbose_name_plural = _("answers to directives")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["receipt", "number"], name="directives_answer_number"),
            models.UniqueConstraint(
                fields=["receipt"],
                condition=Q(state=AnswerState.DRAFT),
                name="directives_answer_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state=AnswerState.DRAFT) ^ Q(sent_at__isnull=False),
                name="directives_answer_sent_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} · {self.number}"


class AnswerFile(models.Model):
    """A file of an answer; for the unit in charge and the Office only, sealed once it is sent."""

    answer = models.ForeignKey(DirectiveAnswer, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("file"), storage=private_storage, upload_to=file_path, max_length=255)
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(_("type"), max_length=100)

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ExtensionRequest(models.Model):
    """A unit asks for more time; the Office gives it, gives less, or refuses."""

    receipt = models.ForeignKey(
        DirectiveReceipt, on_delete=models.PROTECT, related_name="extensions"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_until = models.DateField(_("more time until"))
    reason = models.CharField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(
        _("state"), max_length=8, choices=ExtensionState.choices, default=ExtensionState.ASKED
    )
    granted_until = models.DateField(_("given until"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("request for more time")
        verbose_name_plural = _("requests for more time")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt"],
                condition=Q(state=ExtensionState.ASKED),
                name="directives_extension_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.GRANTED) ^ Q(granted_until__isnull=True),
                name="directives_granted_until",
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.ASKED) ^ Q(decided_at__isnull=False),
                name="directives_extension_decided_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} · {self.asked_until}"
