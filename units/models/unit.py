"""The register of units: closed, renamed or succeeded, never deleted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.text import normalize, sort_key
from units.enums import Region, SuccessionKind, UnitKind
from units.querysets import UnitQuerySet

CODE_VALIDATOR = RegexValidator(
    r"^[A-Z][A-Z0-9-]{1,39}$",
    _("A code is 2 to 40 capital letters, digits and hyphens, beginning with a letter."),
)


class Unit(index.Indexed, models.Model):
    """An organisation that runs a sub-site; its identity is neither its name nor its place."""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[CODE_VALIDATOR])
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    name_vi = models.CharField(_("Vietnamese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    short_name_vi = models.CharField(_("short name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    region = models.CharField(_("region"), max_length=20, choices=Region.choices, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=255, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("collection"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="unit",
    )
    sort_name = models.CharField(max_length=600, editable=False, db_index=True)

    objects = UnitQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_vi", boost=4),
        index.SearchField("name_en"),
        index.SearchField("short_name_vi", boost=2),
        index.AutocompleteField("name_vi"),
        index.AutocompleteField("short_name_vi"),
        index.AutocompleteField("code"),
        index.FilterField("kind"),
        index.FilterField("id"),
    ]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="units_unit_valid_period",
                violation_error_message=_("The last day cannot come before the first day."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="units_unit_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the active language, Vietnamese where English is missing."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    def has_ended_on(self, day: date) -> bool:
        """Tell whether the unit's last day lies before `day`."""
        return self.valid_to is not None and self.valid_to < day

    def is_active_on(self, day: date) -> bool:
        """Tell whether the unit exists on `day`; `UnitQuerySet.active_on` for one unit."""
        has_begun = self.valid_from is None or self.valid_from <= day
        return has_begun and not self.has_ended_on(day)

    def clean(self) -> None:
        """Refuse a parent chain that leads back to this unit, and the address of another page."""
        from units.services.addresses import is_address_taken

        super().clean()
        if is_address_taken(self):
            raise ValidationError({"slug": _("Another page has this address already.")})
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("A unit cannot stand under itself.")})
            ancestor = ancestor.parent

    def save(self, *args, **kwargs) -> None:
        """Keep names in NFC and the Vietnamese sorting key in step."""
        self.name_vi = normalize(self.name_vi).strip()
        self.name_en = normalize(self.name_en).strip()
        self.short_name_vi = normalize(self.short_name_vi).strip()
        self.sort_name = sort_key(self.name_vi)[:600]
        super().save(*args, **kwargs)


class UnitSuccession(models.Model):
    """One predecessor became (part of) one successor on a day, by a decision."""

    predecessor = models.ForeignKey(
        Unit, verbose_name=_("predecessor"), on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Unit, verbose_name=_("successor"), on_delete=models.PROTECT, related_name="origins"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SuccessionKind.choices)
    effective_on = models.DateField(_("effective on"))
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"], name="units_succession_once"
            ),
            # A unit that took others in is its own successor too, and may have another one later.
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=~models.Q(kind=SuccessionKind.SPLIT)
                & ~models.Q(predecessor=models.F("successor")),
                name="units_one_successor",
                violation_error_message=_("Only a unit that is split has several successors."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor.code} → {self.successor.code}"
