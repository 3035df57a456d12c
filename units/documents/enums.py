"""How urgent a document is, whom it is for, how documents stand to each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Secrecy(models.TextChoices):
    """Degree of secrecy that the form asks for; never stored, since all but none is refused.

    Source: Law on Protection of State Secrets 29/2018/QH14, article 8.
    """

    NONE = "none", _("Not secret")
    SECRET = "secret", _("Secret (Mật)")
    TOP_SECRET = "top_secret", _("Top secret (Tối mật)")
    UTMOST_SECRET = "utmost_secret", _("Of utmost secrecy (Tuyệt mật)")


class Urgency(models.TextChoices):
    """Degree of urgency; Decree 30/2020/NĐ-CP, article 8 and appendix I."""

    NORMAL = "normal", _("Normal")
    URGENT = "urgent", pgettext_lazy("document", "Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")


class Audience(models.TextChoices):
    """Who may read a document."""

    INTERNAL = "internal", _("Internal: recipients and the Office")
    PUBLIC = "public", _("Public: everybody")


class DocumentState(models.TextChoices):
    """What is kept of a document's life; in force, expired and replaced follow from dates."""

    DRAFT = "draft", _("Being entered")
    ISSUED = "issued", pgettext_lazy("document", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "Withdrawn")


class DocumentStatus(models.TextChoices):
    """Where a document stands on a day, as readers are told."""

    NOT_YET = "not_yet", _("Not yet in force")
    IN_FORCE = "in_force", _("In force")
    AMENDED = "amended", _("In force, amended")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", pgettext_lazy("document", "Replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "Withdrawn")


class RelationKind(models.TextChoices):
    """What a document does to another one."""

    REPLACES = "replaces", _("Replaces")
    AMENDS = "amends", _("Amends")
    GUIDES = "guides", _("Guides the implementation of")
    BASED_ON = "based_on", _("Based on")


class TextState(models.TextChoices):
    """Whether the words of a file are known to the search."""

    WAITING = "waiting", pgettext_lazy("text of a file", "Waiting")
    READ = "read", pgettext_lazy("text of a file", "Read")
    NO_TEXT = "no_text", _("No text inside (a scan)")
    FAILED = "failed", _("Could not be read")
