"""That a unit was reminded of its report, so that it is reminded once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import ReminderKind
from .reports import HalfYearReport


class ReportReminder(models.Model):
    """One reminder of one report; a second of the same kind cannot be written."""

    report = models.ForeignKey(HalfYearReport, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=10, choices=ReminderKind.choices)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder of a report")
        verbose_name_plural = _("reminders of reports")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="reports_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}"
