"""The steps of a royalty statement: drawn up, checked, approved, paid, by four people."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.enums import StatementState, StatementStepKind
from articles.models import Desk, RoyaltyStatement, StatementLine, StatementPayment
from articles.royalties import ledger, payments, rules, standing
from articles.royalties.budgets import OPEN_STATES, refuse_over_budget
from articles.royalties.days import day_of
from articles.royalties.drawing import DrawPlan, plan_statement
from articles.royalties.errors import PaymentImpossible, StatementRefused
from articles.royalties.steps import advance, lock_statement, record_step, require

__all__ = [
    "PaymentImpossible",
    "StatementRefused",
    "approve",
    "check",
    "discard",
    "draw_up",
    "pay",
]


@transaction.atomic
def draw_up(*, desk: Desk, month: date, user, request_key: UUID, now: datetime) -> RoyaltyStatement:
    """Draw up what is to be paid for pieces published until the end of `month` (its first day).

    The same `request_key` finds the statement of the first call. Raises `StatementRefused` when
    the account may not, another statement of the desk is open, nothing is to be paid, or the
    month's budget stops it.
    """
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    earlier = RoyaltyStatement.objects.filter(request_key=request_key).first()
    if earlier is not None:
        return _same_request(earlier, desk=desk, month=month, user=user)
    _refuse_drawing(desk=desk, month=month, user=user, now=now)
    plan = plan_statement(desk=desk, month=month)
    if not plan.lines:
        raise StatementRefused(_("There is nothing to pay for this month."))
    refuse_over_budget(desk=desk, month=month, amount=plan.total)
    statement = RoyaltyStatement.objects.create(
        desk=desk,
        month=month,
        number=(desk.statements.aggregate(last=Max("number"))["last"] or 0) + 1,
        total=plan.total,
        request_key=request_key,
    )
    _add_lines(statement, plan)
    record_step(statement, StatementStepKind.DRAW_UP, user=user, now=now)
    return statement


def _same_request(
    statement: RoyaltyStatement, *, desk: Desk, month: date, user
) -> RoyaltyStatement:
    drawn = statement.steps.filter(step=StatementStepKind.DRAW_UP, user=user)
    if (statement.desk_id, statement.month) != (desk.pk, month) or not drawn.exists():
        raise StatementRefused(_("This request was used for another statement."))
    return statement


def _refuse_drawing(*, desk: Desk, month: date, user, now: datetime) -> None:
    if not rules.can_draw_up(user, desk):
        raise StatementRefused(_("You may not draw up statements of this desk."))
    if month.day != 1 or month > day_of(now):
        raise StatementRefused(_("Choose this month or an earlier one."))
    if desk.statements.filter(state__in=OPEN_STATES).exists():
        raise StatementRefused(
            _("Another statement of this desk is open. Finish or discard it first.")
        )


def _add_lines(statement: RoyaltyStatement, plan: DrawPlan) -> None:
    StatementLine.objects.bulk_create(
        StatementLine(
            statement=statement,
            position=position,
            kind=line.kind,
            share=line.share,
            payee=line.payee,
            reverses=line.reverses,
            amount=line.amount,
        )
        for position, line in enumerate(plan.lines, start=1)
    )


@transaction.atomic
def check(*, statement_id: int, user, now: datetime, note: str = "") -> RoyaltyStatement:
    """Record that a head of the desk checked the statement.

    A second call by the same person changes nothing. Raises `StatementRefused`.
    """
    step = StatementStepKind.CHECK
    statement, is_done = lock_statement(statement_id, step, user)
    if is_done:
        return statement
    require(statement, user, rules.can_check, StatementState.DRAWN)
    return advance(statement, StatementState.CHECKED, step, user=user, now=now, note=note)


@transaction.atomic
def approve(*, statement_id: int, user, now: datetime, note: str = "") -> RoyaltyStatement:
    """Approve the statement and record every line in the ledger; from now on it is final.

    Raises `StatementRefused` also when a grade or payee changed since it was drawn up, or the
    budget does not allow it any more. A second call by the same person changes nothing.
    """
    step = StatementStepKind.APPROVE
    statement, is_done = lock_statement(statement_id, step, user)
    if is_done:
        return statement
    require(statement, user, rules.can_approve, StatementState.CHECKED)
    lines = standing.lines_in_order(statement)
    standing.refuse_stale(statement, lines)
    # The statement itself is among what is planned.
    refuse_over_budget(desk=statement.desk, month=statement.month, amount=0)
    advance(statement, StatementState.APPROVED, step, user=user, now=now, note=note)
    ledger.append(statement=statement, postings=standing.postings_of(lines), now=now)
    return statement


@transaction.atomic
def pay(
    *, statement_id: int, user, paid_on: date, now: datetime, note: str = ""
) -> RoyaltyStatement:
    """Record one payment per person on `paid_on`, with the tax of that day, and the ledger.

    Raises `StatementRefused` when the day lies before the approval or after today, a bank account
    is missing, or no tax rule is known. A second call by the same person for the same day changes
    nothing. The seals let payments in only while the statement is approved.
    """
    step = StatementStepKind.PAY
    statement, is_done = lock_statement(statement_id, step, user)
    if is_done:
        _refuse_other_day(statement, paid_on)
        return statement
    require(statement, user, rules.can_pay, StatementState.APPROVED)
    _refuse_day(statement, paid_on, now)
    made = payments.planned_payments(statement=statement, paid_on=paid_on)
    payments.refuse_without_account(made)
    StatementPayment.objects.bulk_create(made)
    advance(statement, StatementState.PAID, step, user=user, now=now, note=note)
    ledger.append(statement=statement, postings=payments.postings_of(made), now=now)
    return statement


def _refuse_other_day(statement: RoyaltyStatement, paid_on: date) -> None:
    if statement.payments.exclude(paid_on=paid_on).exists():
        raise StatementRefused(_("This statement was paid on another day."))


def _refuse_day(statement: RoyaltyStatement, paid_on: date, now: datetime) -> None:
    approval = statement.steps.get(step=StatementStepKind.APPROVE)
    approved_on = day_of(approval.at)
    if not approved_on <= paid_on <= day_of(now):
        raise StatementRefused(
            _("The day of payment lies between the approval on %(day)s and today.")
            % {"day": date_format(approved_on, "SHORT_DATE_FORMAT")}
        )


@transaction.atomic
def discard(*, statement_id: int, user, now: datetime, note: str) -> RoyaltyStatement:
    """Give an open statement up for a reason: its lines are released and can be drawn up again.

    Raises `StatementRefused` without a reason, and once it is approved.
    """
    step = StatementStepKind.DISCARD
    statement, is_done = lock_statement(statement_id, step, user)
    if is_done:
        return statement
    require(statement, user, rules.can_discard, *OPEN_STATES)
    if not note.strip():
        raise StatementRefused(_("Say why the statement is discarded."))
    statement.lines.update(is_released=True)
    return advance(statement, StatementState.DISCARDED, step, user=user, now=now, note=note)
