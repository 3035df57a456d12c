"""What a statement holds: every share that can be paid, once; and who is refused one."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.enums import LineKind, StatementState
from articles.models import DeskBudget, RoyaltyStatement
from articles.royalties import statements
from articles.royalties.drawing import plan_statement
from articles.royalties.errors import StatementRefused
from core.models import AuditEntry
from factories.newsroom import make_used_piece
from factories.portal import make_unit, make_user
from factories.royalties import (
    AFTER,
    MONTH,
    grade_anew,
    make_grade,
    make_graded_piece,
    make_payee,
    make_statement,
    make_statement_staff,
    noon,
)
from units.enums import PortalRole

AUGUST = date(2026, 8, 1)


def draw(desk, user, *, month=MONTH, key=None, now=None):
    return statements.draw_up(
        desk=desk, month=month, user=user, request_key=key or uuid4(), now=now or noon(AFTER)
    )


def lines_of(statement) -> list[tuple[str, int]]:
    rows = statement.lines.order_by("position")
    return [(line.payee.legal_name, line.amount) for line in rows]


def test_takes_every_share_in_order_and_sums_them(unit, desk, staff, payee):
    lan = make_payee(make_user(first_name="Lan"), unit=unit, pen_name="Lan")
    authors = [(None, "Hải Yến", "33.33"), (lan.user, "Lan", "66.67")]
    make_graded_piece(unit, amount=1_000_001, authors=authors, used_on=date(2026, 7, 20))
    make_graded_piece(unit, amount=500_000, used_on=date(2026, 7, 2))

    statement = draw(desk, staff["editor"])

    assert lines_of(statement) == [("Hải Yến", 500_000), ("Hải Yến", 333_300), ("Lan", 666_701)]
    assert statement.total == 1_500_001
    assert [line.position for line in statement.lines.all()] == [1, 2, 3]
    assert (statement.number, statement.state) == (1, StatementState.DRAWN)
    step = statement.steps.get()
    assert (step.step, step.user, step.at) == ("draw_up", staff["editor"], noon(AFTER))
    assert AuditEntry.objects.filter(action="statement.draw_up", actor=staff["editor"]).exists()


def test_head_may_draw_up_too(desk, staff, grade):
    assert draw(desk, staff["head"]).total == 1_500_000


@pytest.mark.parametrize(
    ("used_at", "is_taken"),
    [(datetime(2026, 7, 31, 23, 59, 59), True), (datetime(2026, 8, 1, 0, 0), False)],
)
def test_month_ends_at_midnight_in_vietnam(unit, desk, staff, grade, used_at, is_taken):
    piece = make_used_piece(unit, used_at=timezone.make_aware(used_at))
    make_grade(piece, amount=200_000)
    assert (draw(desk, staff["editor"]).total == 1_700_000) is is_taken


def test_piece_of_an_earlier_month_is_taken_later(unit, desk, staff, payee):
    make_graded_piece(unit, amount=400_000, used_on=date(2026, 5, 3))
    assert draw(desk, staff["editor"]).total == 400_000


def test_piece_of_the_other_desk_stays_out(unit, desk, staff, grade):
    make_graded_piece(unit, amount=900_000, kind="thematic")
    assert draw(desk, staff["editor"]).total == 1_500_000


def test_share_without_payee_is_left_out_and_reported(unit, desk, staff, payee):
    authors = [(None, "Hải Yến", 50), (None, "Người lạ", 50)]
    make_graded_piece(unit, amount=1_000_000, authors=authors)
    plan = plan_statement(desk=desk, month=MONTH)
    assert [share.pen_name for share in plan.without_payee] == ["Người lạ"]
    assert draw(desk, staff["editor"]).total == 500_000


def test_inactive_payee_is_left_out(unit, desk, staff, payee, grade):
    make_payee(unit=unit, pen_name="Thu Hà")
    make_graded_piece(unit, amount=300_000, authors=[(None, "Thu Hà", 100)])
    payee.is_active = False
    payee.save()
    assert lines_of(draw(desk, staff["editor"])) == [("Thu Hà", 300_000)]


def test_same_pen_name_in_another_unit_is_not_paid(desk, staff, payee, grade):
    make_graded_piece(make_unit(), amount=700_000)
    assert draw(desk, staff["editor"]).total == 1_500_000


def test_only_the_current_version_is_taken(desk, staff, grade):
    grade_anew(grade, amount=1_800_000)
    assert draw(desk, staff["editor"]).total == 1_800_000


def test_void_grade_is_not_taken(desk, staff, grade):
    grade_anew(grade, is_void=True)
    with pytest.raises(StatementRefused, match="nothing to pay"):
        draw(desk, staff["editor"])


def test_share_stands_on_one_statement_only(unit, desk, staff, grade):
    make_statement(staff, state="approved")
    with pytest.raises(StatementRefused, match="nothing to pay"):
        draw(desk, staff["editor"])
    make_graded_piece(unit, amount=250_000)
    assert draw(desk, staff["editor"]).total == 250_000


@pytest.mark.parametrize("state", ["approved", "paid"])
def test_graded_anew_takes_back_and_pays_the_new_version(desk, staff, grade, state):
    first = make_statement(staff, state=state)
    grade_anew(grade, amount=1_900_000)
    second = draw(desk, staff["editor"], month=AUGUST)
    assert lines_of(second) == [("Hải Yến", 1_900_000), ("Hải Yến", -1_500_000)]
    back = second.lines.get(kind=LineKind.REVERSAL)
    assert back.reverses == first.lines.get()
    assert second.total == 400_000


def test_reversal_is_drawn_up_once(unit, desk, staff, grade):
    make_statement(staff, state="paid")
    grade_anew(grade, amount=1_900_000)
    make_statement(staff, state="approved", month=AUGUST)
    make_graded_piece(unit, amount=100_000)
    assert lines_of(draw(desk, staff["editor"], month=AUGUST)) == [("Hải Yến", 100_000)]


def test_version_drawn_over_twice_is_taken_back_each_time(desk, staff, grade):
    make_statement(staff, state="paid")
    second = grade_anew(grade, amount=1_900_000)
    make_statement(staff, state="paid", month=AUGUST)
    grade_anew(second, amount=2_000_000)
    assert draw(desk, staff["editor"], month=AUGUST).total == 100_000


def test_negative_person_is_carried_forward_whole(unit, desk, staff, payee, grade):
    make_payee(unit=unit, pen_name="Thu Hà")
    make_statement(staff, state="paid")
    grade_anew(grade, amount=1_000_000)
    make_graded_piece(unit, amount=300_000, authors=[(None, "Thu Hà", 100)])

    plan = plan_statement(desk=desk, month=AUGUST)
    assert plan.carried == {payee: -500_000}
    make_statement(staff, state="paid", month=AUGUST)
    assert lines_of(RoyaltyStatement.objects.get(number=2)) == [("Thu Hà", 300_000)]

    make_graded_piece(unit, amount=499_999)
    with pytest.raises(StatementRefused, match="nothing to pay"):
        draw(desk, staff["editor"], month=AUGUST)
    make_graded_piece(unit, amount=1)
    settled = draw(desk, staff["editor"], month=AUGUST)
    assert settled.total == 0
    assert len(lines_of(settled)) == 4


def test_only_a_void_grade_to_take_back_is_nothing_to_pay(desk, staff, grade):
    make_statement(staff, state="paid")
    grade_anew(grade, is_void=True)
    with pytest.raises(StatementRefused, match="nothing to pay"):
        draw(desk, staff["editor"], month=AUGUST)


def test_repeated_request_finds_its_statement(desk, staff, grade):
    key = uuid4()
    first = draw(desk, staff["editor"], key=key)
    assert draw(desk, staff["editor"], key=key) == first
    assert RoyaltyStatement.objects.count() == 1
    assert first.steps.count() == 1


def test_key_of_another_request_is_refused(desk, staff, grade):
    key = uuid4()
    draw(desk, staff["editor"], key=key)
    for user, month in ((staff["head"], MONTH), (staff["editor"], AUGUST)):
        with pytest.raises(StatementRefused, match="used for another statement"):
            draw(desk, user, month=month, key=key)


def test_second_open_statement_is_refused(unit, desk, staff, grade):
    draw(desk, staff["editor"])
    make_graded_piece(unit, amount=100_000)
    with pytest.raises(StatementRefused, match="open"):
        draw(desk, staff["editor"])


@pytest.mark.parametrize("month", [date(2026, 7, 2), date(2026, 9, 1)])
def test_month_must_have_begun(desk, staff, grade, month):
    with pytest.raises(StatementRefused, match="this month or an earlier"):
        draw(desk, staff["editor"], month=month)


def test_present_month_is_allowed_from_its_first_minute(desk, staff, grade):
    midnight = timezone.make_aware(datetime(2026, 8, 1))
    with pytest.raises(StatementRefused, match="this month or an earlier"):
        draw(desk, staff["editor"], month=AUGUST, now=midnight - timedelta(seconds=1))
    assert draw(desk, staff["editor"], month=AUGUST, now=midnight).month == AUGUST


def test_who_does_not_grade_at_the_desk_is_refused(unit, desk, staff, grade):
    other = make_statement_staff("thematic")
    strangers = [staff["chief"], staff["finance"], other["editor"], other["head"]]
    strangers.append(make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR))
    strangers.append(make_user(unit=unit, role="chief_editor"))
    for user in strangers:
        with pytest.raises(StatementRefused, match="may not draw up"):
            draw(desk, user)
    assert not RoyaltyStatement.objects.exists()


def test_nothing_to_pay_is_refused(desk, staff):
    with pytest.raises(StatementRefused, match="nothing to pay"):
        draw(desk, staff["editor"])


@pytest.mark.parametrize(("limit", "stops"), [(1_500_000, True), (1_499_999, False)])
def test_budget_lets_pass(desk, staff, grade, limit, stops):
    DeskBudget.objects.create(desk=desk, month=MONTH, amount=limit, stops=stops)
    assert draw(desk, staff["editor"]).total == 1_500_000


def test_budget_stops_one_dong_above(desk, staff, grade):
    DeskBudget.objects.create(desk=desk, month=MONTH, amount=1_499_999)
    with pytest.raises(StatementRefused, match=r"07/2026 is 1\.499\.999 .* 1\.500\.000"):
        draw(desk, staff["editor"])
    assert not RoyaltyStatement.objects.exists()


def test_draws_up_with_as_many_queries_for_many_pieces(unit, desk, staff, payee, count_queries):
    def measured() -> int:
        user = type(staff["editor"]).objects.get(pk=staff["editor"].pk)
        made = []
        number = count_queries(lambda: made.append(draw(desk, user)))
        note = "lại từ đầu"
        now = noon(AFTER)
        statements.discard(statement_id=made[0].pk, user=staff["head"], now=now, note=note)
        return number

    make_graded_piece(unit, amount=100_000)
    one = measured()
    make_graded_piece(unit, amount=100_000)
    make_graded_piece(unit, amount=100_000)
    assert measured() == one
