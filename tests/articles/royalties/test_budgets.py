"""What a desk may still spend in a month, at the limits."""

from datetime import date

import pytest

from articles.models import DeskBudget
from articles.royalties import statements
from articles.royalties.budgets import budget_state
from articles.royalties.errors import StatementRefused
from factories.royalties import (
    AFTER,
    MONTH,
    desk_named,
    make_graded_piece,
    make_statement,
    noon,
)


def set_budget(desk, amount, **fields):
    return DeskBudget.objects.create(desk=desk, month=MONTH, amount=amount, **fields)


def test_month_without_budget_never_warns_or_stops(desk, staff, grade):
    make_statement(staff)
    state = budget_state(desk=desk, month=MONTH)
    assert (state.limit, state.planned, state.percent) == (None, 1_500_000, None)
    assert not state.warns
    assert not state.stopped


@pytest.mark.parametrize(
    ("state", "spent", "planned"),
    [
        ("drawn", 0, 1_500_000),
        ("checked", 0, 1_500_000),
        ("approved", 1_500_000, 0),
        ("paid", 1_500_000, 0),
    ],
)
def test_open_statements_are_planned_and_final_ones_spent(
    desk, staff, grade, state, spent, planned
):
    set_budget(desk, 3_000_000)
    make_statement(staff, state=state)
    found = budget_state(desk=desk, month=MONTH)
    assert (found.spent, found.planned, found.percent) == (spent, planned, 50)


def test_discarded_statement_frees_its_sum(desk, staff, grade):
    set_budget(desk, 1_500_000)
    statement = make_statement(staff)
    statements.discard(statement_id=statement.pk, user=staff["head"], now=noon(AFTER), note="sai")
    assert budget_state(desk=desk, month=MONTH).planned == 0
    assert make_statement(staff).total == 1_500_000


@pytest.mark.parametrize(
    ("amount", "percent", "warns", "stopped"),
    [
        (1_875_001, 79, False, False),
        (1_875_000, 80, True, False),
        (1_500_001, 99, True, False),
        (1_500_000, 100, True, True),
    ],
)
def test_warning_and_stop_begin_exactly(desk, staff, grade, amount, percent, warns, stopped):
    set_budget(desk, amount)
    make_statement(staff)
    state = budget_state(desk=desk, month=MONTH)
    assert (state.percent, state.warns, state.stopped) == (percent, warns, stopped)


def test_budget_that_does_not_bind_only_warns(desk, staff, grade):
    set_budget(desk, 1_000_000, stops=False, warn_percent=100)
    make_statement(staff, state="paid")
    state = budget_state(desk=desk, month=MONTH)
    assert (state.percent, state.warns, state.stopped) == (150, True, False)


def test_budget_of_nothing_stops_everything(desk, staff, grade):
    set_budget(desk, 0)
    state = budget_state(desk=desk, month=MONTH)
    assert (state.percent, state.warns, state.stopped) == (None, True, True)
    with pytest.raises(StatementRefused, match=r"is 0 đồng"):
        make_statement(staff)


def test_statements_of_one_month_add_up(unit, desk, staff, grade):
    set_budget(desk, 2_000_000)
    make_statement(staff, state="approved")
    make_graded_piece(unit, amount=500_001)
    with pytest.raises(
        StatementRefused, match=r"1\.500\.000 đồng are spent or planned and 500\.001"
    ):
        make_statement(staff)
    DeskBudget.objects.update(amount=2_000_001)
    assert make_statement(staff).total == 500_001


def test_other_months_and_desks_have_their_own(unit, desk, staff, grade):
    set_budget(desk, 1_500_000)
    make_statement(staff, state="approved")
    make_graded_piece(unit, amount=900_000)
    assert make_statement(staff, month=date(2026, 8, 1)).total == 900_000
    assert budget_state(desk=desk_named("thematic"), month=MONTH).spent == 0
