"""Sums up what a statement would hold, by piece and by person."""

from collections import Counter
from dataclasses import dataclass, field

from articles.models import GradeShare
from articles.royalties.drawing import DrawPlan


@dataclass
class PieceSum:
    """What one grade of a piece brings onto a statement, in đồng."""

    share: GradeShare
    amount: int = 0

    @property
    def grade(self):
        """Return the grade."""
        return self.share.grade

    @property
    def piece(self):
        """Return the piece."""
        return self.share.grade.contribution


@dataclass(frozen=True)
class AuthorWithout:
    """An author nobody can pay yet: shares and đồng that stay out."""

    share: GradeShare
    shares: int
    amount: int


@dataclass
class PlanSummary:
    """Sums of a plan; `people` counts payees, `without` are those who have none."""

    pieces: list[PieceSum] = field(default_factory=list)
    people: int = 0
    reversals: int = 0
    without: list[AuthorWithout] = field(default_factory=list)
    without_amount: int = 0
    carried_amount: int = 0


def summary_of(plan: DrawPlan) -> PlanSummary:
    """Return the sums of a plan, the oldest piece first."""
    pieces: dict[int, PieceSum] = {}
    for line in plan.lines:
        pieces.setdefault(line.share.grade_id, PieceSum(line.share)).amount += line.amount
    return PlanSummary(
        pieces=sorted(pieces.values(), key=lambda one: (one.grade.published_on, one.grade.pk)),
        people=len({line.payee.pk for line in plan.lines}),
        reversals=sum(line.reverses is not None for line in plan.lines),
        without=authors_without(plan.without_payee),
        without_amount=sum(share.amount for share in plan.without_payee),
        carried_amount=sum(plan.carried.values()),
    )


def author_key(share: GradeShare) -> tuple[int, int, str]:
    """Return what makes an author one: the account, else unit and pen name."""
    if share.user_id:
        return (share.user_id, 0, "")
    return (0, share.grade.contribution.unit_id, share.pen_name.casefold())


def authors_without(shares: list[GradeShare]) -> list[AuthorWithout]:
    """Return each author of shares once with the sum, in the order of first appearance."""
    first: dict[tuple, GradeShare] = {}
    counts: Counter[tuple] = Counter()
    amounts: Counter[tuple] = Counter()
    for share in shares:
        key = author_key(share)
        first.setdefault(key, share)
        counts[key] += 1
        amounts[key] += share.amount
    return [AuthorWithout(share, counts[key], amounts[key]) for key, share in first.items()]
