"""What is still to be paid, and what was paid to whom for what; nothing of others leaks."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import StatementPayment
from articles.royalties import queries
from factories.newsroom import make_used_piece
from factories.portal import make_unit, make_user
from factories.royalties import (
    AFTER,
    MONTH,
    desk_named,
    grade_anew,
    make_grade,
    make_graded_piece,
    make_payee,
    make_statement,
    make_statement_staff,
    noon,
)

NOW = noon(AFTER)
AUGUST = date(2026, 8, 1)


def test_outstanding_is_what_the_next_statement_would_hold(unit, desk, staff, grade):
    make_graded_piece(unit, amount=200_000, authors=[(None, "Người lạ", 100)])
    plan = queries.outstanding(desk, NOW)
    assert (plan.total, len(plan.lines), len(plan.without_payee)) == (1_500_000, 1, 1)
    make_statement(staff)
    assert queries.outstanding(desk, NOW).lines == []


def test_without_payee_names_shares_of_the_desk(unit, desk, grade):
    make_graded_piece(unit, amount=200_000, authors=[(None, "Người lạ", 100)])
    make_graded_piece(unit, amount=200_000, authors=[(None, "Người kia", 100)], kind="thematic")
    assert [share.pen_name for share in queries.without_payee(desk)] == ["Người lạ"]


def unpaid(days: int = 45, **fields) -> list[str]:
    return [piece.title for piece in queries.unpaid_since(now=NOW, days=days, **fields)]


@pytest.mark.parametrize(
    ("used_at", "is_due"),
    [(datetime(2026, 6, 21, 23, 59, 59), True), (datetime(2026, 6, 22, 0, 0), False)],
)
def test_piece_is_due_on_the_forty_fifth_day(unit, used_at, is_due):
    piece = make_used_piece(unit, used_at=timezone.make_aware(used_at))
    assert timezone.localtime(NOW).date() - timedelta(days=45) == date(2026, 6, 21)
    assert unpaid() == ([piece.title] if is_due else [])


@pytest.mark.parametrize(
    ("state", "is_due"),
    [(None, True), ("drawn", True), ("checked", True), ("approved", True), ("paid", False)],
)
def test_piece_is_due_until_it_is_paid(staff, grade, state, is_due):
    if state:
        make_statement(staff, state=state)
    assert (unpaid(days=0) == [grade.contribution.title]) is is_due


def test_piece_is_due_while_one_author_waits(unit, staff, payee):
    authors = [(None, "Hải Yến", 50), (None, "Người lạ", 50)]
    piece = make_graded_piece(unit, amount=100, authors=authors).contribution
    make_statement(staff, state="paid")
    assert unpaid(days=0) == [piece.title]


def test_new_version_is_due_again(staff, grade):
    make_statement(staff, state="paid")
    grade_anew(grade, amount=1_600_000)
    assert unpaid(days=0) == [grade.contribution.title]


def test_nothing_is_due_for_void_or_free_pieces_and_notices(unit, staff, grade):
    grade_anew(grade, is_void=True)
    make_grade(make_used_piece(unit, used_at=NOW), amount=0)
    notice = make_used_piece(unit, used_at=NOW)
    notice.kind = "notice"
    notice.save()
    assert unpaid(days=0) == []


def test_due_pieces_of_one_desk(unit, desk):
    news = make_used_piece(unit, used_at=NOW - timedelta(days=50))
    thematic = make_used_piece(unit, kind="thematic", used_at=NOW - timedelta(days=60))
    assert unpaid() == [thematic.title, news.title]
    assert unpaid(desk=desk) == [news.title]


def test_person_sees_their_own_payments_only(unit, staff):
    lan, binh = make_user(first_name="Lan"), make_user(first_name="Bình")
    for user in (lan, binh):
        make_payee(user, unit=unit)
    authors = [(lan, "Lan", 60), (binh, "Bình", 40)]
    make_graded_piece(unit, amount=1_000_000, authors=authors)
    make_statement(staff, state="paid")
    assert [payment.gross for payment in queries.payments_of(lan)] == [600_000]
    assert [payment.gross for payment in queries.payments_of(binh)] == [400_000]
    assert not queries.payments_of(make_user()).exists()
    assert StatementPayment.objects.count() == 2


def test_person_sees_how_far_their_shares_have_come(unit, staff):
    lan = make_user(first_name="Lan")
    make_payee(lan, unit=unit)
    authors = [(lan, "Lan", 50), (None, "Hải Yến", 50)]
    for state in ("paid", "approved", "drawn"):
        make_graded_piece(unit, amount=100, authors=authors)
        make_statement(staff, state=state)
    found = [(share.is_approved, share.is_paid) for share in queries.shares_of(lan)]
    assert found == [(False, False), (True, False), (True, True)]
    assert not queries.shares_of(make_user()).exists()


def test_person_sees_only_the_version_that_counts(unit):
    lan = make_user()
    first = make_graded_piece(unit, amount=100, authors=[(lan, "Lan", 100)])
    grade_anew(first, amount=150)
    assert [share.amount for share in queries.shares_of(lan)] == [150]
    voided = make_graded_piece(unit, amount=70, authors=[(lan, "Lan", 100)])
    grade_anew(voided, is_void=True)
    assert [share.amount for share in queries.shares_of(lan)] == [150]


def test_unit_sees_its_own_totals_by_month(unit, staff, grade):
    other = make_unit()
    make_payee(unit=other)
    make_graded_piece(other, amount=999_000)
    make_statement(staff, state="paid")
    grade_anew(grade, amount=1_600_000)
    make_graded_piece(unit, amount=50_000)
    make_statement(staff, state="approved", month=AUGUST)
    make_graded_piece(unit, amount=1)
    make_statement(staff, month=AUGUST)

    assert queries.unit_totals(unit) == [
        queries.UnitMonth(month=AUGUST, pieces=2, approved=150_000, paid=0),
        queries.UnitMonth(month=MONTH, pieces=1, approved=1_500_000, paid=1_500_000),
    ]
    assert [row.paid for row in queries.unit_totals(other)] == [999_000]
    assert queries.unit_totals(make_unit()) == []


def test_pieces_of_a_statement_sum_their_lines_without_people(unit, staff, grade):
    authors = [(None, "Hải Yến", "33.33"), (None, "Người lạ", "66.67")]
    make_graded_piece(unit, amount=300_001, authors=authors)
    make_payee(unit=unit, pen_name="Người lạ")
    first = make_statement(staff, state="paid")
    rows = queries.statement_pieces(first)
    assert [(row.amount, row.taken_back) for row in rows] == [(1_500_000, 0), (300_001, 0)]
    assert rows[0].title == grade.contribution.title
    assert rows[0].unit_name == unit.name_vi

    grade_anew(grade, amount=1_600_000)
    rows = queries.statement_pieces(make_statement(staff, month=AUGUST))
    found = [(row.version, row.amount, row.taken_back) for row in rows]
    assert found == [(1, 0, -1_500_000), (2, 1_600_000, 0)]


def test_lists_cost_the_same_for_one_and_three(unit, staff, payee, count_queries):
    lan = make_user()
    make_payee(lan, unit=unit)

    def read(statement) -> None:
        for line in queries.statement_lines(statement):
            str(line.payee.unit), line.share.grade.contribution.unit.name, line.share.grade.genre
        queries.statement_pieces(statement)
        for piece in queries.unpaid_since(now=NOW, days=0):
            str((piece.unit, piece.desk, piece.genre))
        for payment in queries.payments_of(lan):
            str(payment.statement)
        for share in queries.shares_of(lan):
            str((share.grade.contribution.unit, share.grade.genre))
        queries.unit_totals(unit)
        queries.outstanding(statement.desk, NOW)
        queries.without_payee(statement.desk)

    def measured(pieces: int) -> int:
        for _number in range(pieces):
            make_graded_piece(unit, amount=100, authors=[(lan, "Lan", 50), (None, "Hải Yến", 50)])
        statement = make_statement(staff, state="paid")
        for _number in range(pieces):
            make_used_piece(unit, used_at=NOW)
            make_graded_piece(unit, amount=10)
            make_graded_piece(unit, amount=10, authors=[(None, "Lạ", 100)])
        return count_queries(lambda: read(statement))

    assert measured(1) == measured(3)


def test_other_desk_has_its_own_outstanding(unit, payee):
    make_statement_staff("thematic")
    make_graded_piece(unit, amount=100, kind="thematic")
    assert queries.outstanding(desk_named("news"), NOW).total == 0
    assert queries.outstanding(desk_named("thematic"), NOW).total == 100
