"""What all steps of a statement share: the lock, the refusals, the record of who took them."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.enums import StatementState, StatementStepKind
from articles.models import RoyaltyStatement, StatementStep
from articles.royalties import rules
from articles.royalties.errors import StatementRefused
from core.audit import record
from core.text import normalize

LONGEST_NOTE = 1000


def lock_statement(
    statement_id: int, step: StatementStepKind, user
) -> tuple[RoyaltyStatement, bool]:
    """Return the locked statement, and whether this person has taken this very step before."""
    rows = RoyaltyStatement.objects.select_for_update(of=("self",)).select_related("desk")
    statement = rows.get(pk=statement_id)
    return statement, statement.steps.filter(step=step, user=user).exists()


def require(
    statement: RoyaltyStatement,
    user,
    allowed: Callable[..., bool],
    *states: StatementState,
) -> None:
    """Raise `StatementRefused` saying why `user` may not take a step now."""
    if statement.state not in states:
        raise StatementRefused(
            _("This statement is “%(state)s” now.") % {"state": statement.get_state_display()}
        )
    if allowed(user, statement):
        return
    if rules.took_step(user, statement):
        raise StatementRefused(
            _("You have taken a step of this statement. Another person must take this one.")
        )
    if rules.is_payee_of(user, statement):
        raise StatementRefused(_("This statement pays you. Another person must take this step."))
    raise StatementRefused(_("You may not take this step."))


def advance(
    statement: RoyaltyStatement,
    state: StatementState,
    step: StatementStepKind,
    *,
    user,
    now: datetime,
    note: str = "",
) -> RoyaltyStatement:
    """Put the statement into its next state and record who did so."""
    statement.state = state
    statement.save(update_fields=["state"])
    record_step(statement, step, user=user, now=now, note=note)
    return statement


def record_step(
    statement: RoyaltyStatement, step: StatementStepKind, *, user, now: datetime, note: str = ""
) -> None:
    """Write the step and its audit entry. Raises `StatementRefused` for a note too long."""
    note = normalize(note).strip()
    if len(note) > LONGEST_NOTE:
        raise StatementRefused(_("Write at most %(count)s signs.") % {"count": LONGEST_NOTE})
    StatementStep.objects.create(statement=statement, step=step, user=user, at=now, note=note)
    action = f"statement.{step}"
    record(actor=user, action=action, subject=statement, total=statement.total, note=note)
