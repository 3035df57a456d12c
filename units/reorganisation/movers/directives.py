"""Directives that the old unit has not finished are the taker's; what was done stays as it was."""

from django.utils.translation import gettext_lazy as _

from units.directives.enums import ReceiptState, StepAction
from units.directives.models import DirectiveReceipt, ReceiptStep
from units.directives.services.handing_over import receipts_to_hand_over

from ..handover import Handover
from ..registry import register_restless, register_way_back
from .wording import reason_of


def move_directives(handover: Handover) -> None:
    """Put the taker in charge of unfinished receipts, each with a step on record."""
    done = DirectiveReceipt.objects.filter(unit=handover.predecessor, state=ReceiptState.DONE)
    handover.keeps(_("directives carried out"), done.count())
    open_ones = receipts_to_hand_over(handover.predecessor)
    if handover.taker is None:
        handover.keeps(_("unanswered directives"), open_ones.count())
        return
    moving = list(open_ones.select_related("directive").order_by("pk"))
    chosen = DirectiveReceipt.objects.filter(pk__in=[one.pk for one in moving])
    count = handover.change(chosen, in_charge=handover.taker.pk)
    for receipt in moving:
        handover.made(_step(handover, receipt))
    handover.moves(_("unanswered directives"), count)


def _step(handover: Handover, receipt: DirectiveReceipt) -> ReceiptStep:
    return ReceiptStep.objects.create(
        receipt=receipt,
        action=StepAction.HANDED_OVER,
        number=receipt.directive.current,
        # Whose step it is: the taker may be a unit that undoing takes away again.
        unit=handover.predecessor,
        user=handover.user,
        note=reason_of(handover, limit=500),
        happened_at=handover.now,
    )


def hand_back(step: ReceiptStep, user, now) -> None:
    """Write beside a step, which cannot be taken back, that the receipt went back."""
    ReceiptStep.objects.create(
        receipt=step.receipt,
        action=StepAction.HANDED_OVER,
        number=step.number,
        unit=step.unit,
        user=user,
        happened_at=now,
    )


register_way_back(ReceiptStep, hand_back)
# Set by the clock, as are reminders.
register_restless(DirectiveReceipt, "escalated_at")
