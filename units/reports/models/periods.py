"""Periods of reporting, and the headings under which units write."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Half, PeriodState


class ReportPeriod(models.Model):
    """One half-year: what happened from `starts_on` to `cut_off_on` is counted, both included.

    Source: official letter 1197/TLĐ of 9 August 2016, point 4. `digest` is the SHA-256 of the
    frozen figures.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    half = models.PositiveSmallIntegerField(_("half"), choices=Half.choices)
    starts_on = models.DateField(_("first day"))
    cut_off_on = models.DateField(_("last day that counts"))
    due_on = models.DateField(_("reports due on"))
    state = models.CharField(
        _("state"), max_length=8, choices=PeriodState.choices, default=PeriodState.PLANNED
    )
    instructions = models.TextField(_("instructions to units"), max_length=4000, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-year", "-half"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "half"],
                name="reports_period_once",
                violation_error_message=_("This period exists already."),
            ),
            models.CheckConstraint(
                condition=Q(cut_off_on__gte=F("starts_on"), due_on__gte=F("cut_off_on")),
                name="reports_period_days_in_order",
                violation_error_message=_("First day, last day and due day must follow in order."),
            ),
            models.CheckConstraint(
                condition=Q(state=PeriodState.FROZEN) ^ Q(frozen_at__isnull=True),
                name="reports_period_frozen_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_half_display()} {self.year}"


class ReportHeading(models.Model):
    """A heading of a period under which every unit writes its own evaluation."""

    period = models.ForeignKey(ReportPeriod, on_delete=models.CASCADE, related_name="headings")
    text_vi = models.CharField(_("Vietnamese heading"), max_length=200)
    text_en = models.CharField(_("English heading"), max_length=200, blank=True)
    hint = models.CharField(_("what belongs here"), max_length=400, blank=True)
    is_required = models.BooleanField(_("must be filled in"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("heading of a report")
        verbose_name_plural = _("headings of reports")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.text_vi
