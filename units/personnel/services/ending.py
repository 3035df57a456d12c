"""Ends accounts whose people have left their last post, unless kept on purpose."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from core.audit import record
from core.days import day_of
from units.models import Membership, Unit
from units.services.accounts import end_account

from ..models import Person
from ..queries import people_whose_posts_ended
from ..tasks import tell_of_ended_account
from .locking import locked


def end_accounts(*, now: datetime) -> int:
    """End the accounts that are due; return how many. Run again it finds nothing left to do.

    Due are linked, active accounts that still work in the person's unit, where the last
    appointment ended before today by the portal's clock, and none runs or is to begin. Who never
    had an appointment keeps the account. Each is ended in a transaction of its own.
    """
    due = list(_due(now).values_list("pk", flat=True))
    return sum(_end(person_id, now=now) for person_id in due)


@transaction.atomic
def _end(person_id: int, *, now: datetime) -> bool:
    """End one account, its audit entries and its mail together; False when it is due no more."""
    # First the unit, as everything that changes a unit's accounts or bodies does.
    unit_id = Person.objects.values_list("unit_id", flat=True).get(pk=person_id)
    Unit.objects.select_for_update().get(pk=unit_id)
    person = locked(Person, person_id)
    account = person.account
    if account is None or not _due(now).filter(pk=person.pk).exists():
        return False
    is_closed = end_account(user=account, unit=person.unit, now=now)
    record(
        actor=None,
        action="personnel.account.end",
        subject=person,
        account=account.pk,
        unit=person.unit.code,
        is_closed=is_closed,
    )
    # The queue lies in the same database: no crash in between loses the mail or sends it twice.
    tell_of_ended_account.enqueue(person_id=person.pk, is_closed=is_closed)
    return True


def _due(now: datetime):
    works_here = Membership.objects.filter(user=OuterRef("account_id"), unit=OuterRef("unit_id"))
    people = people_whose_posts_ended(day_of(now))
    return people.filter(
        Exists(works_here), account__is_active=True, account_is_kept=False
    ).order_by("pk")
