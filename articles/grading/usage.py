"""Which grades and payments already stand on a rate: what they stand on may only end."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from articles.enums import BONUS_CODES, Placement, RoyaltyRuleCode
from articles.models import (
    BaseSalary,
    GenreFrame,
    Grade,
    RoyaltyRule,
    StatementPayment,
    TaxRule,
)

Rate = GenreFrame | BaseSalary | RoyaltyRule | TaxRule


def last_used_on(rate: Rate) -> date | None:
    """Return the last day for which a kept rate was applied, or None when it never was."""
    if isinstance(rate, TaxRule):
        return _last(StatementPayment.objects.filter(tax_rule=rate), "paid_on")
    if isinstance(rate, BaseSalary):
        return _last(Grade.objects.filter(base_salary=rate), "published_on")
    grades = _of_frame(rate) if isinstance(rate, GenreFrame) else _of_rule(rate)
    return _last(grades, "published_on")


def _last(rows: QuerySet, field: str) -> date | None:
    return rows.aggregate(last=Max(field))["last"]


def _of_frame(frame: GenreFrame) -> QuerySet[Grade]:
    """Return the grades within a frame; the decree's own bounds those of the desks too."""
    if frame.desk_id:
        return Grade.objects.filter(frame=frame)
    return Grade.objects.filter(_in_force(frame), genre=frame.genre_id)


def _of_rule(rule: RoyaltyRule) -> QuerySet[Grade]:
    grades = Grade.objects.filter(_in_force(rule))
    if rule.code in BONUS_CODES:
        return Grade.objects.filter(bonuses__rule=rule)
    if rule.code == RoyaltyRuleCode.TRANSLATION:
        return grades.filter(translation_percent__isnull=False)
    if rule.code in Placement.values:
        return grades.filter(placement=rule.code)
    return grades


def _in_force(rate: GenreFrame | RoyaltyRule) -> Q:
    begun = Q(published_on__gte=rate.valid_from)
    return begun & Q(published_on__lte=rate.valid_to) if rate.valid_to else begun
