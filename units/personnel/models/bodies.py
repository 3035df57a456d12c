"""Bodies of a unit and the posts that people hold in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import normalize
from units.models import Unit

from ..enums import BodyKind, PostLevel


class Named(models.Model):
    """Abstract: a name in Vietnamese, and in English where somebody wrote it."""

    name_vi = models.CharField(_("Vietnamese name"), max_length=160)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the active language, Vietnamese where English is missing."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    def save(self, *args, **kwargs) -> None:
        """Keep names in NFC."""
        self.name_vi = normalize(self.name_vi).strip()
        self.name_en = normalize(self.name_en).strip()
        super().save(*args, **kwargs)


class Body(Named):
    """A committee, commission or department of one unit; ended by a date, never deleted."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="bodies"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=BodyKind.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    term = models.CharField(
        _("term"), max_length=40, blank=True, help_text=_("Such as “2023–2028”.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_public = models.BooleanField(_("shown to everybody"), default=True)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="personnel_body_valid_period",
                violation_error_message=_("The last day cannot come before the first day."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="personnel_body_not_own_parent"
            ),
        ]


class Position(Named):
    """A post of the national list, such as chairperson; `is_single` is held by one at a time."""

    level = models.CharField(_("level"), max_length=8, choices=PostLevel.choices)
    is_single = models.BooleanField(_("held by one person at a time"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name_vi"], name="personnel_position_name"),
        ]
