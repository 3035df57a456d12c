"""What a unit owes in a week: by the rule of its kind, unless it did not exist or is exempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q

from articles.models import QuotaExemption, QuotaRule
from articles.quotas.periods import sunday_of
from core.weeks import weeks_between
from units.models import Unit


class Duty(Enum):
    """Whether something is owed at all."""

    NONE = "none"
    EXEMPT = "exempt"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one unit owes in one week; `rule` says also what counts, owed or not."""

    duty: Duty
    required: int = 0
    rule: QuotaRule | None = None
    reason: str = ""


def rule_in_force(rules: Iterable[QuotaRule], *, kind: str, week: date) -> QuotaRule | None:
    """Return the rule of a kind of unit that is in force on a Monday: it holds for that week."""
    for rule in rules:
        begun = rule.unit_kind == kind and rule.valid_from <= week
        if begun and (rule.valid_to is None or week <= rule.valid_to):
            return rule
    return None


def exists_all_week(unit: Unit, week: date) -> bool:
    """Tell whether a unit exists from the Monday to the Sunday of a week."""
    begun = unit.valid_from is None or unit.valid_from <= week
    return begun and (unit.valid_to is None or unit.valid_to >= sunday_of(week))


class Obligations:
    """Answers for any unit and any of `weeks`, from the few rows of rules and exemptions."""

    def __init__(
        self,
        *,
        rules: Sequence[QuotaRule],
        exemptions: Iterable[QuotaExemption],
        weeks: Sequence[date],
    ) -> None:
        self._rules = rules
        self._in_force: dict[tuple[str, date], QuotaRule | None] = {}
        self._reasons: dict[tuple[int | None, date], str] = {}
        for exemption in exemptions:
            first = max(exemption.first_week, weeks[0])
            last = min(exemption.last_week, weeks[-1])
            for week in weeks_between(first, last):
                self._reasons.setdefault((exemption.unit_id, week), exemption.reason)

    def rule(self, kind: str, week: date) -> QuotaRule | None:
        """Return the rule of a kind of unit for a week."""
        key = kind, week
        if key not in self._in_force:
            self._in_force[key] = rule_in_force(self._rules, kind=kind, week=week)
        return self._in_force[key]

    def of(self, unit: Unit, week: date) -> Obligation:
        """Return what a unit owes; its own exemption is named before one of all units."""
        rule = self.rule(unit.kind, week)
        if rule is None or not rule.per_week or not exists_all_week(unit, week):
            return Obligation(Duty.NONE, rule=rule)
        for key in ((unit.pk, week), (None, week)):
            if key in self._reasons:
                return Obligation(Duty.EXEMPT, rule.per_week, rule, self._reasons[key])
        return Obligation(Duty.OWED, rule.per_week, rule)


def read_obligations(
    *, weeks: Sequence[date], unit_ids: Iterable[int] | None = None
) -> Obligations:
    """Load the rules and the exemptions that touch `weeks`: two queries."""
    exemptions = QuotaExemption.objects.filter(
        first_week__lte=weeks[-1], last_week__gte=weeks[0]
    ).order_by("pk")
    if unit_ids is not None:
        exemptions = exemptions.filter(Q(unit__isnull=True) | Q(unit__in=unit_ids))
    return Obligations(rules=list(QuotaRule.objects.all()), exemptions=exemptions, weeks=weeks)
