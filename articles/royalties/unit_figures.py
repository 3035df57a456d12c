"""Totals of a unit by month, without any person: used, graded, approved, paid."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from articles.grading.rules import GRADED_KINDS
from articles.models import Contribution, Grade
from articles.royalties.queries import unit_totals
from units.models import Unit


@dataclass
class UnitFigures:
    """One month of a unit, amounts in đồng.

    `used`, `graded` and `amount` are of pieces published in the month; `approved` and `paid` of
    the statements of the month.
    """

    month: date
    used: int = 0
    graded: int = 0
    amount: int = 0
    approved: int = 0
    paid: int = 0


def unit_figures(unit: Unit) -> list[UnitFigures]:
    """Return the months in which anything happened, the last first; three queries."""
    months: dict[date, UnitFigures] = {}

    def of(month: date) -> UnitFigures:
        return months.setdefault(month, UnitFigures(month))

    for month, used in _used_by_month(unit):
        of(month).used = used
    for row in _graded_by_month(unit):
        of(row["month"]).graded, of(row["month"]).amount = row["graded"], row["total"]
    for total in unit_totals(unit):
        of(total.month).approved, of(total.month).paid = total.approved, total.paid
    return [months[month] for month in sorted(months, reverse=True)]


def _used_by_month(unit: Unit) -> list[tuple[date, int]]:
    zone = timezone.get_default_timezone()
    rows = (
        Contribution.objects.filter(unit=unit, kind__in=GRADED_KINDS, used_at__isnull=False)
        .order_by()
        .annotate(month=TruncMonth("used_at", tzinfo=zone))
        .values("month")
        .annotate(used=Count("pk"))
    )
    return [(row["month"].date(), row["used"]) for row in rows]


def _graded_by_month(unit: Unit):
    return (
        Grade.objects.current()
        .filter(contribution__unit=unit, is_void=False)
        .order_by()
        .annotate(month=TruncMonth("published_on"))
        .values("month")
        .annotate(graded=Count("pk"), total=Sum("amount"))
    )
