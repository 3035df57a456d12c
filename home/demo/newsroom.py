"""The demonstration of desks and money: pieces at the desks, grades, payees, statements."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from articles.enums import ContributionState
from articles.grading.services import GradeSheet, grade
from articles.models import Contribution, Desk, DeskBudget, Grade, Payee, RoyaltyStatement
from articles.royalties import statements
from core.models import User
from units.models import Unit

# Units whose waiting piece their chief editor has let go: the desks find work on the first day.
SENT_ON = {"ldld-nghe-an": "truongban.nghean", "ban-nu-cong": "truongban.nucong"}
STAFF = {
    "news": ("bantin.bientap", "bantin.truongban", "baolaodong.tongbientap"),
    "thematic": ("chuyende.bientap", "chuyende.truongban", "tuyengiao.lanhdao"),
}
FINANCE = "taichinh"
GRADED_AFTER = timedelta(days=7)
BUDGET = 30_000_000
COEFFICIENTS = {
    "Tin": "1.5",
    "Trả lời bạn đọc": "1.5",
    "Ảnh": "1.0",
    "Tranh": "1.0",
    "Chính luận": "3.0",
    "Phóng sự": "4.0",
    "Ký (một kỳ)": "4.0",
    "Bài phỏng vấn": "3.0",
    "Nghiên cứu": "5.0",
}
DEFAULT_COEFFICIENT = "2.0"


@dataclass(frozen=True)
class Staff:
    """The people of one desk and finance, in the order of a statement's steps."""

    grader: User
    head: User
    chief: User
    finance: User


def ensure_newsroom(*, now: datetime) -> None:
    """Make what is missing; a second time changes nothing."""
    _send_on()
    if Grade.objects.exists():
        return
    for desk in Desk.objects.order_by("pk"):
        staff = _staff(desk)
        _ensure_payees(desk)
        _ensure_budgets(desk, now)
        _grade_pieces(desk, staff, now)
        _draw_statements(desk, staff, now)


def _staff(desk: Desk) -> Staff:
    names = (*STAFF[desk.code], FINANCE)
    people = {user.username: user for user in User.objects.filter(username__in=names)}
    return Staff(*(people[name] for name in names))


def _send_on() -> None:
    """Let the chief editors of some units approve what waits for them."""
    for slug, username in SENT_ON.items():
        waiting = Contribution.objects.filter(
            unit__slug=slug,
            state=ContributionState.UNIT_REVIEW,
            page__is_demonstration=True,
            sent_at=None,
        )
        chief = User.objects.get(username=username)
        for contribution in waiting:
            state = contribution.page.specific.current_workflow_task_state
            state.task.specific.on_action(state, chief, "approve")


@transaction.atomic
def _ensure_payees(desk: Desk) -> None:
    """Name a payee for every pen name of the desk's used pieces, with invented numbers."""
    for number, (unit_id, pen_name) in enumerate(sorted(_pen_names(desk))):
        if Payee.objects.filter(unit_id=unit_id, pen_name=pen_name).exists():
            continue
        Payee.objects.create(
            unit=Unit.objects.get(pk=unit_id),
            pen_name=pen_name,
            legal_name=f"{pen_name} (trình diễn)",
            tax_code=f"{8_000_000_000 + unit_id * 100 + number:010d}",
            bank_name="Ngân hàng trình diễn",
            bank_account=f"{1_000_000_000 + unit_id * 1000 + number}",
        )


def _pen_names(desk: Desk) -> set[tuple[int, str]]:
    return set(
        _used(desk)
        .filter(page__authors__user=None)
        .exclude(page__authors__pen_name=None)
        .values_list("unit_id", "page__authors__pen_name")
    )


def _used(desk: Desk):
    return Contribution.objects.filter(
        desk=desk, page__is_demonstration=True, state=ContributionState.USED
    )


def _ensure_budgets(desk: Desk, now: datetime) -> None:
    for month in _months(now):
        DeskBudget.objects.get_or_create(desk=desk, month=month, defaults={"amount": BUDGET})


def _months(now: datetime) -> Iterator[date]:
    """Return the first days of the last two months and of this one."""
    first = timezone.localtime(now).date().replace(day=1)
    last = (first - timedelta(days=1)).replace(day=1)
    yield (last - timedelta(days=1)).replace(day=1)
    yield last
    yield first


def _grade_pieces(desk: Desk, staff: Staff, now: datetime) -> None:
    for contribution in _used(desk).filter(used_at__lt=now - GRADED_AFTER).select_related("genre"):
        coefficient = COEFFICIENTS.get(contribution.genre.name_vi, DEFAULT_COEFFICIENT)
        sheet = GradeSheet(genre=contribution.genre, coefficient=Decimal(coefficient))
        grade(contribution_id=contribution.pk, user=staff.grader, sheet=sheet, now=now)


def _draw_statements(desk: Desk, staff: Staff, now: datetime) -> None:
    """Take the first month with grades to its payment and draw the last one up."""
    days = Grade.objects.filter(desk=desk).values_list("published_on", flat=True)
    months = sorted({day.replace(day=1) for day in days})
    if not months:
        return
    paid = _draw(desk, months[0], staff, now)
    statements.check(statement_id=paid.pk, user=staff.head, now=now)
    statements.approve(statement_id=paid.pk, user=staff.chief, now=now)
    today = timezone.localtime(now).date()
    statements.pay(statement_id=paid.pk, user=staff.finance, paid_on=today, now=now)
    if len(months) > 1:
        _draw(desk, months[-1], staff, now)


def _draw(desk: Desk, month: date, staff: Staff, now: datetime) -> RoyaltyStatement:
    return statements.draw_up(
        desk=desk, month=month, user=staff.grader, request_key=uuid.uuid4(), now=now
    )
