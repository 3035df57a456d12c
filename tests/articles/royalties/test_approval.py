"""What is checked once more before a statement becomes final."""

from datetime import date

import pytest
from django.db.models import F

from articles.models import DeskBudget, LedgerEntry, RoyaltyStatement, StatementLine
from articles.royalties import statements
from articles.royalties.errors import StatementRefused
from factories.portal import make_user
from factories.royalties import (
    AFTER,
    MONTH,
    grade_anew,
    make_grade,
    make_graded_piece,
    make_payee,
    make_statement,
    noon,
)

AUGUST = date(2026, 8, 1)


def approve(statement, staff):
    return statements.approve(statement_id=statement.pk, user=staff["chief"], now=noon(AFTER))


def refuse(statement, staff, match: str) -> None:
    """Assert that approval is refused and leaves nothing behind."""
    before = LedgerEntry.objects.count()
    with pytest.raises(StatementRefused, match=match):
        approve(statement, staff)
    assert RoyaltyStatement.objects.get(pk=statement.pk).state == "checked"
    assert LedgerEntry.objects.count() == before
    assert not statement.steps.filter(step="approve").exists()


def test_approval_records_every_line(unit, staff, grade):
    make_payee(unit=unit, pen_name="Thu Hà")
    make_graded_piece(unit, amount=300_000, authors=[(None, "Thu Hà", 100)])
    statement = make_statement(staff, state="approved")
    entries = LedgerEntry.objects.values_list("sequence", "kind", "amount", "line__position")
    assert list(entries) == [(1, "accrued", 1_500_000, 1), (2, "accrued", 300_000, 2)]
    assert statement.lines.count() == 2


def test_approval_records_what_is_taken_back(staff, grade):
    make_statement(staff, state="approved")
    grade_anew(grade, amount=1_700_000)
    make_statement(staff, state="approved", month=AUGUST)
    entries = LedgerEntry.objects.values_list("kind", "amount")
    assert list(entries)[1:] == [("accrued", 1_700_000), ("reversed", -1_500_000)]


@pytest.mark.parametrize("change", [{"amount": 1_500_000}, {"is_void": True}])
def test_grade_changed_since(staff, grade, change):
    statement = make_statement(staff, state="checked")
    grade_anew(grade, **change)
    refuse(statement, staff, "A grade or payee changed")


def test_payee_deactivated_since(staff, grade, payee):
    statement = make_statement(staff, state="checked")
    payee.is_active = False
    payee.save()
    refuse(statement, staff, "A grade or payee changed")


def test_share_belongs_to_another_payee_since(unit, staff, grade, payee):
    statement = make_statement(staff, state="checked")
    payee.user = make_user()
    payee.save()
    make_payee(unit=unit)
    refuse(statement, staff, "A grade or payee changed")


def test_line_forged_since(staff, grade):
    statement = make_statement(staff, state="checked")
    StatementLine.objects.update(amount=F("amount") + 1)
    RoyaltyStatement.objects.update(total=F("total") + 1)
    refuse(statement, staff, "A grade or payee changed")


def test_reversal_forged_since(staff, grade):
    make_statement(staff, state="approved")
    grade_anew(grade, amount=1_700_000)
    statement = make_statement(staff, state="checked", month=AUGUST)
    statement.lines.filter(kind="reversal").update(amount=F("amount") + 1)
    RoyaltyStatement.objects.filter(pk=statement.pk).update(total=F("total") + 1)
    refuse(statement, staff, r"changed .* \(line 2\)")


def test_total_forged_since(staff, grade):
    statement = make_statement(staff, state="checked")
    RoyaltyStatement.objects.update(total=F("total") + 1)
    refuse(statement, staff, "do not sum to the total")


@pytest.mark.parametrize(("amount", "passes"), [(1_500_000, True), (1_499_999, False)])
def test_budget_lowered_since(desk, staff, grade, amount, passes):
    statement = make_statement(staff, state="checked")
    DeskBudget.objects.create(desk=desk, month=MONTH, amount=amount)
    if passes:
        assert approve(statement, staff).state == "approved"
    else:
        refuse(statement, staff, "The budget of 07/2026")


def test_reversal_stands_while_the_newest_grade_changes_again(staff, grade):
    make_statement(staff, state="paid")
    make_grade(grade.contribution, amount=1_600_000, version=2)
    statement = make_statement(staff, state="checked", month=AUGUST)
    make_grade(grade.contribution, amount=1_700_000, version=3)
    refuse(statement, staff, r"changed .* \(line 1\)")


def test_approves_with_as_many_queries_for_many_lines(unit, staff, payee, count_queries):
    def measured(pieces: int) -> int:
        for _number in range(pieces):
            make_graded_piece(unit, amount=100_000)
        statement = make_statement(staff, state="checked")
        staff["chief"] = type(staff["chief"]).objects.get(pk=staff["chief"].pk)
        return count_queries(lambda: approve(statement, staff))

    assert measured(1) == measured(3)
