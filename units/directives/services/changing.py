"""Changes a sent directive: every unit acknowledges anew, and what was stays on record."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from units.documents.models import OfficialDocument

from ..enums import ReceiptState, StepAction
from ..errors import ChangedMeanwhile, DirectiveRefused
from ..models import Directive, DirectiveReceipt
from .drafting import check_deadline, check_document, clean_task, clean_title
from .news import tell_units
from .sending import keep_version
from .steps import lock_directive, require_office, require_sent, required_text, steps_of

LONGEST_REASON = 300
RESET = ["state", "opened_at", "opened_by", "acknowledged_at", "acknowledged_by"]
CHANGED = [*RESET, "done_at", "done_by", "due_on", "extended_to", "escalated_at"]


@transaction.atomic
def change_directive(
    *,
    directive_id: int,
    number: int,
    title: str,
    task: str,
    deadline: date | None,
    document: OfficialDocument,
    reason: str,
    user,
    now: datetime,
) -> Directive:
    """Send a new version; `number` is the version that the person had before them.

    Every receipt goes back to delivered, done ones too: the steps keep who acknowledged and was
    done with what. A new deadline holds for all but those with a longer extension. Raises
    `NotAllowed`, `WrongState`, `ChangedMeanwhile`, and `DirectiveRefused` without a reason or
    without any change.
    """
    directive = lock_directive(directive_id)
    require_office(user)
    require_sent(directive)
    if number != directive.current:
        raise ChangedMeanwhile(
            _("A colleague has sent version %(number)s meanwhile. What you typed is still here.")
            % {"number": directive.current}
        )
    reason = required_text(
        reason, longest=LONGEST_REASON, missing=_("Write why the directive changes.")
    )
    former = (directive.title, directive.task, directive.deadline, directive.document_id)
    directive.title, directive.task = clean_title(title), clean_task(task)
    directive.deadline, directive.document = deadline, document
    if former == (directive.title, directive.task, deadline, document.pk):
        raise DirectiveRefused(_("Nothing has changed yet."))
    if deadline != former[2]:
        check_deadline(deadline, today=day_of(now))
    check_document(document)
    return _send(directive, reason=reason, user=user, now=now)


def _send(directive: Directive, *, reason: str, user, now: datetime) -> Directive:
    directive.current += 1
    directive.save()
    keep_version(directive, user=user, now=now, reason=reason)
    receipts = list(directive.receipts.select_for_update().order_by("pk"))
    for receipt in receipts:
        ask_anew(receipt, deadline=directive.deadline)
    DirectiveReceipt.objects.bulk_update(receipts, CHANGED, batch_size=50)
    steps_of(
        receipts,
        directive=directive,
        action=StepAction.CHANGED,
        user=user,
        now=now,
        note=reason,
    )
    record(
        actor=user,
        action="directives.directive.change",
        subject=directive,
        number=directive.current,
        reason=reason,
    )
    tell_units("changed", receipts)
    return directive


def ask_anew(receipt: DirectiveReceipt, *, deadline: date | None) -> None:
    """Put a receipt back to delivered, with the deadline that holds for it now."""
    receipt.state = ReceiptState.DELIVERED
    receipt.opened_at = receipt.opened_by = None
    receipt.acknowledged_at = receipt.acknowledged_by = None
    receipt.done_at = receipt.done_by = None
    longer = receipt.extended_to and deadline is not None and receipt.extended_to > deadline
    due_on = receipt.extended_to if longer else deadline
    if due_on != receipt.due_on:
        receipt.escalated_at = None
    receipt.due_on = due_on
    receipt.extended_to = receipt.extended_to if longer else None
