"""A piece on its way: what boards, quotas, grading and royalties stand on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from articles.enums import (
    ContributionState,
    EventKind,
    Placement,
    Priority,
    RouteKind,
    StayOutcome,
)
from units.models import Unit

from .articles import ArticlePage
from .vocabulary import Genre, Topic
from .workflow import Desk


class Contribution(models.Model):
    """State of one submitted piece; follows the workflow through its signals.

    `revision` is the one under review last; title, genre, topics, words and pictures are those of
    that revision, pictures only until the first use, the title of an update only while a desk has
    it. A translation is read and paid as its own piece and counts for no quota, since its original
    did: `is_translation`. `waiting_since` is when the present step began. `sent_at` is when the
    piece first reached a desk, `used_at` and `used_revision` are its first use; the weeks are the
    Mondays of their ISO weeks in the portal's time zone.
    """

    page = models.OneToOneField(
        ArticlePage, verbose_name=_("piece"), on_delete=models.CASCADE, related_name="contribution"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="contributions"
    )
    kind = models.CharField(
        _("type"), max_length=20, choices=RouteKind.choices, default=RouteKind.NEWS
    )
    desk = models.ForeignKey(
        Desk,
        verbose_name=_("desk"),
        null=True,
        on_delete=models.PROTECT,
        related_name="contributions",
    )
    revision = models.ForeignKey(
        Revision, verbose_name=_("revision"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    is_translation = models.BooleanField(_("translation"), default=False)
    genre = models.ForeignKey(
        Genre,
        verbose_name=_("genre"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=ContributionState.choices)
    word_count = models.PositiveIntegerField(_("words"), default=0)
    picture_count = models.PositiveSmallIntegerField(_("pictures"), default=0)
    submitted_at = models.DateTimeField(_("submitted at"))
    waiting_since = models.DateTimeField(_("waiting since"))
    sent_at = models.DateTimeField(_("sent to a desk at"), null=True, blank=True)
    sent_week = models.DateField(_("week of sending"), null=True, blank=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    used_week = models.DateField(_("week of use"), null=True, blank=True)
    used_revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    placement = models.CharField(
        _("placement"), max_length=10, choices=Placement.choices, default=Placement.PORTAL
    )
    use_at = models.DateTimeField(_("to be used at"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claimed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    claim_expires_at = models.DateTimeField(_("claim ends at"), null=True, blank=True)

    # Pages name what they use; this row only follows them.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["waiting_since", "pk"]
        indexes = [
            models.Index(fields=["desk", "state", "waiting_since"], name="articles_desk_queue"),
            models.Index(fields=["unit", "state", "waiting_since"], name="articles_unit_queue"),
            models.Index(fields=["sent_week", "unit", "kind"], name="articles_sent_week"),
            models.Index(fields=["used_week", "unit", "kind"], name="articles_used_week"),
            models.Index(fields=["desk", "used_at"], name="articles_desk_used"),
        ]

    def __str__(self) -> str:
        return self.title


class ContributionEvent(models.Model):
    """One thing that happened to a piece: the unit reads here where it is and who has it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("at"))
    kind = models.CharField(_("event"), max_length=20, choices=EventKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("note"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event of a piece")
        verbose_name_plural = _("events of pieces")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class DeskStay(models.Model):
    """A piece's time at one desk; a transfer ends one stay and begins another."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="stays")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="stays")
    arrived_at = models.DateTimeField(_("arrived at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=StayOutcome.choices, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("stay at a desk")
        verbose_name_plural = _("stays at desks")
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=models.Q(left_at__isnull=True),
                name="articles_one_open_stay",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True)
                | models.Q(left_at__gte=models.F("arrived_at")),
                name="articles_stay_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk}: {self.arrived_at:%Y-%m-%d %H:%M}"
