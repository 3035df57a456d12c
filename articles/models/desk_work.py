"""What desks keep for their own work: reasons, cover at night, saved filters, likeness."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .contributions import Contribution
from .vocabulary import NamedTerm
from .workflow import Desk


class ReturnReason(NamedTerm):
    """A reason to choose from when a piece is returned or not used."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)
    for_return = models.BooleanField(_("offered when a piece is returned"), default=True)
    for_not_used = models.BooleanField(_("offered when a piece is not used"), default=True)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons to return or not to use")
        ordering = ["position", "name_vi"]


class DeskCover(models.Model):
    """Who gets a desk's mail out of hours; a span over midnight ends on the next day."""

    desk = models.ForeignKey(Desk, verbose_name=_("desk"), on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday on which it begins"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(7)],
        help_text=_("1 is Monday, 7 is Sunday; empty means every day."),
    )
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("cover out of hours")
        verbose_name_plural = _("cover out of hours")
        ordering = ["desk", "weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(starts_at=models.F("ends_at")),
                name="articles_cover_has_a_length",
                violation_error_message=_("The cover must not end when it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="articles_cover_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk}: {self.user}"


class SavedFilter(models.Model):
    """A person's own filter of a desk's board."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filter"), max_length=1000)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="articles_filter_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Fingerprint(models.Model):
    """Signature of a piece's folded text, by which near duplicates are found.

    `signature` are the least hashes (unsigned 32 bits) of its three-word shingles under a fixed
    family of hash functions.
    """

    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, related_name="fingerprint"
    )
    signature = models.JSONField()
    title_folded = models.CharField(max_length=255)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")

    def __str__(self) -> str:
        return self.title_folded


class FingerprintBand(models.Model):
    """One band of a signature; pieces that share a band are compared."""

    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="bands")
    band = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("band of a fingerprint")
        verbose_name_plural = _("bands of fingerprints")
        indexes = [models.Index(fields=["band", "value"], name="articles_band_value")]

    def __str__(self) -> str:
        return f"{self.band}: {self.value}"
