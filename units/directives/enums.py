"""States of directives, receipts, answers and extensions, and what happens to a receipt."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DirectiveState(models.TextChoices):
    """Where a directive stands; a closed or cancelled one asks for nothing any more."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class ReceiptState(models.TextChoices):
    """How far a unit is with a directive, in this order."""

    DELIVERED = "delivered", _("Delivered")
    OPENED = "opened", _("Opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    DONE = "done", _("Done")


class AnswerState(models.TextChoices):
    """Where an answer of a unit stands."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")


class ExtensionState(models.TextChoices):
    """What became of a request for more time."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class StepAction(models.TextChoices):
    """What happened to a receipt."""

    DELIVERED = "delivered", _("Delivered")
    OPENED = "opened", _("Opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    CHANGED = "changed", _("The directive was changed")
    ANSWERED = "answered", pgettext_lazy("directive", "Answered")
    ANSWER_RETURNED = "answer_returned", _("Answer returned")
    ANSWER_ACCEPTED = "answer_accepted", _("Answer accepted")
    DONE = "done", _("Done")
    EXTENSION_ASKED = "extension_asked", _("More time asked")
    EXTENSION_GRANTED = "extension_granted", _("More time given")
    EXTENSION_REFUSED = "extension_refused", _("More time refused")
    REMINDED = "reminded", _("Reminded")
    ESCALATED = "escalated", _("Told to the Office and the unit's leaders")
    HANDED_OVER = "handed_over", _("Handed over to the successor")


class ReminderKind(models.TextChoices):
    """Which reminder it was; each goes once for each deadline."""

    BEFORE = "before", _("Before the deadline")
    AFTER = "after", _("After the deadline")
    ESCALATION = "escalation", _("Escalation")
