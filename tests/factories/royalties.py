"""Graded pieces, payees and the people of a desk, for tests of royalties."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from articles.enums import AuthorRole, DeskCode, StatementState
from articles.models import (
    BaseSalary,
    Contribution,
    Desk,
    Genre,
    GenreFrame,
    Grade,
    GradeShare,
    Payee,
    RoyaltyStatement,
)
from articles.royalties import statements
from core.models import User
from core.money import split_dong
from factories.newsroom import make_used_piece
from factories.portal import make_user
from units.enums import PortalRole

# A month of pieces, a day in it, and a day on which its statement goes its way.
MONTH, WITHIN, AFTER = date(2026, 7, 1), date(2026, 7, 10), date(2026, 8, 5)
DESK_ROLES = {
    DeskCode.NEWS: (
        PortalRole.NEWS_DESK_EDITOR,
        PortalRole.NEWS_DESK_HEAD,
        PortalRole.NEWS_EDITOR_IN_CHIEF,
    ),
    DeskCode.THEMATIC: (
        PortalRole.THEMATIC_DESK_EDITOR,
        PortalRole.THEMATIC_DESK_HEAD,
        PortalRole.THEMATIC_EDITOR_IN_CHIEF,
    ),
}


def make_grade(
    contribution: Contribution,
    *,
    amount: int,
    shares: Sequence[tuple[User | None, str, Any]] | None = None,
    version: int = 1,
    is_void: bool = False,
    reason: str = "",
    graded_by: User | None = None,
    published_on: date | None = None,
    coefficient: Decimal | None = None,
) -> Grade:
    """Insert a grade of `amount` đồng; `shares` are (account or None, pen name, percent).

    Without `shares` those of the authors in the used revision are taken. A void grade has
    neither amount nor shares.
    """
    frame = GenreFrame.objects.filter(desk__isnull=True).order_by("pk").first()
    grade = Grade.objects.create(
        contribution=contribution,
        version=version,
        revision=contribution.used_revision,
        desk=contribution.desk,
        published_on=published_on or timezone.localtime(contribution.used_at).date(),
        genre=contribution.genre or Genre.objects.get(pk=frame.genre_id),
        frame=frame,
        coefficient=frame.min_coefficient if coefficient is None else coefficient,
        placement=contribution.placement,
        placement_percent=Decimal(100),
        base_salary=BaseSalary.objects.order_by("pk").first(),
        unit_percent=Decimal(10),
        unit_value=234_000,
        amount=0 if is_void else amount,
        is_void=is_void,
        reason=reason or ("" if version == 1 else "Chấm lại"),
        graded_by=graded_by or _someone(),
        graded_at=timezone.now(),
    )
    if not is_void:
        _add_shares(grade, list(shares or _authors(contribution)))
    return grade


def _authors(contribution: Contribution) -> list[tuple[User | None, str, Any]]:
    piece = contribution.used_revision.as_object()
    return [(author.user, author.pen_name, author.share) for author in piece.authors.all()]


def _add_shares(grade: Grade, shares: list[tuple[User | None, str, Any]]) -> None:
    percents = [Decimal(percent) for _user, _pen_name, percent in shares]
    amounts = split_dong(grade.amount, percents)
    GradeShare.objects.bulk_create(
        GradeShare(
            grade=grade,
            position=position,
            user=user,
            pen_name=pen_name,
            role=AuthorRole.TEXT,
            percent=percent,
            amount=amount,
        )
        for position, ((user, pen_name, percent), amount) in enumerate(
            zip(shares, amounts, strict=True), start=1
        )
    )


def make_graded_piece(
    unit: Any,
    *,
    amount: int,
    authors: Sequence[tuple[User | None, str, Any]] = ((None, "Hải Yến", 100),),
    used_on: date = WITHIN,
    kind: str = DeskCode.NEWS,
) -> Grade:
    """Make a piece that its desk used at noon of a day and graded at `amount` đồng."""
    piece = make_used_piece(unit, kind=kind, authors=authors, used_at=noon(used_on))
    return make_grade(piece, amount=amount)


def grade_anew(grade: Grade, *, amount: int = 0, is_void: bool = False, shares=None) -> Grade:
    """Add the next version of a piece's grade."""
    version, piece = grade.version + 1, grade.contribution
    return make_grade(piece, amount=amount, version=version, is_void=is_void, shares=shares)


def _someone() -> User:
    return User.objects.filter(username="nguoi-cham").first() or make_user(username="nguoi-cham")


def make_payee(user: User | None = None, *, unit: Any, pen_name: str = "", **fields: Any) -> Payee:
    """Make a payee with a bank account, of an account or known by a pen name."""
    pen_name = pen_name or (user.get_full_name() if user else "Hải Yến")
    return Payee.objects.create(
        **{
            "user": user,
            "unit": unit,
            "legal_name": pen_name,
            "pen_name": pen_name,
            "tax_code": "0123456789",
            "bank_name": "Vietcombank, chi nhánh Hà Nội",
            "bank_account": "0011001234567",
        }
        | fields
    )


def make_statement_staff(desk_code: str = DeskCode.NEWS) -> dict[str, User]:
    """Return the four who take a statement through: editor, head, chief and finance."""
    editor, head, chief = DESK_ROLES[DeskCode(desk_code)]
    return {
        "editor": make_user(portal_role=editor),
        "head": make_user(portal_role=head),
        "chief": make_user(portal_role=chief),
        "finance": make_user(portal_role=PortalRole.FINANCE),
    }


def make_statement(
    staff: dict[str, User],
    *,
    state: str = StatementState.DRAWN,
    desk_code: str = DeskCode.NEWS,
    month: date = MONTH,
    now: datetime | None = None,
) -> RoyaltyStatement:
    """Draw up what there is to pay and take the statement on until it stands in `state`."""
    now = now or noon(AFTER)
    key, steps = uuid4(), ("drawn", "checked", "approved", "paid")
    made = statements.draw_up(
        desk=desk_named(desk_code), month=month, user=staff["editor"], request_key=key, now=now
    )
    number = steps.index(state)
    if number >= 1:
        statements.check(statement_id=made.pk, user=staff["head"], now=now)
    if number >= 2:
        statements.approve(statement_id=made.pk, user=staff["chief"], now=now)
    if number >= 3:
        day = timezone.localtime(now).date()
        statements.pay(statement_id=made.pk, user=staff["finance"], paid_on=day, now=now)
    return RoyaltyStatement.objects.select_related("desk").get(pk=made.pk)


def desk_named(code: str = DeskCode.NEWS) -> Desk:
    """Return a desk by its code."""
    return Desk.objects.get(code=code)


def noon(day: date) -> datetime:
    """Return twelve o'clock of a day in Vietnam."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))
