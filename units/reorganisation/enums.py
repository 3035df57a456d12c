"""What kinds of reorganisation there are, and where one stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OperationKind(models.TextChoices):
    """What happens to units; the first four are kinds of succession too."""

    MERGE = "merge", _("Merge units into one")
    SPLIT = "split", _("Split a unit")
    REPLACE = "replace", _("Replace a unit by another")
    RENAME = "rename", _("Give a unit a new name and address")
    CLOSE = "close", _("Close a unit without successor")


class OperationState(models.TextChoices):
    """Where an operation stands."""

    PLANNED = "planned", _("Planned")
    APPLIED = "applied", _("Carried out")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")
