"""Drawing up, checking, approving, paying and discarding on the screens; once each."""

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles.enums import StatementState
from articles.models import DeskBudget, LedgerEntry, RoyaltyStatement, StatementPayment
from articles.royalties import statements
from articles.royalties.ledger import check_chain
from factories.paying import days_ago, local_today, this_month

pytestmark = pytest.mark.django_db

DRAW = reverse("royalty_statement_draw")
MONTH = f"{this_month():%Y-%m}"


def said(response) -> list[str]:
    """Return the messages of an answer."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def detail(statement: RoyaltyStatement) -> str:
    return reverse("royalty_statement", args=[statement.pk])


def take(client, statement, step: str, *, seen: str, note: str = ""):
    return client.post(detail(statement), {"step": step, "seen": seen, "note": note})


def test_preview_shows_what_would_be_in_it_and_writes_nothing(world):
    world.graded(900_000, [(None, "Chưa Có Tên", 100)], title="Bài chưa trả được")
    DeskBudget.objects.create(desk=world.desk, month=this_month(), amount=10_000_000)
    response = world.client("head").get(DRAW, {"desk": "news", "month": MONTH})
    context = response.context
    assert context["plan"].total == 8_888_888
    assert [one.share.pen_name for one in context["summary"].without] == ["Chưa Có Tên"]
    assert (context["bar"].left, context["bar"].is_warned) == (1_111_112, True)
    assert "Chưa Có Tên" in response.content.decode()
    assert not RoyaltyStatement.objects.exists()


def test_preview_names_no_person_to_a_plain_editor(world):
    world.graded(900_000, [(None, "Chưa Có Tên", 100)])
    text = world.client("editor").get(DRAW).content.decode()
    assert "900.000" in text
    assert "Chưa Có Tên" not in text
    assert "Bài thứ nhất" in text


def test_preview_says_that_the_budget_stops_it(world):
    DeskBudget.objects.create(desk=world.desk, month=this_month(), amount=8_888_887)
    client = world.client("editor")
    assert client.get(DRAW).context["bar"].is_stopped
    answer = client.post(DRAW, {"desk": "news", "month": MONTH, "request_key": uuid4()})
    assert answer.status_code == 200
    assert len(said(answer)) == 1
    assert not RoyaltyStatement.objects.exists()


def test_budget_that_is_just_enough_does_not_stop(world):
    DeskBudget.objects.create(desk=world.desk, month=this_month(), amount=8_888_888)
    client = world.client("editor")
    assert not client.get(DRAW).context["bar"].is_stopped
    client.post(DRAW, {"desk": "news", "month": MONTH, "request_key": uuid4()})
    assert RoyaltyStatement.objects.get().total == 8_888_888


def test_second_click_draws_up_once(world):
    client = world.client("editor")
    data = {"desk": "news", "month": MONTH, "request_key": str(uuid4())}
    first, second = client.post(DRAW, data), client.post(DRAW, data)
    assert first.url == second.url == detail(RoyaltyStatement.objects.get())


def test_another_click_while_one_is_open_is_told_so(world):
    world.statement("drawn")
    answer = world.client("head").post(
        DRAW, {"desk": "news", "month": MONTH, "request_key": uuid4()}
    )
    assert answer.status_code == 200
    assert len(said(answer)) == 1
    assert RoyaltyStatement.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"desk": "thematic", "month": MONTH},
        {"desk": "news", "month": "1999-01"},
        {"desk": "news", "month": "nonsense"},
        {"desk": "", "month": ""},
        {"desk": "news", "month": MONTH, "request_key": "no key"},
    ],
)
def test_bad_choice_is_named_beside_its_field(world, data):
    client = world.client("editor")
    for answer in (client.get(DRAW, data), client.post(DRAW, data)):
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert not RoyaltyStatement.objects.exists()


def test_four_people_bring_a_statement_to_its_payment(world):
    client = world.client("editor")
    url = client.post(DRAW, {"desk": "news", "month": MONTH, "request_key": uuid4()}).url
    statement = RoyaltyStatement.objects.get()
    take(world.client("head"), statement, "check", seen="drawn", note="Đã đối chiếu")
    take(world.client("chief"), statement, "approve", seen="checked")
    pay = reverse("royalty_statement_pay", args=[statement.pk])
    today = f"{local_today():%d/%m/%Y}"
    shown = world.client("finance").get(pay, {"paid_on": today})
    assert [one.gross for one in shown.context["payments"]] == [1_234_567, 7_654_321]
    answer = world.client("finance").post(pay, {"paid_on": today, "seen": "approved"})
    assert answer.url == url
    statement.refresh_from_db()
    assert statement.state == StatementState.PAID
    assert list(statement.steps.values_list("user__username", flat=True)) == [
        world.staff[who].username for who in ("editor", "head", "chief", "finance")
    ]
    text = world.client("finance").get(url).content.decode()
    assert "Đã đối chiếu" in text
    assert statement.ledger_entries.last().entry_hash in text
    assert check_chain().first_broken is None


def test_next_step_is_offered_to_those_who_may_take_it_only(world):
    statement = world.statement("drawn")
    offered = {
        who: world.client(who).get(detail(statement)).context["next_step"]
        for who in ("editor", "head", "chief", "finance", "administrator")
    }
    assert offered == dict.fromkeys(offered, None) | {"head": "check"}


def test_who_drew_up_may_not_check(world):
    key = {"desk": "news", "month": MONTH, "request_key": uuid4()}
    client = world.client("head")
    client.post(DRAW, key)
    statement = RoyaltyStatement.objects.get()
    assert client.get(detail(statement)).context["next_step"] is None
    answer = take(client, statement, "check", seen="drawn", note="Tôi thử")
    assert answer.status_code == 200
    assert len(said(answer)) == 1
    statement.refresh_from_db()
    assert statement.state == StatementState.DRAWN


def test_second_click_of_a_step_is_told_and_changes_nothing(world):
    statement = world.statement("drawn")
    client = world.client("head")
    take(client, statement, "check", seen="drawn")
    answer = take(client, statement, "check", seen="drawn")
    assert answer.url == detail(statement)
    assert len(said(answer)) == 2  # the first one's success is still unread
    assert statement.steps.filter(step="check").count() == 1


def test_state_that_changed_meanwhile_is_told(world):
    statement = world.statement("drawn")
    statements.discard(
        statement_id=statement.pk, user=world.staff["chief"], now=days_ago(0), note="Nhầm tháng"
    )
    answer = take(world.client("head"), statement, "check", seen="drawn")
    assert answer.url == detail(statement)
    statement.refresh_from_db()
    assert statement.state == StatementState.DISCARDED
    assert len(said(answer)) == 1


def test_changed_grade_is_refused_and_the_note_stays(world):
    from factories.royalties import make_grade

    statement = world.statement("checked")
    make_grade(world.pieces[0], amount=2_000_000, version=2)
    answer = take(world.client("chief"), statement, "approve", seen="checked", note="Đồng ý chi")
    assert answer.status_code == 200
    assert "Đồng ý chi" in answer.content.decode()
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("step", ["", "pay", "draw_up", "nonsense"])
def test_unknown_step_is_no_step(world, step):
    statement = world.statement("drawn")
    answer = take(world.client("head"), statement, step, seen="drawn")
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert statement.steps.count() == 1


@pytest.mark.parametrize("note", ["", "   "])
def test_discarding_needs_a_reason(world, note):
    statement = world.statement("drawn")
    data = {"discard": "", "discard-seen": "drawn", "discard-note": note}
    answer = world.client("head").post(detail(statement), data)
    assert answer.context["discard_form"].errors["note"]
    statement.refresh_from_db()
    assert statement.state == StatementState.DRAWN


def test_discarding_with_a_reason_releases_the_lines(world):
    statement = world.statement("drawn")
    data = {"discard": "", "discard-seen": "drawn", "discard-note": "Sai hệ số"}
    answer = world.client("head").post(detail(statement), data)
    assert answer.status_code == 302
    statement.refresh_from_db()
    assert statement.state == StatementState.DISCARDED
    assert "Sai hệ số" in world.client("editor").get(detail(statement)).content.decode()
    assert world.client("editor").get(DRAW).context["plan"].total == statement.total


def test_note_that_is_too_long_stays_in_the_form(world):
    statement = world.statement("drawn")
    answer = take(world.client("head"), statement, "check", seen="drawn", note="a" * 1001)
    assert answer.context["form"].errors["note"]
    assert "a" * 1001 in answer.content.decode()
    assert statement.steps.count() == 1


def pay_address(statement) -> str:
    return reverse("royalty_statement_pay", args=[statement.pk])


@pytest.mark.parametrize("paid_on", ["", "31/02/2026", "hôm nay", "9" * 400])
def test_impossible_day_of_payment_stays_in_the_form(world, paid_on):
    statement = world.statement("approved")
    client = world.client("finance")
    data = {"paid_on": paid_on, "seen": "approved"}
    for answer in (
        client.get(pay_address(statement), data),
        client.post(pay_address(statement), data),
    ):
        assert answer.status_code == 200
        assert answer.context["day"].errors["paid_on"]
        assert paid_on in answer.content.decode()
    assert not StatementPayment.objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_payment_before_the_approval_or_in_the_future_is_refused(world, days):
    statement = world.statement("approved")
    day = days_ago(days).date()
    answer = world.client("finance").post(
        pay_address(statement), {"paid_on": f"{day:%Y-%m-%d}", "seen": "approved", "note": "Chi"}
    )
    assert answer.status_code == 200
    assert "Chi" in answer.context["form"]["note"].value()
    assert not StatementPayment.objects.exists()


def test_second_click_pays_once(world):
    statement = world.statement("approved")
    client = world.client("finance")
    data = {"paid_on": f"{local_today():%Y-%m-%d}", "seen": "approved"}
    client.post(pay_address(statement), data)
    answer = client.post(pay_address(statement), data)
    assert answer.url == detail(statement)
    assert StatementPayment.objects.count() == 2


def test_missing_account_is_named_before_the_payment(world):
    statement = world.statement("approved")
    type(world.payee).objects.filter(pk=world.payee.pk).update(bank_account="")
    client = world.client("finance")
    shown = client.get(pay_address(statement))
    assert [one.legal_name for one in shown.context["lacking"]] == ["Chim Hoàng Yến"]
    data = {"paid_on": f"{local_today():%Y-%m-%d}", "seen": "approved"}
    answer = client.post(pay_address(statement), data)
    assert "Chim Hoàng Yến" in said(answer)[0]
    assert not StatementPayment.objects.exists()


def test_rule_whose_source_was_not_read_is_marked(world):
    statement = world.statement("approved")
    context = world.client("finance").get(pay_address(statement)).context
    rules = context["rules"]
    assert rules
    assert [one["is_sure"] for one in rules] == [one["rule"].confidence == "high" for one in rules]


def test_statement_that_does_not_wait_for_payment_leads_back(world):
    statement = world.statement("drawn")
    answer = world.client("finance").get(pay_address(statement))
    assert answer.url == detail(statement)
    answer = world.client("finance").post(
        pay_address(statement), {"paid_on": f"{local_today():%Y-%m-%d}", "seen": "drawn"}
    )
    assert len(said(answer)) >= 1
    assert not StatementPayment.objects.exists()


def test_piece_leads_to_its_grade_and_revision(world):
    statement = world.statement("drawn")
    piece = world.pieces[0]
    url = reverse("royalty_statement_piece", args=[statement.pk, piece.pk])
    text = world.client("finance").get(url).content.decode()
    assert str(piece.used_revision_id) in text
    assert "Một đoạn sapo ngắn." in text
    assert "1.234.567" in text
    assert (
        reverse("royalty_statement_piece", args=[statement.pk, piece.pk])
        in world.client("finance").get(detail(statement)).content.decode()
    )
