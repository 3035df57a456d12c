"""Writes a reminder as things stand when it goes out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from core.models import User
from units.enums import UnitRole
from units.models import Unit

from ..enums import ReminderKind
from ..models import DirectiveReceipt
from ..rules import ACTORS
from ..wording import deadlines_of
from .news import office_people, people_of, send_to
from .steps import open_receipts


def deliver_reminder(*, kind: str, receipt_ids: list[int], unit_id: int | None, today: date) -> int:
    """Send a reminder to a unit's people, or to the Office; return how many got it.

    What was done, moved to another day or unit, or ended while the mail waited is left out.
    """
    receipts = _still_true(kind, receipt_ids, unit_id)
    if not receipts:
        return 0
    values: dict[str, Any] = {
        "kind": kind,
        "unit": Unit.objects.get(pk=unit_id) if unit_id else None,
        "rows": _rows(receipts, today),
        "url": settings.WAGTAILADMIN_BASE_URL + reverse(_screen(unit_id)),
    }
    return send_to(_people(kind, unit_id), "directives/mail/reminder", values)


def _still_true(kind: str, receipt_ids: list[int], unit_id: int | None) -> list[DirectiveReceipt]:
    receipts = open_receipts().filter(
        pk__in=receipt_ids, reminders__kind=kind, reminders__due_on=F("due_on")
    )
    if unit_id is not None:
        receipts = receipts.filter(in_charge=unit_id)
    loaded = receipts.select_related("directive__document", "in_charge")
    return list(loaded.order_by("due_on", "pk"))


def _people(kind: str, unit_id: int | None) -> Iterable[User]:
    """Return the officers, the leaders too when it is escalated or there is no officer."""
    if unit_id is None:
        return office_people()
    officers = people_of([unit_id], [UnitRole.OFFICER]).get(unit_id, [])
    if officers and kind != ReminderKind.ESCALATION:
        return officers
    return people_of([unit_id], ACTORS).get(unit_id, [])


def _rows(receipts: list[DirectiveReceipt], today: date) -> list[dict[str, Any]]:
    words = deadlines_of(receipts, today=today)
    return [
        {"receipt": one, "document": one.directive.document, "words": words[one.pk].words}
        for one in receipts
    ]


def _screen(unit_id: int | None) -> str:
    return "directive_inbox" if unit_id else "directive_list"
