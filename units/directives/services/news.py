"""News of directives by mail: one for each unit, through the queue of tasks.

The queue lies in the same database and is written in the same transaction: neither a crash in
between nor a second process loses a mail or sends it twice.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from core.models import User
from units.enums import PortalRole, UnitRole
from units.lineage import successors_of
from units.models import Membership

from ..enums import DirectiveState
from ..models import DirectiveReceipt
from ..rules import ACTORS

# What units are told; `mail/<event>.txt` and `mail/<event>_subject.txt` say it.
UNIT_EVENTS = (
    "sent",
    "changed",
    "cancelled",
    "extension_granted",
    "extension_refused",
    "answer_returned",
)
OFFICE_EVENTS = ("extension_asked",)


def tell_units(event: str, receipts: Iterable[DirectiveReceipt]) -> None:
    """Order a mail to the officers and leaders of each unit in charge; one query for all."""
    from ..tasks import tell_each_unit

    ids = [receipt.pk for receipt in receipts]
    if ids:
        tell_each_unit.enqueue(event=event, receipt_ids=ids)


def tell_office(event: str, receipt: DirectiveReceipt) -> None:
    """Order a mail to everybody at the Office."""
    from ..tasks import tell_the_office

    tell_the_office.enqueue(event=event, receipt_id=receipt.pk)


def deliver_to_unit(*, event: str, receipt_id: int) -> int:
    """Send the mail to the officers and leaders of the unit in charge; return how many got it.

    A directive that was taken back while the mail waited is told of no more.
    """
    receipt = _loaded(receipt_id)
    if receipt is None or _is_void(event, receipt):
        return 0
    people = people_of([receipt.in_charge_id], ACTORS).get(receipt.in_charge_id, [])
    path = reverse("directive_receipt", args=[receipt.pk])
    return send_to(people, f"directives/mail/{event}", _values(receipt, path))


def deliver_to_office(*, event: str, receipt_id: int) -> int:
    """Send the mail to everybody at the Office; return how many got it."""
    receipt = _loaded(receipt_id)
    if receipt is None:
        return 0
    path = reverse("directive_unit_receipt", args=[receipt.directive_id, receipt.pk])
    return send_to(office_people(), f"directives/mail/{event}", _values(receipt, path))


def people_of(unit_ids: Iterable[int], roles: Iterable[UnitRole]) -> dict[int, list[User]]:
    """Return active accounts with an address by unit id, each once; one query.

    Where a unit has none any more, those of its successors, who act for it.
    """
    heirs = {unit_id: successors_of(unit_id) for unit_id in unit_ids}
    members = _members({*heirs, *chain.from_iterable(heirs.values())}, roles)
    found: dict[int, list[User]] = {}
    for unit_id, successors in heirs.items():
        own = members.get(unit_id) or {
            pk: user for one in sorted(successors) for pk, user in members.get(one, {}).items()
        }
        if own:
            found[unit_id] = list(own.values())
    return found


def _members(unit_ids: Iterable[int], roles: Iterable[UnitRole]) -> dict[int, dict[int, User]]:
    found: dict[int, dict[int, User]] = {}
    memberships = (
        Membership.objects.filter(
            unit_id__in=list(unit_ids), role__in=list(roles), user__is_active=True
        )
        .exclude(user__email="")
        .select_related("user")
        .order_by("user_id")
    )
    for membership in memberships:
        found.setdefault(membership.unit_id, {})[membership.user_id] = membership.user
    return found


def office_people() -> list[User]:
    """Return the active accounts of the Office that have an address."""
    at_office = Q(groups__name=PortalRole.OFFICE.value)
    users = get_user_model().objects.filter(at_office, is_active=True).exclude(email="")
    return list(users.distinct().order_by("pk"))


def send_to(people: Iterable[User], template: str, values: dict[str, Any]) -> int:
    """Send one mail to each account, in its own language."""
    mails = [_mail(user, template, values) for user in people]
    return (get_connection().send_messages(mails) or 0) if mails else 0


def _mail(user: User, template: str, values: dict[str, Any]) -> EmailMessage:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context = values | {"user": user}
        subject = render_to_string(f"{template}_subject.txt", context)
        body = render_to_string(f"{template}.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _loaded(receipt_id: int) -> DirectiveReceipt | None:
    receipts = DirectiveReceipt.objects.select_related("directive__document", "in_charge", "unit")
    return receipts.filter(pk=receipt_id).first()


def _is_void(event: str, receipt: DirectiveReceipt) -> bool:
    return event != "cancelled" and receipt.directive.state == DirectiveState.CANCELLED


def _values(receipt: DirectiveReceipt, path: str) -> dict[str, Any]:
    directive = receipt.directive
    return {
        "receipt": receipt,
        "directive": directive,
        "document": directive.document,
        "reason": _reason(receipt),
        "url": settings.WAGTAILADMIN_BASE_URL + path,
    }


def _reason(receipt: DirectiveReceipt) -> str:
    version = receipt.directive.versions.order_by("number").last()
    return version.reason if version else ""
