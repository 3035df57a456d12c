"""Who asked, what else they sent, and what was done: apart from the question and from pages."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Unit

from ..enums import MessageKind, QuestionState
from .questions import Question


def private_storage():
    """Return where nothing has a public address."""
    return storages["private"]


class Contact(models.Model):
    """How to reach the asker; read by the unit in charge only, each time on record.

    Emptied when its time is over, or when the asker withdraws; the row stays and says when.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("name"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    wants_mail = models.BooleanField(_("wants to hear of it by mail"), default=False)
    delete_after = models.DateField(_("kept until"), null=True, db_index=True)
    deleted_at = models.DateTimeField(_("deleted at"), null=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deleted_at__isnull=True) | models.Q(name="", phone="", email=""),
                name="questions_contact_emptied",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.question_id}"


class ContactReading(models.Model):
    """Somebody read a contact; sealed: never changed, never deleted."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="contact_readings"
    )
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("reading of a contact")
        verbose_name_plural = _("readings of contacts")
        ordering = ["-read_at", "-pk"]

    def __str__(self) -> str:
        return f"#{self.question_id} {self.read_at:%Y-%m-%d}"


class Message(models.Model):
    """One message between union and asker after the question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    submission_key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind.choices)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the asker."),
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"#{self.question_id} {self.kind}"


class Attachment(models.Model):
    """A file that the asker sent; private for ever, deleted with the contact's time."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.FileField(
        _("file"), storage=private_storage, upload_to="questions/%Y/%m", max_length=255
    )
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(_("type"), max_length=100)
    deleted_at = models.DateTimeField(_("deleted at"), null=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name


class QuestionStep(models.Model):
    """One move of a question from state to state or from hand to hand; sealed."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("action"), max_length=40)
    from_state = models.CharField(max_length=20, choices=QuestionState.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=QuestionState.choices)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("step of a question")
        verbose_name_plural = _("steps of questions")
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"#{self.question_id} {self.action}"
