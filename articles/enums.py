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


class ArticleFormat(models.TextChoices):
    """What a piece is told in; the route of moderation does not depend on it."""

    TEXT = "text", _("Text")
    PHOTO = "photo", _("Photo story")
    VIDEO = "video", _("Video")


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
    NOT_USED = "not_used", _("Not used")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RETRACTED = "retracted", _("Retracted")


class Placement(models.TextChoices):
    """Where a used piece shows: everywhere, or on its unit's sub-site only."""

    PORTAL = "portal", _("Portal")
    SUB_SITE = "sub_site", _("Sub-site only")


class Priority(models.IntegerChoices):
    """How soon a desk should look at a piece."""

    NORMAL = 0, _("Normal")
    HIGH = 1, _("High")
    URGENT = 2, _("Urgent")


class EventKind(models.TextChoices):
    """What happened to a piece on its way; shown to its unit and its desks."""

    SENT = "sent", _("Sent for review")
    ARRIVED = "arrived", _("Arrived at the desk")
    CLAIMED = "claimed", _("Claimed")
    RELEASED = "released", _("Released")
    HANDED_OVER = "handed_over", _("Handed over")
    TRANSFERRED = "transferred", _("Transferred to the other desk")
    PLANNED = "planned", _("Priority or due time changed")
    RETURNED = "returned", _("Returned for changes")
    NOT_USED = "not_used", _("Not used")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SCHEDULED = "scheduled", _("Scheduled")
    USED = "used", _("Used")
    CORRECTION_OPENED = "correction_opened", _("Opened for correction")
    CORRECTED = "corrected", _("Corrected")
    UPDATED = "updated", _("Updated")
    RETRACTED = "retracted", _("Retracted")
    GRADED = "graded", _("Graded")


class StayOutcome(models.TextChoices):
    """How a piece left a desk."""

    USED = "used", _("Used")
    RETURNED = "returned", _("Returned for changes")
    TRANSFERRED = "transferred", _("Transferred to the other desk")
    NOT_USED = "not_used", _("Not used")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CorrectionKind(models.TextChoices):
    """What a desk did to a piece after its publication."""

    CORRECTION = "correction", _("Correction")
    UPDATE = "update", _("Update")
    RETRACTION = "retraction", _("Retraction")


class CorrectionState(models.TextChoices):
    """Where a correction stands."""

    OPEN = "open", _("Open")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


class RoyaltyRuleCode(models.TextChoices):
    """Percentages of Decree 18/2014/NĐ-CP, article 7, and of the desks' own decision."""

    UNIT_VALUE = "unit_value", _("Unit value, of the base salary")
    CHILDREN_OR_MINORITY = "children_or_minority", _("For children or ethnic minorities")
    FOREIGN_LANGUAGE = "foreign_language", _("Written directly in another language")
    HARDSHIP = "hardship", _("Made in hard or dangerous conditions")
    TRANSLATION = "translation", _("Translation, of the original's royalty")
    PORTAL = "portal", _("Placement on the portal")
    SUB_SITE = "sub_site", _("Placement on the sub-site only")


BONUS_CODES = (
    RoyaltyRuleCode.CHILDREN_OR_MINORITY,
    RoyaltyRuleCode.FOREIGN_LANGUAGE,
    RoyaltyRuleCode.HARDSHIP,
)


class Residence(models.TextChoices):
    """Whether a payee is resident in Vietnam for income tax."""

    RESIDENT = "resident", _("Resident")
    NON_RESIDENT = "non_resident", _("Not resident")


class Confidence(models.TextChoices):
    """How sure a rule of law is that was taken into the data."""

    HIGH = "high", _("Checked")
    MEDIUM = "medium", _("Second-hand")
    LOW = "low", _("To be checked")


class StatementState(models.TextChoices):
    """Where a royalty statement stands."""

    DRAWN = "drawn", _("Drawn up")
    CHECKED = "checked", _("Checked")
    APPROVED = "approved", _("Approved")
    PAID = "paid", _("Paid")
    DISCARDED = "discarded", _("Discarded")


class StatementStepKind(models.TextChoices):
    """A step of a statement; each is taken once and by another person."""

    DRAW_UP = "draw_up", _("Draw up")
    CHECK = "check", _("Check")
    APPROVE = "approve", _("Approve")
    PAY = "pay", _("Pay")
    DISCARD = "discard", _("Discard")


class LineKind(models.TextChoices):
    """What a line of a statement does."""

    ROYALTY = "royalty", _("Royalty")
    REVERSAL = "reversal", _("Reversal")


class LedgerKind(models.TextChoices):
    """What an entry of the ledger records."""

    ACCRUED = "accrued", _("Royalty approved")
    REVERSED = "reversed", _("Royalty reversed")
    TAX_WITHHELD = "tax_withheld", _("Tax withheld")
    PAID = "paid", _("Paid out")
