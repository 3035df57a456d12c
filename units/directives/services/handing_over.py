"""Puts receipts into the charge of another unit, when the one they went to is no more."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.audit import record
from units.models import Unit

from ..enums import StepAction
from ..models import DirectiveReceipt
from .steps import open_receipts, steps_of


def receipts_to_hand_over(unit: Unit) -> QuerySet[DirectiveReceipt]:
    """Return the receipts of which something is still asked of a unit that ends."""
    return open_receipts().filter(in_charge=unit)


@transaction.atomic
def hand_over(
    *, receipts: QuerySet[DirectiveReceipt], to: Unit, user, now: datetime, note: str = ""
) -> list[int]:
    """Put receipts into the charge of `to`; return the ids of those that were not in it before.

    `unit` stays: whom a directive was sent to is history. Drafts of answers, files and requests
    for more time go along, since they hang on the receipt. Who may order it is decided by the
    caller. Four queries, however many receipts; a second time changes nothing.
    """
    locked = receipts.exclude(in_charge=to).select_for_update(of=("self",)).order_by("pk")
    found = list(locked.select_related("directive", "in_charge"))
    if not found:
        return []
    former = {receipt.in_charge.name for receipt in found}
    for receipt in found:
        receipt.in_charge = to
    DirectiveReceipt.objects.bulk_update(found, ["in_charge"], batch_size=200)
    note = note or _("Before: %(unit)s") % {"unit": ", ".join(sorted(former))}
    steps_of(found, action=StepAction.HANDED_OVER, user=user, now=now, note=note)
    record(
        actor=user,
        action="directives.receipt.hand_over",
        subject=to,
        receipts=[receipt.pk for receipt in found],
    )
    return [receipt.pk for receipt in found]
