"""The people of a unit in one list: accounts, and invitations that are still open.

A unit has some hundred people at most, so they are read whole (three queries) and searched and
sorted here: accents, case and đ then matter in no database.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.text import fold
from units.enums import UnitRole
from units.models import Invitation, Membership, Unit


class PersonStatus(models.TextChoices):
    """Where a person stands."""

    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Deactivated")
    INVITED = "invited", _("Invited")
    EXPIRED = "expired", _("Invitation expired")


@dataclass(frozen=True, kw_only=True)
class Person:
    """One row of the list; `pk` is the account's or the invitation's."""

    pk: int
    is_account: bool
    name: str
    email: str
    roles: tuple[str, ...]
    status: PersonStatus
    last_login: datetime | None
    expires_at: datetime | None
    sort_name: str

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def role_labels(self) -> str:
        """Return the names of the roles in the order of the register of roles."""
        return ", ".join(
            str(UnitRole(role).label) for role in UnitRole.values if role in self.roles
        )

    def matches(self, folded_words: list[str]) -> bool:
        """Tell whether every word occurs in the name or the address."""
        haystack = fold(f"{self.name} {self.email}")
        return all(word in haystack for word in folded_words)


def people_of(*, unit: Unit, now: datetime) -> list[Person]:
    """Return the accounts and open invitations of a unit, by Vietnamese given name."""
    people = [*_accounts(unit), *_invited(unit, now)]
    return sorted(people, key=lambda person: (person.sort_name, person.email))


def select(people: list[Person], *, search: str, status: str, role: str) -> list[Person]:
    """Return those who match what was typed and chosen; empty values choose everybody."""
    words = fold(search).split()
    return [
        person
        for person in people
        if (not status or person.status == status)
        and (not role or role in person.roles)
        and person.matches(words)
    ]


def _accounts(unit: Unit) -> list[Person]:
    pairs = Membership.objects.filter(unit=unit).order_by("user_id").values_list("user_id", "role")
    roles = {
        user_id: tuple(role for _user, role in found)
        for user_id, found in groupby(pairs, key=lambda pair: pair[0])
    }
    users = User.objects.filter(memberships__unit=unit).distinct()
    return [_account(user, roles.get(user.pk, ())) for user in users]


def _account(user: User, roles: tuple[str, ...]) -> Person:
    return Person(
        pk=user.pk,
        is_account=True,
        name=user.get_full_name() or user.get_username(),
        email=user.email,
        roles=roles,
        status=PersonStatus.ACTIVE if user.is_active else PersonStatus.CLOSED,
        last_login=user.last_login,
        expires_at=None,
        sort_name=user.sort_name,
    )


def _invited(unit: Unit, now: datetime) -> list[Person]:
    return [
        Person(
            pk=invitation.pk,
            is_account=False,
            name="",
            email=invitation.email,
            roles=tuple(invitation.roles),
            status=PersonStatus.EXPIRED if invitation.has_expired(now) else PersonStatus.INVITED,
            last_login=None,
            expires_at=invitation.expires_at,
            sort_name=fold(invitation.email),
        )
        for invitation in Invitation.objects.open().filter(unit=unit)
    ]
