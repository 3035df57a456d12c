"""What desks place on the front page, and when each of its parts was last changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from home.querysets import FrontSlotQuerySet
from home.zones import Zone


class FrontZone(models.Model):
    """A part of the front page of one language; its version tells whether somebody changed it."""

    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    zone = models.CharField(_("part of the front page"), max_length=10, choices=Zone.choices)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("part of the front page")
        verbose_name_plural = _("parts of the front page")
        constraints = [
            models.UniqueConstraint(fields=["locale", "zone"], name="home_front_zone_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_zone_display()} ({self.locale_id})"


class FrontSlot(models.Model):
    """A piece at a place of the front page from a moment on, up to one or for good.

    `title` is the piece's as it was when it was placed: once readers cannot open the piece, its own
    row may hold what its unit is still writing. Ended slots are kept.
    """

    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    zone = models.CharField(_("part of the front page"), max_length=10, choices=Zone.choices)
    piece = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("piece"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(_("title when placed"), max_length=255)
    rank = models.PositiveIntegerField(_("order"))
    shown_from = models.DateTimeField(_("shown from"))
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("placed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    placed_at = models.DateTimeField(_("placed at"))

    objects = FrontSlotQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("piece on the front page")
        verbose_name_plural = _("pieces on the front page")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_until__isnull=True) | Q(shown_from__lt=F("shown_until")),
                name="home_front_slot_ends_after_start",
                violation_error_message=_("The end must lie after the beginning."),
            )
        ]
        indexes = [
            models.Index(fields=["locale", "shown_until", "shown_from"], name="home_front_times")
        ]

    def __str__(self) -> str:
        return self.title
