"""Reads of royalties: what is still to be paid, and what was paid to whom for what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from articles.enums import LineKind, StatementState
from articles.grading.rules import GRADED_KINDS
from articles.models import (
    Contribution,
    Desk,
    Grade,
    GradeShare,
    RoyaltyStatement,
    StatementLine,
    StatementPayment,
)
from articles.models.royalties import FROZEN_STATES
from articles.royalties.days import day_of, midnight_after
from articles.royalties.drawing import DrawPlan, payable_shares, plan_statement
from articles.royalties.payees import resolve_payees
from units.models import Unit

LAST_DAY = 45


def outstanding(desk: Desk, now: datetime) -> DrawPlan:
    """Return what a statement of this month would hold, and who would be left out of it."""
    return plan_statement(desk=desk, month=day_of(now).replace(day=1))


def without_payee(desk: Desk) -> list[GradeShare]:
    """Return the shares of a desk that nobody can be paid for yet, the oldest piece first."""
    shares = list(payable_shares(desk=desk))
    payees = resolve_payees(shares)
    return [share for share in shares if payees[share.pk] is None]


def unpaid_since(
    *, now: datetime, days: int = LAST_DAY, desk: Desk | None = None
) -> QuerySet[Contribution]:
    """Return the pieces published `days` days ago or earlier that are not paid wholly.

    Ungraded pieces count; void ones and those graded at nothing do not. Decree 18/2014/NĐ-CP gives
    60 days: 45 leave time for a statement.
    """
    day = day_of(now) - timedelta(days=days)
    due = Contribution.objects.filter(
        _is_ungraded() | _has_unpaid_share(),
        kind__in=GRADED_KINDS,
        used_revision__isnull=False,
        used_at__lt=midnight_after(day),
    )
    if desk is not None:
        due = due.filter(desk=desk)
    return due.select_related("unit", "desk", "genre").order_by("used_at", "pk")


def _is_ungraded() -> Q:
    return ~Q(Exists(Grade.objects.filter(contribution=OuterRef("pk"))))


def _has_unpaid_share() -> Q:
    paid = StatementLine.objects.filter(
        share=OuterRef("pk"), kind=LineKind.ROYALTY, statement__state=StatementState.PAID
    )
    current = Grade.objects.current().filter(contribution=OuterRef(OuterRef("pk")))
    unpaid = GradeShare.objects.filter(~Exists(paid), grade__in=current.values("pk"), amount__gt=0)
    return Q(Exists(unpaid))


def payments_of(user) -> QuerySet[StatementPayment]:
    """Return what an account was paid, the last first."""
    own = StatementPayment.objects.filter(payee__user=user)
    return own.select_related("statement__desk").order_by("-paid_on", "-pk")


def shares_of(user) -> QuerySet[GradeShare]:
    """Return an account's shares of the grades that count, the newest piece first.

    `is_approved` and `is_paid` say how far the money has come.
    """
    line = StatementLine.objects.filter(share=OuterRef("pk"), kind=LineKind.ROYALTY)
    return (
        GradeShare.objects.filter(
            user=user, grade__in=Grade.objects.current().values("pk"), grade__is_void=False
        )
        .annotate(
            is_approved=Exists(line.filter(statement__state__in=FROZEN_STATES)),
            is_paid=Exists(line.filter(statement__state=StatementState.PAID)),
        )
        .select_related("grade__contribution__unit", "grade__genre")
        .order_by("-grade__published_on", "-pk")
    )


@dataclass(frozen=True)
class UnitMonth:
    """What the pieces of a unit earned in the statements of a month, in đồng."""

    month: date
    pieces: int
    approved: int
    paid: int


def unit_totals(unit: Unit) -> list[UnitMonth]:
    """Return the totals of a unit's pieces by month of statement, the last first.

    Only approved statements count; a piece is counted in the month that pays it, and what a
    later statement takes back is subtracted there.
    """
    lines = StatementLine.objects.filter(
        share__grade__contribution__unit=unit, statement__state__in=FROZEN_STATES
    )
    is_paid = Q(statement__state=StatementState.PAID)
    royalty = Q(kind=LineKind.ROYALTY)
    rows = (
        lines.order_by()
        .values(month=F("statement__month"))
        .annotate(
            pieces=Count("share__grade__contribution", filter=royalty, distinct=True),
            approved=Sum("amount"),
            paid=Sum("amount", filter=is_paid, default=0),
        )
        .order_by("-month")
    )
    return [UnitMonth(**row) for row in rows]


def statement_lines(statement: RoyaltyStatement) -> QuerySet[StatementLine]:
    """Return the lines of a statement with person, piece and unit, in their order."""
    return statement.lines.select_related(
        "payee__unit", "share__grade__genre", "share__grade__contribution__unit"
    ).order_by("position")


@dataclass(frozen=True)
class StatementPiece:
    """What a statement holds for one piece, without the people; `taken_back` is negative."""

    contribution_id: int
    title: str
    unit_name: str
    published_on: date
    version: int
    amount: int
    taken_back: int


def statement_pieces(statement: RoyaltyStatement) -> list[StatementPiece]:
    """Return the sums of a statement's pieces, the oldest first; one row for each grade."""
    rows = (
        statement.lines.order_by()
        .values(
            contribution_id=F("share__grade__contribution"),
            title=F("share__grade__contribution__title"),
            unit_name=F("share__grade__contribution__unit__name_vi"),
            published_on=F("share__grade__published_on"),
            version=F("share__grade__version"),
        )
        .annotate(
            paid_sum=Sum("amount", filter=Q(kind=LineKind.ROYALTY), default=0),
            taken_back=Sum("amount", filter=Q(kind=LineKind.REVERSAL), default=0),
        )
        .order_by("published_on", "contribution_id", "version")
    )
    return [
        StatementPiece(
            contribution_id=row["contribution_id"],
            title=row["title"],
            unit_name=row["unit_name"],
            published_on=row["published_on"],
            version=row["version"],
            amount=row["paid_sum"],
            taken_back=row["taken_back"],
        )
        for row in rows
    ]
