"""Nothing approved changes, by any path: raw SQL against the database itself."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import LedgerEntry, RoyaltyStatement, StatementLine
from articles.royalties import statements
from articles.royalties.ledger import check_chain
from factories.royalties import AFTER, make_graded_piece, make_statement, noon

STATEMENT = "UPDATE articles_royaltystatement SET {} WHERE id = %s"
LINE = "UPDATE articles_statementline SET {} WHERE statement_id = %s"
NEW_LINE = (
    "INSERT INTO articles_statementline (statement_id, position, kind, share_id, payee_id, amount,"
    " is_released) SELECT statement_id, 99, kind, share_id, payee_id, amount, {released}"
    " FROM articles_statementline WHERE statement_id = %s"
)
NEW_PAYMENT = (
    "INSERT INTO articles_statementpayment (statement_id, payee_id, paid_on, gross, tax, net,"
    " legal_name, tax_code, bank_name, bank_account)"
    " SELECT statement_id, payee_id, '2026-08-05', 7, 0, 7, 'x', '', '', ''"
    " FROM articles_statementline WHERE statement_id = %s"
)
FINAL_STATES = ["approved", "paid", "discarded"]


def run(sql: str, statement: RoyaltyStatement) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [statement.pk])
        return cursor.rowcount


def refuse(sql: str, statement: RoyaltyStatement, seal: str) -> None:
    with pytest.raises(IntegrityError, match=seal), transaction.atomic():
        run(sql, statement)


def bring(staff, state: str) -> RoyaltyStatement:
    """Return a statement in one of the states that end its changes."""
    if state != "discarded":
        return make_statement(staff, state=state)
    statement = make_statement(staff)
    return statements.discard(
        statement_id=statement.pk, user=staff["head"], now=noon(AFTER), note="sai"
    )


@pytest.mark.parametrize("state", FINAL_STATES)
@pytest.mark.parametrize(
    "change",
    [
        "state = 'drawn'",
        "state = 'checked'",
        "total = total + 1",
        "month = '2026-06-01'",
        "number = 77",
        "id = id + 1000",
        "total = total",
    ],
)
def test_final_statement_refuses(staff, grade, state, change):
    refuse(STATEMENT.format(change), bring(staff, state), "articles_seal_statement")


@pytest.mark.parametrize("state", ["drawn", "checked", *FINAL_STATES])
def test_no_statement_is_deleted(staff, grade, state):
    statement = make_statement(staff, state=state) if state == "checked" else None
    statement = statement or (make_statement(staff) if state == "drawn" else bring(staff, state))
    sql = "DELETE FROM articles_royaltystatement WHERE id = %s"
    refuse(sql, statement, "articles_seal_statement")


@pytest.mark.parametrize("change", ["state = 'paid', total = 0", "state = 'discarded'"])
def test_approved_statement_may_only_be_paid_as_it_is(staff, grade, change):
    refuse(STATEMENT.format(change), bring(staff, "approved"), "articles_seal_statement")


def test_approved_statement_may_be_paid(staff, grade):
    assert run(STATEMENT.format("state = 'paid'"), bring(staff, "approved")) == 1


@pytest.mark.parametrize("state", ["paid", "discarded"])
def test_ended_statement_refuses_every_state(staff, grade, state):
    statement = bring(staff, state)
    for other in ("approved", "paid", "discarded"):
        refuse(STATEMENT.format(f"state = '{other}'"), statement, "articles_seal_statement")


@pytest.mark.parametrize("state", FINAL_STATES)
@pytest.mark.parametrize(
    "change",
    ["amount = 0", "payee_id = payee_id", "position = 50", "is_released = NOT is_released"],
)
def test_lines_of_a_final_statement_refuse(staff, grade, state, change):
    refuse(LINE.format(change), bring(staff, state), "articles_seal_line")


@pytest.mark.parametrize("state", ["drawn", *FINAL_STATES])
def test_no_line_is_deleted(staff, grade, state):
    statement = make_statement(staff) if state == "drawn" else bring(staff, state)
    sql = "DELETE FROM articles_statementline WHERE statement_id = %s"
    refuse(sql, statement, "articles_seal_line")


@pytest.mark.parametrize("state", FINAL_STATES)
def test_final_statement_takes_no_line_more(staff, grade, state):
    refuse(NEW_LINE.format(released="is_released"), bring(staff, state), "articles_seal_line")


def test_line_cannot_be_moved_into_a_final_statement(unit, staff, grade):
    final = make_statement(staff, state="approved")
    make_graded_piece(unit, amount=1)
    line = make_statement(staff).lines.get()
    with pytest.raises(IntegrityError, match="articles_seal_line"), transaction.atomic():
        StatementLine.objects.filter(pk=line.pk).update(statement=final, position=2)


@pytest.mark.parametrize("state", ["drawn", "checked", "paid", "discarded"])
def test_payment_needs_an_approved_statement(staff, grade, state):
    is_open = state in ("drawn", "checked")
    statement = make_statement(staff, state=state) if is_open else bring(staff, state)
    refuse(NEW_PAYMENT, statement, "articles_seal_payment")


@pytest.mark.parametrize("table", ["statementpayment", "statementstep", "ledgerentry"])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles_{} SET statement_id = statement_id WHERE statement_id = %s",
        "DELETE FROM articles_{} WHERE statement_id = %s",
    ],
)
def test_payments_steps_and_entries_refuse(staff, grade, table, sql):
    seal = {
        "statementpayment": "articles_seal_payment",
        "statementstep": "articles_seal_step",
        "ledgerentry": "articles_seal_ledger",
    }
    refuse(sql.format(table), bring(staff, "paid"), seal[table])


def test_rows_of_an_approved_statement_refuse_the_orm_too(staff, grade):
    statement = bring(staff, "paid")
    for change in (
        lambda: RoyaltyStatement.objects.update(total=0),
        lambda: statement.lines.update(amount=0),
        lambda: statement.payments.update(net=0, gross=0),
        lambda: statement.steps.update(note="x"),
        lambda: LedgerEntry.objects.update(amount=0),
        lambda: LedgerEntry.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert check_chain().is_whole
