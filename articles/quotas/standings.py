"""Where units stand against their quotas, week by week, and over the weeks that are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import QuotaRule
from articles.quotas.obligations import Duty, Obligations, read_obligations
from articles.quotas.tallies import NOTHING, Measure, Tallies, read_tallies
from core.weeks import week_of
from units.models import Unit


class WeekState(models.TextChoices):
    """How a unit's week looks; `RUNNING` and `FUTURE` say nothing against it yet."""

    NOT_OWED = "not_owed", _("Nothing due")
    EXEMPT = "exempt", _("Exempt")
    MET = "met", _("Enough")
    PARTLY = "partly", _("Too few")
    SHORT = "short", pgettext_lazy("quota of a week", "None")
    RUNNING = "running", _("Week under way")
    FUTURE = "future", _("To come")


MISSED = (WeekState.PARTLY, WeekState.SHORT)


@dataclass(frozen=True, slots=True)
class WeekStanding:
    """One unit in one week; `sent` and `used` count only what the rule of that week asks for."""

    week: date
    this_week: date
    duty: Duty
    required: int
    sent: int
    used: int
    reason: str = ""
    rule: QuotaRule | None = None

    def count(self, measure: str) -> int:
        """Return the pieces by one measure."""
        return self.sent if measure == Measure.SENT else self.used

    def state(self, measure: str = Measure.SENT) -> WeekState:
        """Return the state by one measure."""
        if self.duty is not Duty.OWED:
            return WeekState.EXEMPT if self.duty is Duty.EXEMPT else WeekState.NOT_OWED
        count = self.count(measure)
        if count >= self.required:
            return WeekState.MET
        if self.week >= self.this_week:
            return WeekState.RUNNING if self.week == self.this_week else WeekState.FUTURE
        return WeekState.PARTLY if count else WeekState.SHORT

    @property
    def missing(self) -> int:
        """Return how many pieces are still to be sent; none where nothing is owed."""
        return max(0, self.required - self.sent) if self.duty is Duty.OWED else 0

    @property
    def is_judged(self) -> bool:
        """Tell whether the week counts for ranking: owed, and over."""
        return self.duty is Duty.OWED and self.week < self.this_week


@dataclass(frozen=True)
class UnitStanding:
    """One unit over a row of weeks."""

    unit: Unit
    weeks: list[WeekStanding]

    @cached_property
    def judged(self) -> list[WeekStanding]:
        """Return the weeks that are over and in which something was owed."""
        return [one for one in self.weeks if one.is_judged]

    def met(self, measure: str = Measure.SENT) -> int:
        """Return in how many judged weeks there was enough."""
        return sum(one.count(measure) >= one.required for one in self.judged)

    def percent(self, measure: str = Measure.SENT) -> int | None:
        """Return the share of judged weeks with enough, rounded down; None where none is judged."""
        return self.met(measure) * 100 // len(self.judged) if self.judged else None

    @cached_property
    def sent(self) -> int:
        """Return the pieces sent that count."""
        return sum(one.sent for one in self.weeks)

    @cached_property
    def used(self) -> int:
        """Return the pieces used that count."""
        return sum(one.used for one in self.weeks)

    def total(self, measure: str) -> int:
        """Return the pieces by one measure."""
        return self.sent if measure == Measure.SENT else self.used

    @cached_property
    def exempt(self) -> int:
        """Return the number of exempt weeks."""
        return sum(one.duty is Duty.EXEMPT for one in self.weeks)

    @cached_property
    def is_behind(self) -> bool:
        """Tell whether a week is over in which too little was sent."""
        return self.met() < len(self.judged)


def read_standings(
    *, units: Sequence[Unit], weeks: Sequence[date], now: datetime, all_units: bool = False
) -> list[UnitStanding]:
    """Return where units stand in each of `weeks`, in the order of `units`.

    Three queries for any number of units, weeks and pieces: one counts, two read rules and
    exemptions. `all_units` says that `units` are (nearly) all there are: nothing is gained then
    by naming them to the database.
    """
    unit_ids = None if all_units else [unit.pk for unit in units]
    obligations = read_obligations(weeks=weeks, unit_ids=unit_ids)
    tallies = read_tallies(weeks=weeks, unit_ids=unit_ids)
    this_week = week_of(now)
    return [
        UnitStanding(
            unit, [_standing(unit, week, this_week, obligations, tallies) for week in weeks]
        )
        for unit in units
    ]


def _standing(
    unit: Unit, week: date, this_week: date, obligations: Obligations, tallies: Tallies
) -> WeekStanding:
    obligation = obligations.of(unit, week)
    sent, used = (tallies.get((measure, unit.pk, week), NOTHING) for measure in Measure)
    return WeekStanding(
        week=week,
        this_week=this_week,
        duty=obligation.duty,
        required=obligation.required,
        sent=sent.counted(obligation.rule),
        used=used.counted(obligation.rule),
        reason=obligation.reason,
        rule=obligation.rule,
    )
