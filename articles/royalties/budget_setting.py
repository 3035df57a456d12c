"""Sets what a desk may spend in a month; every change is audited."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Desk, DeskBudget
from articles.royalties.errors import BudgetRefused
from articles.rules import is_finance
from core.audit import record

FIELDS = ("amount", "warn_percent", "stops")


@transaction.atomic
def set_budget(
    *, desk: Desk, month: date, user, amount: int, warn_percent: int, stops: bool
) -> DeskBudget:
    """Set the budget of a desk and month (its first day) in đồng.

    Raises `BudgetRefused` for others than finance, and `ValidationError` by field.
    """
    if not is_finance(user):
        raise BudgetRefused(_("Only finance sets budgets."))
    Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    budget = DeskBudget.objects.filter(desk=desk, month=month).first()
    budget = budget or DeskBudget(desk=desk, month=month)
    before = _values(budget) if budget.pk else {}
    budget.amount, budget.warn_percent, budget.stops = amount, warn_percent, stops
    budget.full_clean()
    budget.save()
    after = _values(budget)
    if before != after:
        record(actor=user, action="budget.set", subject=budget, before=before, after=after)
    return budget


def _values(budget: DeskBudget) -> dict:
    return {name: getattr(budget, name) for name in FIELDS}
