"""Halves of a year, states of periods and reports, what became of a contested figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Half(models.IntegerChoices):
    """Half of a year: the letter 1197/TLĐ asks at the end of June and of December."""

    FIRST = 1, _("First half")
    SECOND = 2, _("Second half")


class PeriodState(models.TextChoices):
    """Where a period stands; a frozen one is a snapshot."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    FROZEN = "frozen", _("Frozen")


class ReportState(models.TextChoices):
    """Where a unit's report stands."""

    DRAFT = "draft", _("Being prepared")
    SIGNED = "signed", _("Signed off")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class ContestState(models.TextChoices):
    """What became of a contested figure."""

    OPEN = "open", _("Contested")
    UPHELD = "upheld", _("The figure stays")
    CORRECTED = "corrected", _("The figure was corrected")


class StepAction(models.TextChoices):
    """What happened to a report."""

    OPENED = "opened", _("Opened")
    SAVED = "saved", _("Evaluation saved")
    CONTESTED = "contested", _("A figure contested")
    CONTEST_DECIDED = "contest_decided", _("A contested figure decided")
    SIGNED = "signed", _("Signed off")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    SCORED = "scored", _("Scored")
    FROZEN = "frozen", _("Frozen")
    AMENDED = "amended", _("Amended")


class ReminderKind(models.TextChoices):
    """When a unit is reminded of its report: days before it is due, and when it is late."""

    SOON = "soon", _("Due soon")
    LATE = "late", _("Overdue")
