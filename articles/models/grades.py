"""Grades of used pieces: rows that are only added, each bound to one published revision."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from articles.enums import AuthorRole, Placement

from .contributions import Contribution
from .rates import PERCENT, BaseSalary, GenreFrame, RoyaltyRule
from .vocabulary import Genre
from .workflow import Desk


class GradeQuerySet(models.QuerySet):
    """Grades in the words of the newsroom."""

    def current(self) -> "GradeQuerySet":
        """Return the latest version of each piece's grade."""
        later = Grade.objects.filter(
            contribution=models.OuterRef("contribution"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(later))


class Grade(models.Model):
    """Version of a piece's grade; every rate is frozen as it was found at grading.

    `unit_value` and `amount` are whole đồng; `reason` is needed from the second version on. A
    void grade pays nothing and takes back what earlier versions paid.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="grades")
    version = models.PositiveSmallIntegerField(_("version"))
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="grades")
    published_on = models.DateField(_("published on"))
    genre = models.ForeignKey(
        Genre, verbose_name=_("genre"), on_delete=models.PROTECT, related_name="+"
    )
    frame = models.ForeignKey(GenreFrame, on_delete=models.PROTECT, related_name="+")
    coefficient = models.DecimalField(
        _("coefficient"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0)]
    )
    placement = models.CharField(_("placement"), max_length=10, choices=Placement.choices)
    placement_percent = models.DecimalField(_("placement (%)"), **PERCENT)
    translation_percent = models.DecimalField(
        _("translation (% of the original)"), null=True, blank=True, **PERCENT
    )
    base_salary = models.ForeignKey(BaseSalary, on_delete=models.PROTECT, related_name="+")
    unit_percent = models.DecimalField(_("unit value (% of the base salary)"), **PERCENT)
    unit_value = models.PositiveBigIntegerField(_("unit value (đồng)"))
    amount = models.PositiveBigIntegerField(_("royalty (đồng)"))
    is_void = models.BooleanField(_("void"), default=False)
    reason = models.TextField(_("reason of the new version"), max_length=1000, blank=True)
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    graded_at = models.DateTimeField(_("graded at"))

    objects = GradeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["-graded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "version"], name="articles_grade_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reason=""),
                name="articles_new_grade_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(is_void=False) | models.Q(amount=0),
                name="articles_void_grade_pays_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} ({self.version})"


class GradeBonus(models.Model):
    """An addition to a grade within its legal range, with its reason."""

    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="bonuses")
    rule = models.ForeignKey(RoyaltyRule, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(_("addition (%)"), **PERCENT)
    reason = models.CharField(_("reason"), max_length=300)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bonus")
        verbose_name_plural = _("bonuses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["grade", "rule"], name="articles_bonus_once"),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="articles_bonus_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule.get_code_display()}: {self.percent} %"


class GradeShare(models.Model):
    """One author's part of a grade; the parts sum to the grade to the đồng."""

    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="shares")
    position = models.PositiveSmallIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    pen_name = models.CharField(_("pen name"), max_length=100)
    role = models.CharField(_("contributed"), max_length=10, choices=AuthorRole.choices)
    percent = models.DecimalField(_("share (%)"), **PERCENT)
    amount = models.PositiveBigIntegerField(_("royalty (đồng)"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("share of a grade")
        verbose_name_plural = _("shares of grades")
        ordering = ["grade", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["grade", "position"], name="articles_share_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pen_name}: {self.percent} %"
