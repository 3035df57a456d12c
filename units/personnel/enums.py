"""Kinds of body and of post."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    """Kind of a body, as the Charter of the trade unions and the register name them."""

    PRESIDIUM = "presidium", _("Presidium")
    EXECUTIVE_COMMITTEE = "executive_committee", _("Executive committee")
    STANDING_COMMITTEE = "standing_committee", _("Standing committee")
    INSPECTION_COMMISSION = "inspection_commission", _("Inspection commission")
    DEPARTMENT = "department", _("Department")
    OTHER = "other", _("Other body")


class PostLevel(models.TextChoices):
    """Place of a post within its body."""

    HEAD = "head", _("Head")
    DEPUTY = "deputy", _("Deputy head")
    MEMBER = "member", _("Member")
    STAFF = "staff", pgettext_lazy("level of a post", "Staff")
