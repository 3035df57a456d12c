"""Words of the newsroom that are stored as values."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskCode(models.TextChoices):
    """The two desks of the portal."""

    NEWS = "news", _("News desk")
    THEMATIC = "thematic", _("Thematic desk")


class RouteKind(models.TextChoices):
    """Type of page by which the route of moderation is chosen."""

    NEWS = "news", _("News")
    THEMATIC = "thematic", _("Thematic piece")
    NOTICE = "notice", _("Notice")


class AuthorKind(models.TextChoices):
    """Where an author stands to the unit."""

    STAFF = "staff", _("Staff")
    OUTSIDE = "outside", _("Outside contributor")


class AuthorRole(models.TextChoices):
    """What an author contributed."""

    TEXT = "text", _("Text")
    PHOTO = "photo", _("Photographs")


class ContributionState(models.TextChoices):
    """Where a submitted piece stands."""

    UNIT_REVIEW = "unit_review", _("In unit review")
    DESK_REVIEW = "desk_review", _("At the desk")
    SCHEDULED = "scheduled", _("Scheduled")
    RETURNED = "returned", _("Returned for changes")
    USED = "used", _("Used")
    WITHDRAWN = "withdrawn", _("Withdrawn")
