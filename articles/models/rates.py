"""Rates of royalties and taxes as dated data, each row with its legal source."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import Confidence, Residence, RoyaltyRuleCode

from .vocabulary import Genre
from .workflow import Desk

PERCENT: dict[str, Any] = {"max_digits": 5, "decimal_places": 2}
IN_ORDER = models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from"))
NOT_IN_ORDER = _("The last day lies before the first.")


class GenreFrame(models.Model):
    """Range of coefficients of a genre: the decree's own (no desk) or a desk's narrower one.

    Source: Decree 18/2014/NĐ-CP, article 7, paragraph 1.
    """

    genre = models.ForeignKey(
        Genre, verbose_name=_("genre"), on_delete=models.PROTECT, related_name="frames"
    )
    desk = models.ForeignKey(
        Desk,
        verbose_name=_("desk"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="frames",
        help_text=_("Empty: the greatest coefficient of the decree."),
    )
    min_coefficient = models.DecimalField(
        _("least coefficient"),
        max_digits=4,
        decimal_places=1,
        default="0.5",
        validators=[MinValueValidator(0)],
    )
    max_coefficient = models.DecimalField(_("greatest coefficient"), max_digits=4, decimal_places=1)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=400)

    class Meta:
        verbose_name = _("royalty frame")
        verbose_name_plural = _("royalty frames")
        ordering = ["genre", "desk", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["genre", "desk", "valid_from"], name="articles_frame_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["genre", "valid_from"],
                condition=models.Q(desk__isnull=True),
                name="articles_decree_frame_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(max_coefficient__gte=models.F("min_coefficient")),
                name="articles_frame_in_order",
                violation_error_message=_("The greatest coefficient is below the least."),
            ),
            models.CheckConstraint(
                condition=IN_ORDER,
                name="articles_frame_days_in_order",
                violation_error_message=NOT_IN_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.genre}: {self.min_coefficient} – {self.max_coefficient}"

    def clean(self) -> None:
        """Refuse what contradicts other rows or grades."""
        from articles.grading.validators import validate_frame

        super().clean()
        validate_frame(self)


class BaseSalary(models.Model):
    """The state's base salary in đồng a month from a day on."""

    effective_from = models.DateField(_("in force from"), unique=True)
    amount = models.PositiveBigIntegerField(_("amount (đồng)"))
    source = models.CharField(_("source"), max_length=400)

    class Meta:
        verbose_name = _("base salary")
        verbose_name_plural = _("base salaries")
        ordering = ["-effective_from"]

    def __str__(self) -> str:
        return f"{self.effective_from}: {self.amount}"

    def clean(self) -> None:
        """Refuse what contradicts other rows or grades."""
        from articles.grading.validators import validate_salary

        super().clean()
        validate_salary(self)


class RoyaltyRule(models.Model):
    """Range of one percentage of the royalty rules.

    Source: Decree 18/2014/NĐ-CP, article 7, paragraphs 2 to 4; placements are the desks' decision.
    """

    code = models.CharField(_("rule"), max_length=30, choices=RoyaltyRuleCode.choices)
    min_percent = models.DecimalField(_("at least (%)"), **PERCENT)
    max_percent = models.DecimalField(_("at most (%)"), **PERCENT)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=400)
    confidence = models.CharField(
        _("certainty"), max_length=10, choices=Confidence.choices, default=Confidence.HIGH
    )

    class Meta:
        verbose_name = _("royalty rule")
        verbose_name_plural = _("royalty rules")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="articles_royalty_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(min_percent__gte=0)
                & models.Q(max_percent__gte=models.F("min_percent")),
                name="articles_royalty_rule_in_order",
                violation_error_message=_("The greatest percentage is below the least."),
            ),
            models.CheckConstraint(
                condition=IN_ORDER,
                name="articles_royalty_rule_days_in_order",
                violation_error_message=NOT_IN_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.min_percent} – {self.max_percent} %"

    def clean(self) -> None:
        """Refuse what contradicts other rows or grades."""
        from articles.grading.validators import validate_rule

        super().clean()
        validate_rule(self)


class TaxRule(models.Model):
    """Income tax withheld from a payment of `threshold` đồng or more, on the whole payment."""

    residence = models.CharField(_("residence"), max_length=20, choices=Residence.choices)
    threshold = models.PositiveBigIntegerField(_("from a payment of (đồng)"))
    rate_percent = models.DecimalField(_("rate (%)"), **PERCENT)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=400)
    confidence = models.CharField(
        _("certainty"), max_length=10, choices=Confidence.choices, default=Confidence.HIGH
    )

    class Meta:
        verbose_name = _("tax rule")
        verbose_name_plural = _("tax rules")
        ordering = ["residence", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["residence", "valid_from"], name="articles_tax_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(rate_percent__gte=0) & models.Q(rate_percent__lte=100),
                name="articles_tax_rate_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=IN_ORDER,
                name="articles_tax_rule_days_in_order",
                violation_error_message=NOT_IN_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_residence_display()}: {self.rate_percent} % ({self.valid_from})"

    def clean(self) -> None:
        """Refuse what contradicts other rows or grades."""
        from articles.grading.validators import validate_tax_rule

        super().clean()
        validate_tax_rule(self)
