"""Input rules of rates, called from the models' `clean()`: hence the same wherever they are kept.

A rate that a grade or payment stands on is history: it may be ended, and a new one added.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.enums import RoyaltyRuleCode
from articles.grading.usage import Rate, last_used_on
from articles.models import BaseSalary, GenreFrame, RoyaltyRule, TaxRule

FIXED = (RoyaltyRuleCode.UNIT_VALUE, RoyaltyRuleCode.PORTAL, RoyaltyRuleCode.SUB_SITE)
FROZEN: dict[type, tuple[str, ...]] = {
    GenreFrame: ("genre_id", "desk_id", "min_coefficient", "max_coefficient", "valid_from"),
    BaseSalary: ("effective_from", "amount"),
    RoyaltyRule: ("code", "min_percent", "max_percent", "valid_from"),
    TaxRule: ("residence", "threshold", "rate_percent", "valid_from"),
}
OVERLAPS = _("Another row is in force on some of these days. End it first.")
IN_USE = _("Grades or payments already stand on this rate. End it and add a new one.")
ENDS_TOO_EARLY = _("This rate was applied until %(day)s: it cannot end before.")


def validate_frame(frame: GenreFrame) -> None:
    """Raise `ValidationError` for a frame that overlaps, leaves the decree's or is in use."""
    if frame.genre_id is None or not _is_dated(frame):
        return
    refuse_overlap(frame, genre=frame.genre_id, desk=frame.desk_id)
    refuse_change(frame)
    if frame.max_coefficient is None or frame.min_coefficient is None:
        return
    others = concurrent(frame, GenreFrame.objects.filter(genre=frame.genre_id))
    if frame.desk_id:
        _refuse_outside(frame, others.filter(desk__isnull=True))
    elif any(_leaves(own, frame) for own in others.filter(desk__isnull=False)):
        raise ValidationError(_("A desk's own frame would lie outside. End that one first."))


def validate_salary(salary: BaseSalary) -> None:
    """Raise `ValidationError` when grades stand on the row."""
    refuse_change(salary)


def validate_rule(rule: RoyaltyRule) -> None:
    """Raise `ValidationError` for a rule that overlaps, is in use, or needs one percentage."""
    if not rule.code or not _is_dated(rule):
        return
    refuse_overlap(rule, code=rule.code)
    refuse_change(rule)
    if rule.code in FIXED and rule.min_percent != rule.max_percent:
        raise ValidationError(
            {"max_percent": _("This rule is one percentage: write it in both fields.")}
        )


def validate_tax_rule(rule: TaxRule) -> None:
    """Raise `ValidationError` for a tax rule that overlaps or that payments stand on."""
    if rule.residence and _is_dated(rule):
        refuse_overlap(rule, residence=rule.residence)
        refuse_change(rule)


def concurrent(rate: Any, rows: QuerySet) -> QuerySet:
    """Return other rows that are in force on a day on which `rate` is."""
    begins_before_end = Q(valid_from__lte=rate.valid_to) if rate.valid_to else Q()
    ends_after_begin = Q(valid_to__isnull=True) | Q(valid_to__gte=rate.valid_from)
    return rows.filter(begins_before_end, ends_after_begin).exclude(pk=rate.pk)


def refuse_overlap(rate: Any, **same: Any) -> None:
    """Raise `ValidationError` when a row for the same thing is in force at the same time."""
    if concurrent(rate, type(rate).objects.filter(**_nulls(same))).exists():
        raise ValidationError({"valid_from": OVERLAPS})


def refuse_change(rate: Rate) -> None:
    """Raise `ValidationError` when what grades or payments stand on would change."""
    kept = type(rate)._default_manager.filter(pk=rate.pk).first() if rate.pk else None
    last = last_used_on(kept) if kept else None
    if kept is None or last is None:
        return
    if any(getattr(kept, name) != getattr(rate, name) for name in FROZEN[type(rate)]):
        raise ValidationError(IN_USE)
    end = getattr(rate, "valid_to", None)
    if end is not None and end < last:
        raise ValidationError(
            {"valid_to": ValidationError(ENDS_TOO_EARLY, params={"day": f"{last:%d/%m/%Y}"})}
        )


def _refuse_outside(own: GenreFrame, decree: QuerySet[GenreFrame]) -> None:
    legal = list(decree)
    if not legal:
        raise ValidationError(_("The decree has no frame for this genre on these days."))
    for frame in legal:
        if _leaves(own, frame):
            raise ValidationError(
                {
                    "max_coefficient": ValidationError(
                        _("The decree allows %(least)s to %(greatest)s for this genre."),
                        params={
                            "least": frame.min_coefficient,
                            "greatest": frame.max_coefficient,
                        },
                    )
                }
            )


def _leaves(own: GenreFrame, decree: GenreFrame) -> bool:
    return (
        own.min_coefficient < decree.min_coefficient or own.max_coefficient > decree.max_coefficient
    )


def _is_dated(rate: Any) -> bool:
    """Tell whether the days are given and in order; the fields say so themselves otherwise."""
    begin, end = rate.valid_from, rate.valid_to
    return begin is not None and (end is None or end >= begin)


def _nulls(same: dict[str, Any]) -> dict[str, Any]:
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in same.items()
    }
