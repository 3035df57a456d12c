"""How far the royalty of an unpaid piece has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from articles.enums import LineKind
from articles.grading.deadlines import LEGAL
from articles.grading.rates import published_on
from articles.models import Contribution, Grade, RoyaltyStatement, StatementLine


@dataclass(frozen=True)
class Progress:
    """Days since publication, days to the legal term (negative once it has passed), how far."""

    published_on: date
    days: int
    days_left: int
    is_graded: bool
    statement: RoyaltyStatement | None


def with_progress(rows: Iterable[Contribution], *, today: date) -> list[Any]:
    """Return the pieces, each with its `progress`; two queries whatever their number."""
    pieces: list[Any] = list(rows)
    ids = [piece.pk for piece in pieces]
    graded = set(Grade.objects.filter(contribution__in=ids).values_list("contribution", flat=True))
    lines = StatementLine.objects.filter(
        share__grade__contribution__in=ids, kind=LineKind.ROYALTY, is_released=False
    ).select_related("statement__desk", "share__grade")
    # The lines are in order: the newest statement remains.
    on_statement = {
        line.share.grade.contribution_id: line.statement for line in lines.order_by("statement")
    }
    for piece in pieces:
        day = published_on(piece)
        piece.progress = Progress(
            published_on=day,
            days=(today - day).days,
            days_left=LEGAL - (today - day).days,
            is_graded=piece.pk in graded,
            statement=on_statement.get(piece.pk),
        )
    return pieces
