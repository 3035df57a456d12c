"""Input rules of quotas, called from the models' `clean()`: hence the same wherever they are kept.

A week that is over stays as it was judged: a rule on which it stands may only end.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.grading.validators import refuse_overlap
from articles.models import QuotaExemption, QuotaRule
from articles.quotas.periods import EARLIEST, LATEST
from core.weeks import WEEK, week_of

FROZEN = ("unit_kind", "piece_kind", "per_week", "needs_picture", "valid_from")
SETTLED = _("Weeks that are over stand on this quota. End it and add a new one.")
BEGINS_TOO_EARLY = _("A quota cannot begin in a week that is over.")
ENDS_TOO_EARLY = _("A quota cannot end before the week that is over last.")
LONGEST = 52 * WEEK
NOT_A_MONDAY = _("A week is named by its Monday.")


def validate_rule(rule: QuotaRule) -> None:
    """Raise `ValidationError` for a rule that overlaps another or changes weeks that are over."""
    if rule.per_week == 0:
        raise ValidationError({"per_week": _("Ask for one piece at least, or end the quota.")})
    begin, end = rule.valid_from, rule.valid_to
    if not rule.unit_kind or begin is None or (end is not None and end < begin):
        return
    refuse_overlap(rule, unit_kind=rule.unit_kind)
    this_week = week_of(timezone.now())
    kept = QuotaRule.objects.filter(pk=rule.pk).first() if rule.pk else None
    if kept is not None and is_settled(kept, this_week):
        _refuse_change(rule, kept, this_week)
    elif begin < this_week:
        raise ValidationError({"valid_from": BEGINS_TOO_EARLY})


def is_settled(rule: QuotaRule, this_week: date) -> bool:
    """Tell whether a rule was in force in a week that is over."""
    return rule.valid_from < this_week


def validate_exemption(exemption: QuotaExemption) -> None:
    """Raise `ValidationError` for weeks not named by their Mondays, far away, or too many."""
    faults = {
        name: fault
        for name in ("first_week", "last_week")
        if (day := getattr(exemption, name)) is not None and (fault := _fault_of(day))
    }
    if faults:
        raise ValidationError(faults)
    first, last = exemption.first_week, exemption.last_week
    if first and last and last - first > LONGEST:
        raise ValidationError({"last_week": _("An exemption lasts a year at most.")})


def _fault_of(week: date) -> Any:
    if week.weekday() != 0:
        return NOT_A_MONDAY
    return None if EARLIEST <= week <= LATEST else _("This week is too far away.")


def _refuse_change(rule: QuotaRule, kept: QuotaRule, this_week: date) -> None:
    if any(getattr(kept, name) != getattr(rule, name) for name in FROZEN):
        raise ValidationError(SETTLED)
    last_over = this_week - WEEK
    ends = (kept.valid_to, rule.valid_to)
    if ends[0] != ends[1] and any(end is not None and end < last_over for end in ends):
        raise ValidationError({"valid_to": ENDS_TOO_EARLY})
