"""Ties a person to the account with which they work in the unit, or keeps it on purpose."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from core.models import User
from core.text import normalize
from units.models import Membership

from ..models import Person
from ..queries import people_whose_posts_ended
from .locking import is_already, locked, refuse_newer
from .refusals import PersonnelRefused


@transaction.atomic
def set_account(
    *,
    person_id: int,
    account_id: int | None,
    is_kept: bool = False,
    reason: str = "",
    by,
    now: datetime,
    seen: str | None = None,
) -> Person:
    """Link an account to a person, or none; `is_kept` lets it outlive the last appointment.

    The account is a member of the person's unit and linked to nobody else. Raises
    `ChangedMeanwhile` and `PersonnelRefused`, also where the account would end at once.
    """
    person = locked(Person, person_id)
    reason = normalize(reason).strip()[:200]
    kept = {"account_is_kept": is_kept, "account_kept_reason": reason if is_kept else ""}
    if not is_already(person, kept | {"account_id": account_id}):
        refuse_newer(person, seen)
    if account_id is not None and account_id != person.account_id:
        _check_account(person, account_id)
    if is_kept and account_id is None:
        raise PersonnelRefused(_("There is no account to keep."), field="is_kept")
    if is_kept and not reason:
        raise PersonnelRefused(_("Say why the account is kept."), field="reason")
    if account_id is not None and not is_kept:
        _refuse_ending_at_once(person, account_id, day=day_of(now))
    return _write(person, account_id, reason if is_kept else "", by)


def link_account(*, person_id: int, account_id: int, by, now: datetime) -> Person:
    """Link an account to a person. Raises as `set_account` does."""
    return set_account(person_id=person_id, account_id=account_id, by=by, now=now)


def unlink_account(*, person_id: int, by, now: datetime) -> Person:
    """Take the link away; the account itself stays as it is."""
    return set_account(person_id=person_id, account_id=None, by=by, now=now)


def accounts_for(person: Person):
    """Return the active accounts of the unit that no other person has, and the person's own."""
    members = Membership.objects.filter(unit_id=person.unit_id).values("user_id")
    free = User.objects.filter(pk__in=members, is_active=True, person__isnull=True)
    own = User.objects.filter(person=person)
    return (free | own).order_by("sort_name", "pk")


def _check_account(person: Person, account_id: int) -> None:
    if not Membership.objects.filter(unit_id=person.unit_id, user_id=account_id).exists():
        raise PersonnelRefused(_("This account does not work in the unit."), field="account")
    other = Person.objects.filter(account_id=account_id).exclude(pk=person.pk).first()
    if other is not None:
        text = _("This account is linked to %(name)s.")
        raise PersonnelRefused(text % {"name": other.full_name}, field="account")


def _refuse_ending_at_once(person: Person, account_id: int, *, day: date) -> None:
    """An account that is already linked may lose its keeping: that is how one lets it end."""
    is_new = account_id != person.account_id
    if is_new and people_whose_posts_ended(day).filter(pk=person.pk).exists():
        raise PersonnelRefused(
            _(
                "All appointments of this person have ended, so the account would end at once. "
                "Enter the running appointment first, or keep the account and say why."
            ),
            field="account",
        )


def _write(person: Person, account_id: int | None, reason: str, by) -> Person:
    before = [person.account_id, person.account_is_kept, person.account_kept_reason]
    after = [account_id, bool(reason), reason]
    if after == before:
        return person
    person.account_id, person.account_is_kept = account_id, bool(reason)
    person.account_kept_reason = reason
    person.version += 1
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        # Somebody linked it to another person this very moment.
        text = _("This account is linked to somebody else.")
        raise PersonnelRefused(text, field="account") from error
    record(actor=by, action="personnel.person.account", subject=person, before=before, after=after)
    return person
