"""What a unit does with a directive: opens it, acknowledges the version it has read, is done."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record

from ..enums import AnswerState, DirectiveState, ReceiptState, StepAction
from ..errors import ChangedMeanwhile, DirectiveRefused, WrongState
from ..models import DirectiveReceipt
from .steps import add_step, lock_receipt, require_in_charge, require_sent


@transaction.atomic
def open_receipt(*, receipt_id: int, user, now: datetime) -> DirectiveReceipt:
    """Put on record that somebody of the unit in charge has opened a directive that is new.

    Anybody else's look, and one at what is opened or over, changes nothing.
    """
    receipt = lock_receipt(receipt_id)
    is_new = receipt.state == ReceiptState.DELIVERED
    if not is_new or receipt.directive.state != DirectiveState.SENT:
        return receipt
    require_in_charge(user, receipt)
    receipt.state, receipt.opened_at, receipt.opened_by = ReceiptState.OPENED, now, user
    receipt.save()
    add_step(receipt, action=StepAction.OPENED, user=user, now=now)
    return receipt


@transaction.atomic
def acknowledge(*, receipt_id: int, number: int, user, now: datetime) -> DirectiveReceipt:
    """Acknowledge the version that the person has read; a second time changes nothing.

    Raises `NotAllowed`, `WrongState`, and `ChangedMeanwhile` when another version holds now.
    """
    receipt = lock_receipt(receipt_id)
    require_in_charge(user, receipt)
    require_sent(receipt.directive)
    require_current(receipt, number)
    if receipt.state in (ReceiptState.ACKNOWLEDGED, ReceiptState.DONE):
        return receipt
    if receipt.opened_at is None:
        receipt.opened_at, receipt.opened_by = now, user
    receipt.state = ReceiptState.ACKNOWLEDGED
    receipt.acknowledged_at, receipt.acknowledged_by = now, user
    receipt.seen_version = number
    receipt.save()
    add_step(receipt, action=StepAction.ACKNOWLEDGED, user=user, now=now)
    record(actor=user, action="directives.receipt.acknowledge", subject=receipt, number=number)
    return receipt


@transaction.atomic
def mark_done(*, receipt_id: int, number: int, user, now: datetime) -> DirectiveReceipt:
    """Say that the unit is done: where no answer is asked, or a former one still holds.

    A second time changes nothing. Raises `NotAllowed`, `WrongState` before it is acknowledged,
    `ChangedMeanwhile`, and `DirectiveRefused` where an answer is still owed.
    """
    receipt = lock_receipt(receipt_id)
    require_in_charge(user, receipt)
    require_sent(receipt.directive)
    require_current(receipt, number)
    if receipt.state == ReceiptState.DONE:
        return receipt
    require_acknowledged(receipt)
    if receipt.must_answer and not has_standing_answer(receipt):
        raise DirectiveRefused(_("This directive asks for an answer: send it, then it is done."))
    finish(receipt, user=user, now=now)
    record(actor=user, action="directives.receipt.done", subject=receipt)
    return receipt


def finish(receipt: DirectiveReceipt, *, user, now: datetime) -> None:
    """Set a receipt to done, with the step."""
    receipt.state, receipt.done_at, receipt.done_by = ReceiptState.DONE, now, user
    receipt.save()
    add_step(receipt, action=StepAction.DONE, user=user, now=now)


def has_standing_answer(receipt: DirectiveReceipt) -> bool:
    """Tell whether the last answer that was sent was not returned."""
    last = receipt.answers.exclude(state=AnswerState.DRAFT).order_by("number").last()
    return last is not None and last.state != AnswerState.RETURNED


def require_acknowledged(receipt: DirectiveReceipt) -> None:
    """Raise `WrongState` unless the unit has acknowledged the version that holds."""
    if receipt.state not in (ReceiptState.ACKNOWLEDGED, ReceiptState.DONE):
        raise WrongState(_("First confirm that the directive was received and read."))


def require_current(receipt: DirectiveReceipt, number: int) -> None:
    """Raise `ChangedMeanwhile`, with what changed, unless a version is the one that holds."""
    current = receipt.directive.current
    if number == current:
        return
    version = receipt.directive.versions.filter(number=current).first()
    text = _("The directive was changed meanwhile: version %(number)s. Read it, then go on.")
    reason = version.reason if version else ""
    raise ChangedMeanwhile(" ".join(filter(None, [text % {"number": current}, reason])))
