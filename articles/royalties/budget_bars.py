"""Draws a month's budget as a bar: spent, planned, what would be added, warning and stop."""

from dataclasses import dataclass

from articles.royalties.budgets import BudgetState


@dataclass(frozen=True)
class BudgetBar:
    """Widths in hundredths of the bar; `limit_at` and `warn_at` are marks on it, or None."""

    state: BudgetState
    added: int
    spent_width: int
    planned_width: int
    added_width: int
    limit_at: int | None
    warn_at: int | None

    @property
    def planned_from(self) -> int:
        """Return where what is planned begins."""
        return self.spent_width

    @property
    def added_from(self) -> int:
        """Return where what would be added begins."""
        return self.spent_width + self.planned_width

    @property
    def left(self) -> int | None:
        """Return what remains of the budget in đồng; negative when it is exceeded."""
        if self.state.limit is None:
            return None
        return self.state.limit - self.state.used - self.added

    @property
    def is_stopped(self) -> bool:
        """Tell whether the addition goes beyond a binding budget."""
        return self.state.exceeded_by(self.added)

    @property
    def is_warned(self) -> bool:
        """Tell whether the addition reaches the warning."""
        limit = self.state.limit
        if limit is None:
            return False
        return (self.state.used + self.added) * 100 >= limit * self.state.warn_percent

    @property
    def percent(self) -> int | None:
        """Return how much would be used in percent, rounded down."""
        limit = self.state.limit
        return (self.state.used + self.added) * 100 // limit if limit else None


def budget_bar(state: BudgetState, *, added: int = 0) -> BudgetBar:
    """Return the bar of a budget when `added` đồng more were planned."""
    whole = max(state.limit or 0, state.used + added, 1)
    limit = state.limit

    def width(amount: int) -> int:
        return max(amount, 0) * 100 // whole

    return BudgetBar(
        state=state,
        added=added,
        spent_width=width(state.spent),
        planned_width=width(state.planned),
        added_width=width(added),
        limit_at=None if limit is None else width(limit),
        warn_at=None if limit is None else width(limit * state.warn_percent // 100),
    )
