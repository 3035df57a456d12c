"""Figures of a report, the doubts about them, and changes after the period was frozen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import ContestState
from .reports import HalfYearReport


class ReportFigure(models.Model):
    """One indicator of one report, as counted; sealed once the period is frozen.

    `value` is what is shown (a count, a mean, or a share in per cent); `part` and `whole` are what
    a share is made of. All empty where the indicator does not apply. `counted` repeats the value
    that the data gave where a contest corrected it. Labels are those of the time of counting.
    """

    report = models.ForeignKey(HalfYearReport, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(_("indicator"), max_length=60)
    label_vi = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    sort_order = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True)
    part = models.PositiveIntegerField(null=True)
    whole = models.PositiveIntegerField(null=True)
    counted = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        verbose_name = _("figure of a report")
        verbose_name_plural = _("figures of reports")
        ordering = ["sort_order", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="reports_figure_once"),
            models.CheckConstraint(
                condition=Q(part__isnull=True, whole__isnull=True)
                | Q(part__isnull=False, whole__isnull=False, part__lte=models.F("whole")),
                name="reports_share_is_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.indicator}"


class FigureContest(models.Model):
    """A unit doubts a figure, with a reason; the department decides."""

    report = models.ForeignKey(HalfYearReport, on_delete=models.PROTECT, related_name="contests")
    indicator = models.CharField(_("indicator"), max_length=60)
    shown = models.DecimalField(_("figure shown"), max_digits=14, decimal_places=2, null=True)
    claimed = models.DecimalField(_("figure claimed"), max_digits=14, decimal_places=2)
    reason = models.CharField(_("reason"), max_length=1000)
    contested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    contested_at = models.DateTimeField(_("contested at"))
    state = models.CharField(
        _("state"), max_length=10, choices=ContestState.choices, default=ContestState.OPEN
    )
    corrected_to = models.DecimalField(
        _("corrected to"), max_digits=14, decimal_places=2, null=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reply = models.CharField(_("reply"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("contested figure")
        verbose_name_plural = _("contested figures")
        ordering = ["contested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "indicator"],
                condition=Q(state=ContestState.OPEN),
                name="reports_contest_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state=ContestState.OPEN) ^ Q(decided_at__isnull=False),
                name="reports_contest_decided_at",
            ),
            models.CheckConstraint(
                condition=Q(state=ContestState.CORRECTED) ^ Q(corrected_to__isnull=True),
                name="reports_contest_corrected_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.indicator}"


class ReportAmendment(models.Model):
    """A change to a frozen report, beside what was frozen; sealed."""

    report = models.ForeignKey(HalfYearReport, on_delete=models.PROTECT, related_name="amendments")
    indicator = models.CharField(_("indicator"), max_length=60, blank=True)
    frozen = models.DecimalField(_("as frozen"), max_digits=14, decimal_places=2, null=True)
    amended = models.DecimalField(_("amended to"), max_digits=14, decimal_places=2, null=True)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    reason = models.CharField(_("reason"), max_length=1000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("amendment of a report")
        verbose_name_plural = _("amendments of reports")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report} · {self.made_at:%Y-%m-%d}"
