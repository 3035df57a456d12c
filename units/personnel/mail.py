"""Tells the administrators of a unit that an account ended with its last appointment."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from core.models import User
from units.enums import PortalRole, UnitRole
from units.models import Unit

from .models import Person


def deliver_ended_account(*, person_id: int, is_closed: bool) -> int:
    """Send one mail to each administrator of the unit; return how many got it.

    Where the unit has none (left), those who run the portal are told: somebody must name one.
    """
    person = Person.objects.select_related("unit", "account").get(pk=person_id)
    people = list(administrators_of(person.unit))
    values = {
        "person": person,
        "unit": person.unit,
        "is_closed": is_closed,
        "is_unadministered": not people,
        "url": settings.WAGTAILADMIN_BASE_URL + reverse("person_show", args=[person.pk]),
    }
    mails = [_mail(user, values) for user in people or portal_administrators()]
    return get_connection().send_messages(mails) or 0


def administrators_of(unit: Unit) -> QuerySet[User]:
    """Return the active administrators of a unit who can be reached by mail."""
    held = {"memberships__unit": unit, "memberships__role": UnitRole.ADMINISTRATOR}
    return User.objects.filter(is_active=True, **held).exclude(email="").order_by("pk")


def portal_administrators() -> QuerySet[User]:
    """Return the active administrators of the portal who can be reached by mail."""
    group = PortalRole.PORTAL_ADMINISTRATOR.value
    return User.objects.filter(is_active=True, groups__name=group).exclude(email="").order_by("pk")


def _mail(user: User, values: dict[str, Any]) -> EmailMessage:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context = values | {"user": user}
        subject = render_to_string("personnel/mail/account_ended_subject.txt", context)
        body = render_to_string("personnel/mail/account_ended.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
