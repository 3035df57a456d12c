"""What the next statement of a desk would hold: shares to pay and lines to take back."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from articles.enums import LineKind
from articles.models import Desk, Grade, GradeShare, Payee, StatementLine
from articles.models.royalties import FROZEN_STATES
from articles.royalties.days import month_end
from articles.royalties.payees import resolve_payees


@dataclass(frozen=True)
class PlannedLine:
    """A line to be: `amount` in đồng, negative for a reversal."""

    kind: LineKind
    share: GradeShare
    payee: Payee
    amount: int
    reverses: StatementLine | None = None


@dataclass
class DrawPlan:
    """Lines that would be drawn up, and what stays out.

    `without_payee` are shares nobody can be paid for yet; `carried` are people whose reversals
    exceed their royalties, with that negative sum: wholly carried forward.
    """

    lines: list[PlannedLine] = field(default_factory=list)
    without_payee: list[GradeShare] = field(default_factory=list)
    carried: dict[Payee, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return the sum of the lines in đồng."""
        return sum(line.amount for line in self.lines)


def payable_shares(*, desk: Desk, month: date | None = None) -> QuerySet[GradeShare]:
    """Return the shares of current grades that stand on no statement, oldest piece first.

    With a `month` only pieces published up to its end.
    """
    later = Grade.objects.filter(
        contribution=OuterRef("grade__contribution"), version__gt=OuterRef("grade__version")
    )
    on_statement = StatementLine.objects.filter(
        share=OuterRef("pk"), kind=LineKind.ROYALTY, is_released=False
    )
    shares = GradeShare.objects.filter(
        ~Exists(later), ~Exists(on_statement), grade__desk=desk, grade__is_void=False
    )
    if month is not None:
        shares = shares.filter(grade__published_on__lte=month_end(month))
    return shares.select_related("grade__contribution__unit", "user").order_by(
        "grade__published_on", "grade_id", "position"
    )


def lines_to_reverse(*, desk: Desk) -> QuerySet[StatementLine]:
    """Return approved lines of grades that a newer version replaced, not yet taken back."""
    later = Grade.objects.filter(
        contribution=OuterRef("share__grade__contribution"),
        version__gt=OuterRef("share__grade__version"),
    )
    reversal = StatementLine.objects.filter(
        reverses=OuterRef("pk"), kind=LineKind.REVERSAL, is_released=False
    )
    return (
        StatementLine.objects.filter(
            Exists(later),
            ~Exists(reversal),
            kind=LineKind.ROYALTY,
            is_released=False,
            statement__desk=desk,
            statement__state__in=FROZEN_STATES,
        )
        .select_related("share__grade__contribution", "payee")
        .order_by("pk")
    )


def plan_statement(*, desk: Desk, month: date) -> DrawPlan:
    """Return what a statement of `month` would hold; each person wholly or not at all."""
    plan = DrawPlan()
    by_payee: dict[Payee, list[PlannedLine]] = defaultdict(list)
    shares = list(payable_shares(desk=desk, month=month))
    payees = resolve_payees(shares)
    for share in shares:
        payee = payees[share.pk]
        if payee is None:
            plan.without_payee.append(share)
        else:
            by_payee[payee].append(PlannedLine(LineKind.ROYALTY, share, payee, share.amount))
    for line in lines_to_reverse(desk=desk):
        back = PlannedLine(LineKind.REVERSAL, line.share, line.payee, -line.amount, line)
        by_payee[line.payee].append(back)
    for payee, lines in by_payee.items():
        amount = sum(line.amount for line in lines)
        if amount < 0:
            plan.carried[payee] = amount
        else:
            plan.lines += lines
    return plan
