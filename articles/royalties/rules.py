"""Who may see and do what with statements: predicates without side effects."""

from django.db.models import Q, QuerySet

from articles.enums import StatementState, StatementStepKind
from articles.models import Desk, Payee, RoyaltyStatement
from articles.rules import heads_desk, is_editor_in_chief, is_finance, works_at_desk
from units.rules import group_ids, is_portal_administrator


def can_draw_up(user, desk: Desk) -> bool:
    """Tell whether `user` grades at the desk and so may draw up its statements."""
    return works_at_desk(user, desk=desk)


def can_check(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` may check: a head of the desk who has taken no step and earns nothing."""
    return (
        statement.state == StatementState.DRAWN
        and heads_desk(user, desk=statement.desk)
        and not took_step(user, statement)
        and not is_payee_of(user, statement)
    )


def can_approve(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` may approve: the editor-in-chief, apart from the steps before."""
    return (
        statement.state == StatementState.CHECKED
        and is_editor_in_chief(user, desk=statement.desk)
        and not took_step(user, statement)
        and not is_payee_of(user, statement)
    )


def can_pay(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` may pay: finance, apart from the steps before."""
    return (
        statement.state == StatementState.APPROVED
        and is_finance(user)
        and not took_step(user, statement)
    )


def can_discard(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` may give an open statement up: who drew it up, a head, the chief."""
    if statement.state not in (StatementState.DRAWN, StatementState.CHECKED):
        return False
    return (
        heads_desk(user, desk=statement.desk)
        or is_editor_in_chief(user, desk=statement.desk)
        or (works_at_desk(user, desk=statement.desk) and drew_up(user, statement))
    )


def is_payee_of(user, statement: RoyaltyStatement) -> bool:
    """Tell whether a statement pays `user`: nobody checks or approves their own money."""
    return statement.lines.filter(payee__user=user, is_released=False).exists()


def took_step(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` has taken any step of a statement."""
    return statement.steps.filter(user=user).exists()


def drew_up(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` drew a statement up."""
    return statement.steps.filter(user=user, step=StatementStepKind.DRAW_UP).exists()


def may_open(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` may see that a statement exists, its steps and its sums."""
    return statements_for(user).filter(pk=statement.pk).exists()


def may_see_people(user, statement: RoyaltyStatement) -> bool:
    """Tell whether `user` sees the amount of each person; plain desk editors do not."""
    return (
        heads_desk(user, desk=statement.desk)
        or is_editor_in_chief(user, desk=statement.desk)
        or is_finance(user)
    )


def may_see_bank(user) -> bool:
    """Tell whether `user` sees tax codes and bank accounts of other people."""
    return is_finance(user)


def can_change_payee(user, payee: Payee) -> bool:
    """Tell whether `user` may change a payee: finance, and the person alone."""
    return is_finance(user) or (user.is_active and payee.user_id == user.pk)


def royalty_desks(user) -> list[Desk]:
    """Return the desks whose statements an account may open."""
    if is_finance(user) or is_portal_administrator(user):
        return list(Desk.objects.order_by("pk"))
    groups = group_ids(user)
    own = Q(editors__in=groups) | Q(heads__in=groups) | Q(chiefs__in=groups)
    return list(Desk.objects.filter(own).distinct().order_by("pk"))


def statements_for(user) -> QuerySet[RoyaltyStatement]:
    """Return the statements an account may open."""
    return RoyaltyStatement.objects.filter(desk__in=royalty_desks(user)).select_related("desk")
