"""How large a unit is, year by year, and the files from which that was read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit

FIRST_YEAR, LAST_YEAR = 1930, 2100


class FigureImport(models.Model):
    """A workbook that was taken over whole; the same file is not taken over again."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file name"), max_length=150)
    rows = models.PositiveIntegerField(_("rows"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("import of figures")
        verbose_name_plural = _("imports of figures")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.name


class YearlyFigure(models.Model):
    """Figures of one unit at the end of a year; empty is not known, which is not nought."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="yearly_figures"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    grassroots_unions = models.PositiveIntegerField(_("grassroots unions"), null=True, blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    enterprises = models.PositiveIntegerField(_("enterprises with a union"), null=True, blank=True)
    full_time_officers = models.PositiveIntegerField(_("full-time officers"), null=True, blank=True)
    counted_on = models.DateField(
        _("counted on"), null=True, blank=True, help_text=_("Empty: 31 December of the year.")
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    imported_with = models.ForeignKey(
        FigureImport, null=True, editable=False, on_delete=models.PROTECT, related_name="figures"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed at"), editable=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures of the years")
        ordering = ["-year", "unit__sort_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="personnel_figures_once_a_year",
                violation_error_message=_("This unit has figures of this year already."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="personnel_figures_year",
                violation_error_message=_("Choose a year between 1930 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.year}"
