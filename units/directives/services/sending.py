"""Sends a directive: one receipt for each unit, at once and once only."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from units.models import Unit

from ..enums import DirectiveState, StepAction
from ..errors import DirectiveRefused
from ..models import Directive, DirectiveReceipt, DirectiveVersion
from ..recipients import answering_ids, chosen_units, recipients_of
from .drafting import check_deadline, check_document, require_draft
from .news import tell_units
from .steps import lock_directive, require_office, require_sent, steps_of


@transaction.atomic
def send_directive(*, directive_id: int, version: int, user, now: datetime) -> Directive:
    """Send a draft to every unit that it is for and that exists today; a second time is nothing.

    `version` is that of the draft which the person saw. The number of queries does not depend on
    how many units there are. Raises `NotAllowed`, `WrongState`, `ChangedMeanwhile`, and
    `DirectiveRefused` without a unit, with a document that is not issued or a deadline in the past.
    """
    directive = lock_directive(directive_id)
    require_office(user)
    if directive.state == DirectiveState.SENT:
        return directive
    require_draft(directive, version=version)
    today = day_of(now)
    check_document(directive.document)
    check_deadline(directive.deadline, today=today)
    units = recipients_of(directive, today=today)
    if not units:
        raise DirectiveRefused(_("No unit exists today to which this directive would go."))
    directive.state, directive.current, directive.sent_at = DirectiveState.SENT, 1, now
    directive.save()
    keep_version(directive, user=user, now=now)
    answering = answering_ids(directive, units)
    receipts = deliver(directive, units, answering=answering, user=user, now=now)
    record(
        actor=user, action="directives.directive.send", subject=directive, receipts=len(receipts)
    )
    tell_units("sent", receipts)
    return directive


@transaction.atomic
def add_units(
    *,
    directive_id: int,
    kinds: Collection[str] = (),
    unit_ids: Collection[int] = (),
    must_answer: bool,
    user,
    now: datetime,
) -> int:
    """Send a directive to further units; those that have it are left alone. Return how many got it.

    Raises `NotAllowed`, `WrongState`, and `DirectiveRefused` where every chosen unit has it, or the
    deadline is over: they would be late before they have read it.
    """
    directive = lock_directive(directive_id)
    require_office(user)
    require_sent(directive)
    have = set(directive.receipts.values_list("unit", flat=True))
    today = day_of(now)
    check_deadline(directive.deadline, today=today)
    chosen = chosen_units(kinds=kinds, unit_ids=unit_ids, today=today)
    units = [unit for unit in chosen if unit.pk not in have]
    if not units:
        raise DirectiveRefused(_("Choose a unit that does not have this directive yet."))
    answering = {unit.pk for unit in units} if must_answer else set()
    receipts = deliver(directive, units, answering=answering, user=user, now=now)
    directive.units.add(*units)
    record(
        actor=user,
        action="directives.directive.add_units",
        subject=directive,
        units=[unit.code for unit in units],
    )
    tell_units("sent", receipts)
    return len(receipts)


def keep_version(directive: Directive, *, user, now: datetime, reason: str = "") -> None:
    """Write down for good what the directive says now."""
    DirectiveVersion.objects.create(
        directive=directive,
        number=directive.current,
        title=directive.title,
        task=directive.task,
        deadline=directive.deadline,
        document=directive.document,
        reason=reason,
        sent_by=user,
        sent_at=now,
    )


def deliver(
    directive: Directive, units: list[Unit], *, answering: set[int], user, now: datetime
) -> list[DirectiveReceipt]:
    """Make a receipt for each unit, with the first step of its history."""
    receipts = DirectiveReceipt.objects.bulk_create(
        DirectiveReceipt(
            directive=directive,
            unit=unit,
            in_charge=unit,
            must_answer=unit.pk in answering,
            delivered_at=now,
            due_on=directive.deadline,
        )
        for unit in units
    )
    steps_of(receipts, directive=directive, action=StepAction.DELIVERED, user=user, now=now)
    return receipts
