"""The report of one unit for one period."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.enums import UnitKind
from units.models import Unit

from ..enums import ReportState, StepAction
from .periods import ReportHeading, ReportPeriod


class HalfYearReport(models.Model):
    """A unit's report; name and kind are those of its time, whatever becomes of the unit."""

    period = models.ForeignKey(ReportPeriod, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="half_year_reports"
    )
    unit_name = models.CharField(_("name of the unit"), max_length=200)
    unit_kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    computed_at = models.DateTimeField(_("figures counted at"), null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed off at"), null=True)
    return_note = models.CharField(_("why it is returned"), max_length=1000, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    score_note = models.CharField(_("reason of the score"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("half-year report")
        verbose_name_plural = _("half-year reports")
        ordering = ["-period__year", "-period__half", "unit__sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="reports_report_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="reports_score_range",
                violation_error_message=_("A score is 0 to 100."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.SIGNED, ReportState.ACCEPTED])
                | Q(signed_at__isnull=False),
                name="reports_signed_at",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.ACCEPTED) ^ Q(accepted_at__isnull=True),
                name="reports_accepted_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} · {self.period}"


class ReportSection(models.Model):
    """What a unit writes under one heading."""

    report = models.ForeignKey(HalfYearReport, on_delete=models.PROTECT, related_name="sections")
    heading = models.ForeignKey(ReportHeading, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("text"), max_length=10_000, blank=True)

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        ordering = ["heading__sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "heading"], name="reports_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.heading}"


class ReportStep(models.Model):
    """One thing that happened to a report; sealed."""

    report = models.ForeignKey(HalfYearReport, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("action"), max_length=20, choices=StepAction.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("note"), max_length=1000, blank=True)
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.action}"
