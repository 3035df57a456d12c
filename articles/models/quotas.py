"""How much each kind of unit must send, who is exempt, and who was reminded."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import RouteKind
from units.enums import UnitKind
from units.models import Unit


class QuotaRule(models.Model):
    """Pieces that a unit of a kind must send each ISO week.

    Source: official letter 1197/TLĐ of 9 August 2016, points 2 and 3. An empty `piece_kind`
    takes every piece that goes to a desk.
    """

    unit_kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind.choices)
    piece_kind = models.CharField(
        _("type of piece"),
        max_length=20,
        blank=True,
        choices=[(kind.value, kind.label) for kind in (RouteKind.NEWS, RouteKind.THEMATIC)],
    )
    per_week = models.PositiveSmallIntegerField(_("pieces a week"))
    needs_picture = models.BooleanField(_("only with a picture"), default=False)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=400)

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["unit_kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit_kind", "valid_from"], name="articles_quota_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="articles_quota_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_unit_kind_display()}: {self.per_week}"

    def clean(self) -> None:
        """Refuse what overlaps another rule or changes weeks that are over."""
        from articles.quotas.validators import validate_rule

        super().clean()
        validate_rule(self)


class QuotaExemption(models.Model):
    """Weeks in which one unit, or all (no unit), need not send; both weeks are Mondays."""

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quota_exemptions",
        help_text=_("Empty: all units, for instance in the week of Tết."),
    )
    first_week = models.DateField(_("first week"))
    last_week = models.DateField(_("last week"))
    reason = models.CharField(_("reason"), max_length=300)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["-first_week", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_week__gte=models.F("first_week")),
                name="articles_exemption_weeks_in_order",
                violation_error_message=_("The last week lies before the first."),
            )
        ]

    def __str__(self) -> str:
        from articles.quotas.periods import span_of

        return f"{self.unit or _('All units')}: {span_of(self.first_week, self.last_week)}"

    def clean(self) -> None:
        """Refuse weeks that do not begin on a Monday."""
        from articles.quotas.validators import validate_exemption

        super().clean()
        validate_exemption(self)


class QuotaReminder(models.Model):
    """A reminder that a unit was short in a week; the constraint makes it go once."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    week = models.DateField(_("week"))
    sent_at = models.DateTimeField(_("sent at"))
    missing = models.PositiveSmallIntegerField(_("missing"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "week"], name="articles_reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.week}"
