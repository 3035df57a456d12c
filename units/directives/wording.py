"""Says in words how much time is left for a receipt, and what a unit is to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.working_days import Calendar

from .enums import DirectiveState, ReceiptState
from .models import DirectiveReceipt

SOON_DAYS = 3


@dataclass(frozen=True)
class Deadline:
    """What is said of the time of a receipt; `tone` is late, soon, still or empty."""

    words: str = ""
    tone: str = ""


def calendar_for(receipts: Iterable[DirectiveReceipt], *, today: date) -> Calendar:
    """Read the calendar of all days that are asked about; one query."""
    return calendar_of([one.due_on for one in receipts if one.due_on], today=today)


def calendar_of(days: Iterable[date], *, today: date) -> Calendar:
    """Read the calendar from the first to the last of some days and today; one query."""
    days = [today, *days]
    return Calendar.covering(min(days), max(days))


def deadlines_of(receipts: Iterable[DirectiveReceipt], *, today: date) -> dict[int, Deadline]:
    """Return what is said of each receipt by its id; one query."""
    receipts = list(receipts)
    calendar = calendar_for(receipts, today=today)
    return {one.pk: deadline_in_words(one, today=today, calendar=calendar) for one in receipts}


def deadline_in_words(receipt: DirectiveReceipt, *, today: date, calendar: Calendar) -> Deadline:
    """Return what is said of one receipt."""
    if receipt.directive.state == DirectiveState.CANCELLED:
        return Deadline(_("taken back"), "still")
    if receipt.state == ReceiptState.DONE or receipt.directive.state != DirectiveState.SENT:
        return Deadline()
    if receipt.due_on is None:
        return Deadline(_("no deadline"), "still")
    return days_in_words(receipt.due_on, today=today, calendar=calendar)


def days_in_words(due_on: date, *, today: date, calendar: Calendar) -> Deadline:
    """Return how many working days are left until a day, or have passed since."""
    if due_on < today:
        late = calendar.working_days_between(due_on, today)
        if not late:
            return Deadline(_("overdue"), "late")
        text = ngettext("%(days)s working day overdue", "%(days)s working days overdue", late)
        return Deadline(text % {"days": late}, "late")
    left = calendar.working_days_between(today, due_on)
    if not left:
        return Deadline(_("today is the last day"), "soon")
    text = ngettext("%(days)s working day left", "%(days)s working days left", left)
    return Deadline(text % {"days": left}, "soon" if left <= SOON_DAYS else "")
