"""What every step shares: locks, rights, texts, and the line in the receipt's history."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.text import normalize
from units.rules import is_office

from .. import rules
from ..enums import DirectiveState, ReceiptState, StepAction
from ..errors import DirectiveRefused, NotAllowed, WrongState
from ..models import Directive, DirectiveReceipt, ReceiptStep

LONGEST_NOTE = 500


def lock_directive(directive_id: int) -> Directive:
    """Lock and return a directive for the rest of the transaction."""
    return Directive.objects.select_for_update().get(pk=directive_id)


def lock_receipt(receipt_id: int) -> DirectiveReceipt:
    """Lock and return a receipt; its directive is read afterwards, as it stands now.

    Whoever changes a directive changes all its receipts: with the lock nothing can come between.
    """
    receipt = DirectiveReceipt.objects.select_for_update().get(pk=receipt_id)
    receipt.directive = Directive.objects.get(pk=receipt.directive_id)
    return receipt


def require_office(user) -> None:
    """Raise `NotAllowed` unless the account works at the Office."""
    if not is_office(user):
        raise NotAllowed(_("You may not take this step."))


def require_in_charge(user, receipt: DirectiveReceipt) -> None:
    """Raise `NotAllowed` unless the account acts for the unit in charge of a receipt."""
    if not rules.acts_for(user, receipt.in_charge_id):
        raise NotAllowed(_("You may not take this step."))


def require_sent(directive: Directive) -> None:
    """Raise `WrongState` unless a directive is out and still asks for something."""
    if directive.state != DirectiveState.SENT:
        raise WrongState(
            _("This directive is in the state “%(state)s”; nothing is asked of units now.")
            % {"state": directive.get_state_display()}
        )


def required_text(text: str, *, longest: int, missing: str) -> str:
    """Return a text in NFC without spaces around it. Raises `DirectiveRefused`."""
    text = normalize(text).strip()
    if not text:
        raise DirectiveRefused(missing)
    if len(text) > longest:
        raise DirectiveRefused(_("Write at most %(count)s signs.") % {"count": longest})
    return text


def optional_text(text: str, *, longest: int = LONGEST_NOTE) -> str:
    """Return a text in NFC, which may be empty. Raises `DirectiveRefused` when it is too long."""
    return required_text(text, longest=longest, missing="") if text.strip() else ""


def add_step(
    receipt: DirectiveReceipt, *, action: StepAction, user, now: datetime, note: str = ""
) -> ReceiptStep:
    """Write down what happened to a receipt, with the version that held then."""
    return ReceiptStep.objects.create(
        receipt=receipt,
        action=action,
        number=receipt.directive.current,
        unit_id=receipt.in_charge_id,
        user=user,
        note=note[:LONGEST_NOTE],
        happened_at=now,
    )


def steps_of(
    receipts: list[DirectiveReceipt],
    *,
    directive: Directive | None = None,
    action: StepAction,
    user,
    now: datetime,
    note: str = "",
) -> None:
    """Write the same step of many receipts; without `directive` each has its own loaded."""
    ReceiptStep.objects.bulk_create(
        ReceiptStep(
            receipt=receipt,
            action=action,
            number=(directive or receipt.directive).current,
            unit_id=receipt.in_charge_id,
            user=user,
            note=note[:LONGEST_NOTE],
            happened_at=now,
        )
        for receipt in receipts
    )


def open_receipts() -> QuerySet[DirectiveReceipt]:
    """Return the receipts of which something is still asked."""
    receipts = DirectiveReceipt.objects.filter(directive__state=DirectiveState.SENT)
    return receipts.exclude(state=ReceiptState.DONE)
