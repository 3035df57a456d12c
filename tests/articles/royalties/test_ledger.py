"""The ledger proves itself: whole as it is, and every kind of tampering is named."""

import json
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import LedgerEntry, LedgerHead
from articles.royalties.ledger import check_chain
from articles.royalties.ledger_check import LedgerReport
from articles.seals import SEALS
from core.append_only import unseal
from factories.royalties import grade_anew, make_graded_piece, make_payee, make_statement


@pytest.fixture
def ledger(unit, staff, grade) -> list[LedgerEntry]:
    """Return the entries of a paid statement of two people and of an approved one."""
    make_payee(unit=unit, pen_name="Thu Hà")
    authors = [(None, "Hải Yến", 50), (None, "Thu Hà", 50)]
    make_graded_piece(unit, amount=12_000_000, authors=authors)
    make_statement(staff, state="paid")
    grade_anew(grade, amount=1_600_000)
    make_statement(staff, state="approved")
    return list(LedgerEntry.objects.order_by("sequence"))


def run(sql: str, *values) -> None:
    """Change rows below every rule."""
    unseal(connection, SEALS)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def rehash(entry: LedgerEntry, **content) -> None:
    """Change an entry's content and make its own hash fit again."""
    text = json.dumps(
        json.loads(entry.content) | content,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    digest = sha256((entry.previous_hash + text).encode()).hexdigest()
    run(
        "UPDATE articles_ledgerentry SET content = %s, entry_hash = %s WHERE id = %s",
        *(text, digest, entry.pk),
    )


def broken(at: int | None, reason: str) -> LedgerReport:
    """Assert where the ledger is broken and why; the command says the same."""
    report = check_chain()
    assert report.first_broken == at
    assert reason in report.reason
    with pytest.raises(CommandError, match=f"at entry {at}" if at else "is broken") as error:
        call_command("check_ledger")
    assert reason in str(error.value)
    return report


def test_empty_ledger_is_whole(db):
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert out.getvalue().splitlines() == ["The ledger is whole: 0 entries.", "Last hash: -"]


def test_whole_ledger_is_proved(ledger):
    assert [entry.kind for entry in ledger] == [
        *["accrued"] * 3,
        *["tax_withheld", "paid"] * 2,
        *["accrued", "reversed"],
    ]
    report = check_chain()
    assert (report.is_whole, report.entries, report.last_hash) == (True, 9, ledger[-1].entry_hash)
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert "9 entries" in out.getvalue()
    assert ledger[-1].entry_hash in out.getvalue()


def test_each_entry_hashes_the_one_before_and_its_content(ledger):
    previous = ""
    for entry in ledger:
        assert entry.previous_hash == previous
        assert entry.entry_hash == sha256((previous + entry.content).encode()).hexdigest()
        previous = entry.entry_hash
    assert LedgerHead.objects.get().entry_hash == previous


def test_content_is_canonical_and_readable(ledger):
    content = ledger[0].content
    assert list(json.loads(content)) == sorted(json.loads(content))
    assert '"payee_name":"Hải Yến"' in content
    assert json.loads(content)["amount"] == 1_500_000
    assert (json.loads(content)["desk"], json.loads(content)["month"]) == ("news", "2026-07-01")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", 1),
        ("kind", "reversed"),
        ("payee_id", None),
        ("recorded_at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_changed_column_is_found(ledger, column, value):
    value = value if value is not None else ledger[3].payee_id + 1
    entry = ledger[1]
    if column == "payee_id":
        value = next(one.payee_id for one in ledger if one.payee_id != entry.payee_id)
    run(f"UPDATE articles_ledgerentry SET {column} = %s WHERE id = %s", value, entry.pk)
    broken(2, "Its columns differ from its content.")


def test_changed_content_is_found(ledger):
    changed = ledger[4].content.replace("Hải Yến", "Người khác")
    run("UPDATE articles_ledgerentry SET content = %s WHERE id = %s", changed, ledger[4].pk)
    broken(5, "Its content does not fit its hash.")


def test_content_hashed_anew_breaks_the_next_entry(ledger):
    rehash(ledger[2], payee_name="Người khác")
    broken(4, "It does not follow the entry before it.")


def test_last_content_hashed_anew_breaks_the_head(ledger):
    rehash(ledger[-1], payee_name="Người khác")
    broken(10, "not the one that was recorded last")


def test_content_that_is_no_object_is_found(ledger):
    text = "[]"
    digest = sha256((ledger[0].previous_hash + text).encode()).hexdigest()
    run(
        "UPDATE articles_ledgerentry SET content = %s, entry_hash = %s WHERE id = %s",
        *(text, digest, ledger[0].pk),
    )
    broken(1, "Its columns differ")


def test_deleted_entry_is_found(ledger):
    run("DELETE FROM articles_ledgerentry WHERE id = %s", ledger[3].pk)
    assert broken(4, "An entry is missing here.").entries == 3


def test_deleted_last_entry_is_found(ledger):
    run("DELETE FROM articles_ledgerentry WHERE id = %s", ledger[-1].pk)
    broken(9, "9 entries were recorded, but 8 are there.")


def test_deleted_first_entry_is_found(ledger):
    run("DELETE FROM articles_ledgerentry WHERE id = %s", ledger[0].pk)
    broken(1, "An entry is missing here.")


def test_missing_head_is_found(ledger):
    run("DELETE FROM articles_ledgerhead")
    broken(10, "head of the ledger is missing")


def test_swapped_entries_are_found(ledger):
    second, third = ledger[1], ledger[2]
    for number, pk in ((999, second.pk), (2, third.pk), (3, second.pk)):
        run("UPDATE articles_ledgerentry SET sequence = %s WHERE id = %s", number, pk)
    broken(2, "It does not follow the entry before it.")


def test_changed_line_is_found(ledger):
    line_id = ledger[1].line_id
    run("UPDATE articles_statementline SET amount = amount + 1 WHERE id = %s", line_id)
    broken(2, "The line or payment that it records was changed.")


def test_exchanged_amounts_of_lines_are_found(ledger):
    first, second = ledger[0].line_id, ledger[1].line_id
    run("UPDATE articles_statementline SET amount = 6000000 WHERE id = %s", first)
    run("UPDATE articles_statementline SET amount = 1500000 WHERE id = %s", second)
    broken(1, "was changed")


def test_changed_payment_is_found(ledger):
    entry = ledger[4]
    run(
        "UPDATE articles_statementpayment SET net = net - 1, tax = tax + 1 WHERE id = %s",
        entry.payment_id,
    )
    broken(4, "was changed")


def test_changed_gross_without_its_parts_is_refused_by_the_database(ledger):
    with pytest.raises(Exception, match="articles_payment_adds_up"):
        run("UPDATE articles_statementpayment SET gross = gross + 1")


def test_changed_total_is_found(ledger):
    statement = ledger[0].statement_id
    run("UPDATE articles_royaltystatement SET total = total + 1 WHERE id = %s", statement)
    broken(1, "do not sum to its total")


def test_changed_month_is_found(ledger):
    run("UPDATE articles_royaltystatement SET month = '2026-06-01'")
    broken(1, "Its columns differ")


def test_added_line_is_found(ledger):
    line = ledger[0].line
    run(
        "INSERT INTO articles_statementline (statement_id, position, kind, share_id, payee_id,"
        " amount, is_released) VALUES (%s, 99, 'royalty', %s, %s, 0, %s)",
        *(line.statement_id, line.share_id, line.payee_id, True),
    )
    broken(1, "differ from the ledger")


@pytest.mark.parametrize("state", ["discarded", "drawn"])
def test_statement_called_back_is_found(ledger, state):
    run(
        "UPDATE articles_royaltystatement SET state = %s WHERE id = %s",
        *(state, ledger[0].statement_id),
    )
    broken(1, "a statement that is not approved")


def test_paid_statement_called_approved_is_found(ledger):
    statement = ledger[0].statement_id
    run("UPDATE articles_royaltystatement SET state = 'approved' WHERE id = %s", statement)
    broken(1, "are not the sums of its lines")


def test_approved_statement_called_paid_is_found(ledger):
    statement = ledger[-1].statement_id
    run("UPDATE articles_royaltystatement SET state = 'paid' WHERE id = %s", statement)
    broken(8, "are not the sums of its lines")


def test_statement_approved_past_the_ledger_is_found(unit, staff, ledger):
    make_graded_piece(unit, amount=100_000)
    statement = make_statement(staff)
    run("UPDATE articles_royaltystatement SET state = 'approved' WHERE id = %s", statement.pk)
    broken(None, "differ from the ledger")


def test_payment_past_the_ledger_is_found(ledger):
    run(
        "INSERT INTO articles_statementpayment (statement_id, payee_id, paid_on, gross, tax, net,"
        " legal_name, tax_code, bank_name, bank_account)"
        " VALUES (%s, %s, '2026-08-05', 5, 0, 5, 'x', '', '', '')",
        *(ledger[-1].statement_id, ledger[-1].payee_id),
    )
    broken(8, "The payments of statement")


def test_checks_with_as_many_queries_for_many_entries(unit, staff, ledger, count_queries):
    before = count_queries(check_chain)
    for _number in range(3):
        make_graded_piece(unit, amount=100_000)
        make_statement(staff, state="paid")
    assert count_queries(check_chain) == before
