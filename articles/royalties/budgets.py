"""What a desk may still spend on royalties in a month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.enums import StatementState
from articles.models import Desk, DeskBudget, RoyaltyStatement
from articles.models.royalties import FROZEN_STATES
from articles.royalties.errors import StatementRefused
from core.money import grouped

OPEN_STATES = (StatementState.DRAWN, StatementState.CHECKED)


@dataclass(frozen=True)
class BudgetState:
    """A month's budget in đồng; `limit` is None where none was set.

    `spent` is approved or paid, `planned` stands on an open statement.
    """

    limit: int | None
    spent: int
    planned: int
    warn_percent: int
    is_binding: bool

    @property
    def used(self) -> int:
        """Return what is spent or planned."""
        return self.spent + self.planned

    @property
    def percent(self) -> int | None:
        """Return how much of the budget is spent and planned, rounded down."""
        return self.used * 100 // self.limit if self.limit else None

    @property
    def warns(self) -> bool:
        """Tell whether the warning level is reached."""
        if self.limit is None:
            return False
        return self.used * 100 >= self.limit * self.warn_percent

    @property
    def stopped(self) -> bool:
        """Tell whether a binding budget is used up."""
        return self.exceeded_by(1)

    def exceeded_by(self, amount: int) -> bool:
        """Tell whether `amount` more would exceed a binding budget."""
        if self.limit is None or not self.is_binding:
            return False
        return self.used + amount > self.limit


def budget_state(*, desk: Desk, month: date) -> BudgetState:
    """Return a desk's budget of a month (its first day) and what is spent of it."""
    budget = DeskBudget.objects.filter(desk=desk, month=month).first()
    sums = RoyaltyStatement.objects.filter(desk=desk, month=month).aggregate(
        spent=Sum("total", filter=Q(state__in=FROZEN_STATES), default=0),
        planned=Sum("total", filter=Q(state__in=OPEN_STATES), default=0),
    )
    return BudgetState(
        limit=budget.amount if budget else None,
        spent=sums["spent"],
        planned=sums["planned"],
        warn_percent=budget.warn_percent if budget else 100,
        is_binding=bool(budget and budget.stops),
    )


def refuse_over_budget(*, desk: Desk, month: date, amount: int) -> None:
    """Raise `StatementRefused` when `amount` more would exceed the month's binding budget."""
    state = budget_state(desk=desk, month=month)
    if state.exceeded_by(amount):
        raise StatementRefused(
            _(
                "The budget of %(month)s is %(limit)s đồng; %(used)s đồng are spent or planned "
                "and %(amount)s đồng would be added."
            )
            % {
                "month": date_format(month, "m/Y"),
                "limit": grouped(state.limit or 0),
                "used": grouped(state.used),
                "amount": grouped(amount),
            }
        )
