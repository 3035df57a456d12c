"""Whatever happens, in whatever order: sums hold, nothing is paid twice, nothing final changes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from articles.enums import BONUS_CODES, LineKind, Residence
from articles.grading import services as grading
from articles.grading.errors import GradeRefused
from articles.models import (
    BaseSalary,
    Contribution,
    Grade,
    GradeShare,
    LedgerEntry,
    Payee,
    RoyaltyStatement,
    StatementLine,
    StatementPayment,
    TaxRule,
)
from articles.models.royalties import FROZEN_STATES
from articles.royalties import statements
from articles.royalties.drawing import payable_shares, plan_statement
from articles.royalties.errors import StatementRefused
from articles.royalties.ledger import check_chain
from articles.royalties.payees import resolve_payees
from factories.newsroom import make_used_piece
from factories.portal import make_user
from factories.royalties import make_graded_piece, make_payee, noon

FIRST_DAY = date(2026, 7, 1)
PUBLISHED = (date(2026, 6, 2), date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 15))
PEN_NAMES = ("Lan", "Bình", "Hải Yến", "Người lạ")
RANGES = {"children_or_minority": (10, 20), "foreign_language": (10, 50), "hardship": (10, 30)}

weights = st.lists(st.integers(1, 9_999), min_size=1, max_size=4)
people = st.permutations(range(4))
bonuses = st.sets(st.sampled_from(BONUS_CODES)).map(sorted)
days = st.integers(0, 400).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
pieces = st.integers(0, len(PUBLISHED) - 1)
grades = st.tuples(st.just("grade"), pieces, people, weights, st.integers(1, 4), bonuses)
closings = st.tuples(st.just("close"), st.sampled_from([7, 8]), st.integers(1, 4))
taxes = st.tuples(
    *(st.just("tax"), st.sampled_from(Residence), days),
    *(st.sampled_from([0, 1, 100_000, 300_001, 2_000_000]), st.integers(0, 35)),
)
# What makes money move stands more often among the choices.
operations = st.one_of(
    *[grades] * 5,
    *[closings] * 4,
    *[st.tuples(st.just("void"), pieces)] * 2,
    st.tuples(st.just("salary"), days, st.integers(1_000_000, 90_000_000)),
    taxes,
    st.tuples(st.just("person"), st.integers(0, 2), st.sampled_from(Residence), st.booleans()),
    st.tuples(st.just("draw"), st.sampled_from([6, 7, 8])),
    *[st.tuples(st.just(step)) for step in ("check", "approve", "pay", "discard")],
)


class Desk:
    """The news desk at work, a day passing with each thing that happens."""

    def __init__(self, world: dict[str, Any]) -> None:
        self.desk, self.staff = world["desk"], world["staff"]
        self.pieces, self.payees = world["pieces"], world["payees"]
        self.users = world["users"]
        self.now = noon(FIRST_DAY)
        self.frozen: dict[int, Any] = {}

    def do(self, name: str, *values: Any) -> None:
        """Do one thing; what the rules refuse leaves all as it was."""
        self.now += timedelta(days=1)
        before = everything()
        try:
            with transaction.atomic():
                getattr(self, name)(*values)
        except (StatementRefused, GradeRefused):
            assert everything() == before

    def grade(self, index, order, parts, halves, codes) -> None:
        piece = self.pieces[index]
        self._rename_authors(piece, order, parts)
        version = piece.grades.count()
        sheet = grading.GradeSheet(
            genre=piece.genre,
            coefficient=Decimal(halves) / 2,
            bonuses=tuple((code, Decimal(RANGES[code][0]), "có lý do") for code in codes),
            reason="chấm lại" if version else "",
            expected_version=version,
        )
        grading.grade(
            contribution_id=piece.pk, user=self.staff["editor"], sheet=sheet, now=self.now
        )

    def _rename_authors(self, piece, order, parts) -> None:
        """Put other authors and shares into the revision that was published."""
        revision = piece.used_revision
        model = revision.content["authors"][0]
        shares = hundred(parts)
        revision.content["authors"] = [
            model | {"pk": None, "user": user and user.pk, "pen_name": name, "share": str(share)}
            for (user, name), share in zip((self.users[i] for i in order), shares, strict=False)
        ]
        revision.save()

    def void(self, index) -> None:
        piece = self.pieces[index]
        grading.void(
            contribution_id=piece.pk,
            user=self.staff["editor"],
            reason="không hợp lệ",
            expected_version=piece.grades.count(),
            now=self.now,
        )

    def salary(self, day, amount) -> None:
        BaseSalary.objects.update_or_create(
            effective_from=day, defaults={"amount": amount, "source": "thử"}
        )

    def tax(self, residence, day, threshold, percent) -> None:
        used = StatementPayment.objects.filter(tax_rule__residence=residence)
        if used.filter(tax_rule__valid_from=day).exists():
            return  # a rule on which money was paid is never changed: `validate_tax_rule`
        TaxRule.objects.update_or_create(
            residence=residence,
            valid_from=day,
            defaults={"threshold": threshold, "rate_percent": percent, "source": "thử"},
        )

    def person(self, index, residence, has_commitment) -> None:
        Payee.objects.filter(pk=self.payees[index].pk).update(
            residence=residence, commitment_year=2026 if has_commitment else None
        )

    def draw(self, month) -> None:
        statements.draw_up(
            desk=self.desk,
            month=date(2026, month, 1),
            user=self.staff["editor"],
            request_key=uuid4(),
            now=self.now,
        )

    def _newest(self) -> int:
        return RoyaltyStatement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def _step(self, service, role, **fields) -> None:
        newest = self._newest()
        if newest:
            service(statement_id=newest, user=self.staff[role], now=self.now, **fields)

    def check(self) -> None:
        self._step(statements.check, "head")

    def approve(self) -> None:
        self._step(statements.approve, "chief")

    def pay(self) -> None:
        statement = RoyaltyStatement.objects.filter(pk=self._newest()).first()
        if statement is None or statement.state == "paid":
            return
        self._step(statements.pay, "finance", paid_on=self.now.date())

    def discard(self) -> None:
        self._step(statements.discard, "head", note="làm lại")

    def close(self, month, steps) -> None:
        """Draw up a statement and take it some steps further."""
        self.draw(month)
        for step in ("check", "approve", "pay")[: steps - 1]:
            getattr(self, step)()

    def settle(self) -> None:
        """Pay everything that can be paid, with new pieces for those who owe."""
        newest = RoyaltyStatement.objects.filter(pk=self._newest()).first()
        if newest is not None and newest.state in ("drawn", "checked"):
            self.do("discard")
        elif newest is not None:
            self.do("pay")
        self.now = max(self.now, noon(date(2026, 9, 1)))
        for payee, owed in plan_statement(desk=self.desk, month=date(2026, 9, 1)).carried.items():
            shares = [(payee.user, payee.pen_name, 100)]
            make_graded_piece(payee.unit, amount=1 - owed, authors=shares)
        if plan_statement(desk=self.desk, month=date(2026, 9, 1)).lines:
            self.do("draw", 9)
            for step in ("check", "approve", "pay"):
                self.do(step)

    def hold(self) -> None:
        """Assert all that must always be true."""
        report = check_chain()
        assert report.is_whole, report
        for grade in Grade.objects.annotate(parts=Sum("shares__amount", default=0)):
            assert grade.parts == grade.amount
        for statement in RoyaltyStatement.objects.prefetch_related("lines", "payments"):
            self._hold_statement(statement)
        self._hold_once()

    def _hold_statement(self, statement) -> None:
        by_payee: Counter[int] = Counter()
        for line in statement.lines.all():
            by_payee[line.payee_id] += line.amount
        assert statement.total == sum(by_payee.values())
        assert min(by_payee.values()) >= 0
        if statement.state == "paid":
            assert {one.payee_id: one.gross for one in statement.payments.all()} == by_payee
        if statement.state in FROZEN_STATES:
            kept = self.frozen.setdefault(statement.pk, frozen_rows(statement))
            assert frozen_rows(statement) == kept

    def _hold_once(self) -> None:
        lines = StatementLine.objects.filter(is_released=False)
        royalties = [line.share_id for line in lines if line.kind == LineKind.ROYALTY]
        reversals = [line.reverses_id for line in lines if line.kind == LineKind.REVERSAL]
        assert len(set(royalties)) == len(royalties)
        assert len(set(reversals)) == len(reversals)
        for payment in StatementPayment.objects.select_related("payee", "tax_rule"):
            rule = payment.tax_rule
            assert payment.tax in (0, half_up(payment.gross, rule.rate_percent))
            assert payment.gross == payment.tax + payment.net
            assert rule.valid_from <= payment.paid_on


def hundred(parts: list[int]) -> list[Decimal]:
    """Return percentages with two decimals in about these proportions that sum to 100."""
    whole = sum(parts)
    cents = [max(1, part * 10_000 // whole) for part in parts]
    cents[cents.index(max(cents))] += 10_000 - sum(cents)
    return [Decimal(cent) / 100 for cent in cents]


def half_up(amount: int, percent: Decimal) -> int:
    """Return a percentage of an amount in whole đồng, computed with integers only."""
    return (amount * int(percent * 100) * 2 + 10_000) // 20_000


def frozen_rows(statement) -> list[Any]:
    """Return all that may never change of an approved statement."""
    return [
        (statement.desk_id, statement.month, statement.number, statement.total),
        list(statement.lines.order_by("pk").values_list()),
        list(LedgerEntry.objects.filter(line__statement=statement).order_by("pk").values_list()),
    ]


def everything() -> list[Any]:
    """Return the rows that a refused step must not have touched."""
    models = (RoyaltyStatement, StatementLine, StatementPayment, LedgerEntry, GradeShare)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


@contextmanager
def undone() -> Iterator[None]:
    """Take back all that one example wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(unit, desk, staff) -> dict[str, Any]:
    """Return pieces around the change of rates, three payees, and a name nobody is paid for."""
    lan, binh = make_user(first_name="Lan"), make_user(first_name="Bình")
    return {
        "desk": desk,
        "staff": staff,
        "users": [(lan, "Lan"), (binh, "Bình"), (None, "Hải Yến"), (None, "Người lạ")],
        "payees": [
            make_payee(lan, unit=unit, pen_name="Lan"),
            make_payee(binh, unit=unit, pen_name="Bình"),
            make_payee(unit=unit),
        ],
        "pieces": [
            Contribution.objects.get(pk=make_used_piece(unit, used_at=noon(day)).pk)
            for day in PUBLISHED
        ],
    }


def due_by_payee() -> Counter[Payee]:
    """Return what the grades that count give to each person who can be paid."""
    shares = list(
        GradeShare.objects.filter(grade__in=Grade.objects.current().values("pk")).select_related(
            "grade__contribution"
        )
    )
    due: Counter[Payee] = Counter()
    for share_id, payee in resolve_payees(shares).items():
        if payee is not None:
            due[payee] += next(share.amount for share in shares if share.pk == share_id)
    return due


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happenings=st.lists(operations, min_size=8, max_size=30))
def test_any_course_of_things_keeps_every_sum(world, happenings):
    with undone():
        desk = Desk(world)
        desk.do("tax", Residence.RESIDENT, FIRST_DAY, 100_000, 10)
        desk.do("grade", 1, (2, 0, 1, 3), [7, 2, 1], 3, ["hardship"])
        desk.do("close", 7, 4)
        for happening in happenings:
            desk.do(*happening)
            desk.hold()
        desk.settle()
        desk.hold()
        event(f"statements: {RoyaltyStatement.objects.filter(state='paid').count()} paid")
        event(f"reversals: {StatementLine.objects.filter(kind=LineKind.REVERSAL).count() > 0}")
        event(f"taxed: {StatementPayment.objects.filter(tax__gt=0).exists()}")
        paid: Counter[Payee] = Counter()
        for payment in StatementPayment.objects.select_related("payee"):
            paid[payment.payee] += payment.gross
        assert +paid == +due_by_payee()
        waiting = list(payable_shares(desk=desk.desk))
        assert set(resolve_payees(waiting).values()) <= {None}
