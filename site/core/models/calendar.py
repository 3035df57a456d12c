"""Days on which the calendar of working days differs from Monday to Friday: data, never code."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
OUT_OF_RANGE = _("Choose a day between 2000 and 2100.")
SATURDAY = 5


class DayKind(models.TextChoices):
    """What a row makes of its day."""

    HOLIDAY = "holiday", _("Day off")
    WORKING = "working", _("Make-up working day")


class CalendarDay(models.Model):
    """A weekday that is off, or a Saturday or Sunday that is worked.

    Labour Code 45/2019/QH14, articles 111 and 112, and each year's notices on days that change
    places. A provisional day counts like any other until an officer mends it.
    """

    date = models.DateField(
        _("day"),
        unique=True,
        validators=[
            MinValueValidator(FIRST_DAY, OUT_OF_RANGE),
            MaxValueValidator(LAST_DAY, OUT_OF_RANGE),
        ],
        error_messages={"unique": _("This day is in the calendar already.")},
    )
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind.choices)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    source = models.CharField(
        _("source"), max_length=400, help_text=_("The law, decision or notice that says so.")
    )
    is_provisional = models.BooleanField(
        _("provisional"), default=False, help_text=_("It is expected, but not announced yet.")
    )

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=DayKind.values), name="core_calendar_day_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(date__range=(FIRST_DAY, LAST_DAY)),
                name="core_calendar_day_in_range",
                violation_error_message=OUT_OF_RANGE,
            ),
        ]

    def __str__(self) -> str:
        return f"{formats.date_format(self.date, 'SHORT_DATE_FORMAT')}: {self.name}"

    @property
    def name(self) -> str:
        """Return the name in the active language, Vietnamese where English is missing."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    def clean(self) -> None:
        """Refuse a row that changes nothing."""
        super().clean()
        if self.date is None:
            return
        is_weekend = self.date.weekday() >= SATURDAY
        if self.kind == DayKind.HOLIDAY and is_weekend:
            raise ValidationError({"date": _("This day is a day off already.")})
        if self.kind == DayKind.WORKING and not is_weekend:
            raise ValidationError(
                {"date": _("Only a Saturday or a Sunday can become a working day.")}
            )
