"""Ends a directive: closed when enough is done, cancelled when it was wrong."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record

from ..enums import DirectiveState
from ..models import Directive
from .changing import LONGEST_REASON
from .news import tell_units
from .steps import lock_directive, optional_text, require_office, require_sent, required_text


@transaction.atomic
def close_directive(*, directive_id: int, reason: str = "", user, now: datetime) -> Directive:
    """Ask for nothing any more; what is open stays as it is. A second time changes nothing.

    Raises `NotAllowed` and `WrongState`.
    """
    reason = optional_text(reason, longest=LONGEST_REASON)
    return _end(directive_id, DirectiveState.CLOSED, reason=reason, user=user, now=now)


@transaction.atomic
def cancel_directive(*, directive_id: int, reason: str, user, now: datetime) -> Directive:
    """Take a directive back; units are told why. A second time changes nothing.

    Raises `NotAllowed`, `WrongState`, and `DirectiveRefused` without a reason.
    """
    missing = _("Write why the directive is taken back.")
    reason = required_text(reason, longest=LONGEST_REASON, missing=missing)
    return _end(directive_id, DirectiveState.CANCELLED, reason=reason, user=user, now=now)


def _end(
    directive_id: int, state: DirectiveState, *, reason: str, user, now: datetime
) -> Directive:
    directive = lock_directive(directive_id)
    require_office(user)
    if directive.state == state:
        return directive
    require_sent(directive)
    directive.state, directive.ended_at, directive.end_reason = state, now, reason
    directive.save()
    record(
        actor=user, action=f"directives.directive.{state.value}", subject=directive, reason=reason
    )
    if state == DirectiveState.CANCELLED:
        tell_units("cancelled", list(directive.receipts.all()))
    return directive
