"""Budgets of a year for the table of months and desks, and who changed one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from articles.models import Desk, DeskBudget, RoyaltyStatement
from articles.models.royalties import FROZEN_STATES
from articles.royalties.budget_bars import BudgetBar, budget_bar
from articles.royalties.budgets import OPEN_STATES, BudgetState
from core.audit import subject_of
from core.models import AuditEntry

SHOWN = 20
NOTHING = {"spent": 0, "planned": 0}


@dataclass(frozen=True)
class BudgetCell:
    """A desk's month; `bar` where a budget is set or money was planned."""

    desk: Desk
    month: date
    bar: BudgetBar


@dataclass(frozen=True)
class BudgetRow:
    """A month over all desks that are shown."""

    month: date
    cells: list[BudgetCell]


def budget_year(*, desks: list[Desk], year: int) -> list[BudgetRow]:
    """Return the twelve months of a year; two queries."""
    limits = {
        (one.desk_id, one.month): one
        for one in DeskBudget.objects.filter(desk__in=desks, month__year=year)
    }
    sums = _sums(desks, year)
    return [
        BudgetRow(
            month,
            [
                BudgetCell(
                    desk,
                    month,
                    budget_bar(
                        _state(limits.get((desk.pk, month)), sums.get((desk.pk, month), NOTHING))
                    ),
                )
                for desk in desks
            ],
        )
        for month in (date(year, number, 1) for number in range(1, 13))
    ]


def _sums(desks: list[Desk], year: int) -> dict[tuple[int, date], dict[str, int]]:
    rows = (
        RoyaltyStatement.objects.filter(desk__in=desks, month__year=year)
        .order_by()
        .values("desk", "month")
        .annotate(
            spent=Sum("total", filter=Q(state__in=FROZEN_STATES), default=0),
            planned=Sum("total", filter=Q(state__in=OPEN_STATES), default=0),
        )
    )
    return {
        (row["desk"], row["month"]): {"spent": row["spent"], "planned": row["planned"]}
        for row in rows
    }


def _state(budget: DeskBudget | None, sums: dict[str, int]) -> BudgetState:
    return BudgetState(
        limit=budget.amount if budget else None,
        spent=sums["spent"],
        planned=sums["planned"],
        warn_percent=budget.warn_percent if budget else 100,
        is_binding=bool(budget and budget.stops),
    )


def budget_history(budget: DeskBudget | None) -> list[AuditEntry]:
    """Return the latest changes of a budget, the newest first."""
    if budget is None:
        return []
    return list(AuditEntry.objects.filter(subject=subject_of(budget))[:SHOWN])
