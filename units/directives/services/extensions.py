"""More time: a unit asks for it once at a time; the Office gives it, gives another day, refuses."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of

from ..enums import ExtensionState, StepAction
from ..errors import DirectiveRefused, WrongState
from ..models import DirectiveReceipt, ExtensionRequest
from .answering import require_unanswered
from .news import tell_office, tell_units
from .steps import (
    LONGEST_NOTE,
    add_step,
    lock_receipt,
    optional_text,
    require_in_charge,
    require_office,
    require_sent,
    required_text,
)


@transaction.atomic
def ask_extension(
    *, receipt_id: int, until: date, reason: str, user, now: datetime
) -> ExtensionRequest:
    """Ask for more time; the same request again changes nothing.

    Raises `NotAllowed`, `WrongState`, and `DirectiveRefused` without a deadline or reason, with a
    day that is no later, or while another request waits.
    """
    receipt = lock_receipt(receipt_id)
    require_in_charge(user, receipt)
    require_sent(receipt.directive)
    require_unanswered(receipt)
    reason = required_text(
        reason, longest=LONGEST_NOTE, missing=_("Write why the unit needs more time.")
    )
    _check_day(receipt, until, today=day_of(now))
    waiting = receipt.extensions.filter(state=ExtensionState.ASKED).first()
    if waiting is not None:
        if (waiting.asked_until, waiting.reason) == (until, reason):
            return waiting
        raise DirectiveRefused(_("Your unit has asked already; the Office has not decided yet."))
    request = ExtensionRequest.objects.create(
        receipt=receipt,
        unit_id=receipt.in_charge_id,
        asked_until=until,
        reason=reason,
        asked_by=user,
        asked_at=now,
    )
    add_step(receipt, action=StepAction.EXTENSION_ASKED, user=user, now=now, note=reason)
    record(actor=user, action="directives.extension.ask", subject=request, until=until.isoformat())
    tell_office("extension_asked", receipt)
    return request


@transaction.atomic
def grant_extension(
    *, request_id: int, until: date, note: str = "", user, now: datetime
) -> ExtensionRequest:
    """Give more time, until the day asked for or another one; a second time changes nothing.

    Raises `NotAllowed`, `WrongState`, and `DirectiveRefused` for a day that is no later.
    """
    require_office(user)
    note = optional_text(note)
    receipt, request = _lock_request(request_id)
    if (request.state, request.granted_until) == (ExtensionState.GRANTED, until):
        return request
    _require_waiting(receipt, request)
    _check_day(receipt, until, today=day_of(now))
    request.granted_until = until
    _decide(request, ExtensionState.GRANTED, note=note, user=user, now=now)
    receipt.due_on = receipt.extended_to = until
    receipt.escalated_at = None
    receipt.save()
    add_step(receipt, action=StepAction.EXTENSION_GRANTED, user=user, now=now, note=note)
    tell_units("extension_granted", [receipt])
    return request


@transaction.atomic
def refuse_extension(*, request_id: int, note: str, user, now: datetime) -> ExtensionRequest:
    """Refuse more time, with the reason; a second time changes nothing.

    Raises `NotAllowed`, `WrongState`, and `DirectiveRefused` without a reason.
    """
    require_office(user)
    note = required_text(
        note, longest=LONGEST_NOTE, missing=_("Write why there is no more time: the unit reads it.")
    )
    receipt, request = _lock_request(request_id)
    if request.state == ExtensionState.REFUSED:
        return request
    _require_waiting(receipt, request)
    _decide(request, ExtensionState.REFUSED, note=note, user=user, now=now)
    add_step(receipt, action=StepAction.EXTENSION_REFUSED, user=user, now=now, note=note)
    tell_units("extension_refused", [receipt])
    return request


def _check_day(receipt: DirectiveReceipt, until: date, *, today: date) -> None:
    if receipt.due_on is None:
        raise DirectiveRefused(_("This directive has no deadline."))
    if until <= receipt.due_on or until < today:
        raise DirectiveRefused(_("Choose a day after the deadline that is not in the past."))


def _lock_request(request_id: int) -> tuple[DirectiveReceipt, ExtensionRequest]:
    receipt_id = ExtensionRequest.objects.values_list("receipt", flat=True).get(pk=request_id)
    receipt = lock_receipt(receipt_id)
    return receipt, ExtensionRequest.objects.get(pk=request_id)


def _require_waiting(receipt: DirectiveReceipt, request: ExtensionRequest) -> None:
    require_sent(receipt.directive)
    if request.state != ExtensionState.ASKED:
        raise WrongState(
            _("A colleague has decided already: %(state)s.")
            % {"state": request.get_state_display()}
        )


def _decide(
    request: ExtensionRequest, state: ExtensionState, *, note: str, user, now: datetime
) -> None:
    request.state, request.note = state, note
    request.decided_by, request.decided_at = user, now
    request.save()
    record(actor=user, action=f"directives.extension.{state.value}", subject=request)
