"""Reminds of deadlines before and after, and escalates: each once for each deadline."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.days import day_of
from core.working_days import Calendar

from ..enums import DirectiveState, ReceiptState, ReminderKind, StepAction
from ..models import DirectiveReceipt, DirectiveVersion, ReceiptReminder
from ..rules import ACTORS
from .drafting import MOST_DAYS
from .news import office_people, people_of
from .steps import steps_of

FROM_HOUR = time(8)
# Calendar days in which the most working days lie, whatever Tết and the weekends take.
REACH = timedelta(days=2 * MOST_DAYS + 21)
# An escalation makes the milder reminder needless, so it comes first.
ORDER = (ReminderKind.ESCALATION, ReminderKind.AFTER, ReminderKind.BEFORE)
Receipts = list[DirectiveReceipt]


@transaction.atomic
def remind_directives(*, now: datetime) -> int:
    """Record what is due of reminders and order the mails, both or neither; return how many.

    On working days from 08:00 on. Rows and orders lie in one transaction, and the receipts are
    locked before it is read what went already: neither a crash nor a second process at the same
    moment loses a mail or sends it twice.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    today = local.date()
    calendar = Calendar.covering(today - REACH, today + REACH)
    if local.time() < FROM_HOUR or not calendar.is_working_day(today):
        return 0
    receipts = _locked(today)
    if not receipts:
        return 0
    gone = _gone(receipts)
    fresh = _told_today(receipts, today)
    due: dict[ReminderKind, Receipts] = defaultdict(list)
    for receipt in receipts:
        kind = _kind_of(receipt, today, calendar, gone[receipt.pk])
        if kind is not None and not (kind == ReminderKind.BEFORE and receipt.pk in fresh):
            due[kind].append(receipt)
    return sum(_remind(kind, due[kind], now=now) for kind in ORDER if due[kind])


def _locked(today: date) -> Receipts:
    """Return the open receipts whose deadline is near or past, locked."""
    receipts = DirectiveReceipt.objects.filter(
        directive__state=DirectiveState.SENT, due_on__range=(today - REACH, today + REACH)
    ).exclude(state=ReceiptState.DONE)
    locked = receipts.select_for_update(of=("self",)).order_by("pk")
    return list(locked.select_related("directive"))


def _gone(receipts: Receipts) -> dict[int, set[str]]:
    """Return the kinds of reminder that went for the deadline of each receipt."""
    rows = ReceiptReminder.objects.filter(
        receipt__in=receipts, due_on=F("receipt__due_on")
    ).values_list("receipt_id", "kind")
    found: dict[int, set[str]] = defaultdict(set)
    for receipt_id, kind in rows:
        found[receipt_id].add(kind)
    return found


def _told_today(receipts: Receipts, today: date) -> set[int]:
    """Return the ids of receipts of which a mail went today anyhow: sent, or changed."""
    directives = {receipt.directive_id for receipt in receipts}
    sent = DirectiveVersion.objects.filter(
        directive__in=directives, number=F("directive__current")
    ).values_list("directive_id", "sent_at")
    changed = {directive_id for directive_id, at in sent if day_of(at) == today}
    return {
        receipt.pk
        for receipt in receipts
        if receipt.directive_id in changed or day_of(receipt.delivered_at) == today
    }


def _kind_of(
    receipt: DirectiveReceipt, today: date, calendar: Calendar, gone: set[str]
) -> ReminderKind | None:
    """Return the reminder that is due of a receipt and did not go, the most serious first."""
    return next(
        (
            kind
            for kind in ORDER
            if is_due(kind, receipt, today=today, calendar=calendar)
            and not gone & {kind.value, *_sterner(kind)}
        ),
        None,
    )


def _sterner(kind: ReminderKind) -> set[str]:
    return {ReminderKind.ESCALATION.value} if kind == ReminderKind.AFTER else set()


def is_due(
    kind: ReminderKind, receipt: DirectiveReceipt, *, today: date, calendar: Calendar
) -> bool:
    """Tell whether the time of a kind of reminder has come for a receipt with a deadline."""
    due_on = receipt.due_on
    if due_on is None:
        return False
    if kind == ReminderKind.BEFORE:
        left = calendar.working_days_between(today, due_on)
        return today <= due_on and left <= receipt.directive.remind_days
    late = calendar.working_days_between(due_on, today)
    enough = kind == ReminderKind.AFTER or late >= receipt.directive.escalate_days
    return due_on < today and enough


def _remind(kind: ReminderKind, receipts: Receipts, *, now: datetime) -> int:
    """Record a kind of reminder for receipts and order its mails; whom none reaches waits."""
    people = people_of({receipt.in_charge_id for receipt in receipts}, ACTORS)
    has_office = bool(office_people())
    reached = [one for one in receipts if has_office or one.in_charge_id in people]
    ReceiptReminder.objects.bulk_create(
        ReceiptReminder(receipt=one, kind=kind, due_on=one.due_on, sent_at=now)
        for one in reached
        if one.due_on
    )
    is_escalation = kind == ReminderKind.ESCALATION
    action = StepAction.ESCALATED if is_escalation else StepAction.REMINDED
    steps_of(reached, action=action, user=None, now=now)
    if is_escalation:
        DirectiveReceipt.objects.filter(pk__in=[one.pk for one in reached]).update(escalated_at=now)
    _order(kind, reached, staffed=set(people), day=day_of(now))
    return len(reached)


def _order(kind: ReminderKind, receipts: Receipts, *, staffed: set[int], day: date) -> None:
    """Order one mail for each unit, and one for the Office of what it must know."""
    from ..tasks import send_reminder

    by_unit: dict[int, list[int]] = defaultdict(list)
    for receipt in receipts:
        by_unit[receipt.in_charge_id].append(receipt.pk)
    for unit_id, ids in by_unit.items():
        if unit_id in staffed:
            send_reminder.enqueue(
                kind=kind.value, receipt_ids=ids, unit_id=unit_id, day=day.isoformat()
            )
    for_office = [
        receipt.pk
        for receipt in receipts
        if kind == ReminderKind.ESCALATION or receipt.in_charge_id not in staffed
    ]
    if for_office:
        send_reminder.enqueue(
            kind=kind.value, receipt_ids=for_office, unit_id=None, day=day.isoformat()
        )
