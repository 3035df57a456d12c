"""The account ends with the last appointment: when exactly, whose, and what of it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.models import APIToken, ModelLogEntry

from core.models import AuditEntry
from factories.personnel import make_appointment, make_body, make_person, make_position
from factories.portal import make_user
from factories.quotas import bare_unit, local
from portal.management.commands.run_schedule import JOBS
from units.enums import PortalRole, UnitRole
from units.models import Membership
from units.personnel.services.appointments import appoint
from units.personnel.services.ending import end_accounts
from units.services.memberships import grant_role

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 31)
LAST_MINUTE = local(2026, 12, 31, 23, 59, 59)
MIDNIGHT = local(2027, 1, 1, 0)


@pytest.fixture
def unit():
    return bare_unit(code="TA")


@pytest.fixture
def administrator(unit):
    return make_user(unit=unit, role=UnitRole.ADMINISTRATOR, username="quan-tri")


def member(unit, role=UnitRole.OFFICER, **fields):
    return make_user(unit=unit, role=role, **fields)


def left(unit, account=None, *, last_day=LAST_DAY, **fields):
    """Return a person whose only appointment ends on a day, with an account of the unit."""
    person = make_person(unit, account=account or member(unit), **fields)
    make_appointment(person, to_date=last_day)
    return person


def is_active(person) -> bool:
    person.account.refresh_from_db()
    return person.account.is_active


def test_the_account_ends_at_midnight_after_the_last_day(unit, administrator):
    person = left(unit)
    assert end_accounts(now=LAST_MINUTE) == 0
    assert is_active(person)
    assert end_accounts(now=MIDNIGHT) == 1
    assert not is_active(person)
    assert not Membership.objects.filter(user=person.account).exists()
    assert not person.account.groups.exists()


def test_midnight_is_that_of_hanoi_not_of_greenwich(unit, administrator):
    person = left(unit)
    # 17:00 UTC of 31 December is midnight in Hanoi.
    assert MIDNIGHT.utctimetuple()[:5] == (2026, 12, 31, 17, 0)
    assert end_accounts(now=MIDNIGHT - timedelta(seconds=1)) == 0
    assert end_accounts(now=MIDNIGHT) == 1
    assert not is_active(person)


def test_it_ends_once_with_sessions_tokens_trail_and_one_mail(unit, administrator):
    person = left(unit)
    token, _secret = APIToken.create_token(user=person.account, name="thử")
    client = Client()
    client.force_login(person.account)
    epoch = person.account.session_epoch
    assert [end_accounts(now=MIDNIGHT), end_accounts(now=MIDNIGHT)] == [1, 0]
    person.account.refresh_from_db()
    token.refresh_from_db()
    assert person.account.session_epoch == epoch + 1
    assert token.revoked_at == MIDNIGHT
    assert client.get("/admin/").status_code == 302
    entry = AuditEntry.objects.get(action="personnel.account.end")
    assert (entry.actor_id, entry.data["unit"], entry.data["is_closed"]) == (None, "TA", True)
    assert ModelLogEntry.objects.get(action="units.account.end").data["roles"] == ["officer"]
    assert [one.to for one in mail.outbox] == [[administrator.email]]
    assert person.full_name in mail.outbox[0].subject


def test_who_holds_or_is_to_hold_a_post_keeps_the_account(unit, administrator):
    running, coming = left(unit), left(unit)
    make_appointment(running, from_date=date(2026, 1, 1))
    make_appointment(coming, from_date=date(2027, 6, 1), to_date=date(2027, 6, 2))
    today = left(unit, last_day=date(2027, 1, 1))
    assert end_accounts(now=MIDNIGHT) == 0
    assert all(is_active(one) for one in (running, coming, today))


def test_a_cancelled_appointment_counts_for_nothing(unit, administrator):
    cancelled = {"cancelled_at": LAST_MINUTE, "cancel_reason": "nhầm"}
    never = make_person(unit, account=member(unit))
    make_appointment(never, to_date=date(2026, 1, 1), **cancelled)
    gone = left(unit)
    make_appointment(gone, **cancelled)
    assert end_accounts(now=MIDNIGHT) == 1
    assert is_active(never)
    assert not is_active(gone)


def test_who_never_had_an_appointment_and_who_is_kept_stay(unit, administrator):
    never = make_person(unit, account=member(unit))
    kept = left(unit, account_is_kept=True, account_kept_reason="Cố vấn")
    assert end_accounts(now=MIDNIGHT) == 0
    assert is_active(never)
    assert is_active(kept)
    kept.account_is_kept, kept.account_kept_reason = False, ""
    kept.save()
    assert end_accounts(now=MIDNIGHT) == 1


def test_an_account_that_works_in_another_unit_loses_only_the_roles_here(unit, administrator):
    other = bare_unit(code="HO")
    person = left(unit)
    grant_role(user=person.account, unit=other, role=UnitRole.CONTRIBUTOR)
    assert [end_accounts(now=MIDNIGHT), end_accounts(now=MIDNIGHT)] == [1, 0]
    assert is_active(person)
    rows = Membership.objects.filter(user=person.account).values_list("unit__code", "role")
    assert list(rows) == [("HO", "contributor")]
    assert AuditEntry.objects.get(action="personnel.account.end").data["is_closed"] is False


def test_who_works_for_the_whole_portal_keeps_the_account_open(unit, administrator):
    person = left(unit, make_user(unit=unit, role="officer", portal_role=PortalRole.OFFICE))
    assert end_accounts(now=MIDNIGHT) == 1
    assert is_active(person)
    assert not Membership.objects.filter(user=person.account).exists()


def test_the_last_administrator_ends_too_and_those_who_run_the_portal_are_told(unit):
    portal = make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    person = left(unit, member(unit, UnitRole.ADMINISTRATOR))
    assert end_accounts(now=MIDNIGHT) == 1
    assert not is_active(person)
    assert [one.to for one in mail.outbox] == [[portal.email]]


def test_an_account_without_a_person_is_not_looked_at(unit, administrator):
    left(unit)
    others = [member(unit), member(bare_unit(code="HO"))]
    end_accounts(now=MIDNIGHT)
    for account in (*others, administrator):
        account.refresh_from_db()
        assert account.is_active
        assert account.memberships.exists()


def test_who_comes_back_in_time_stays(unit, administrator):
    person = left(unit)
    body, position = make_body(unit), make_position()
    appoint(
        person_id=person.pk, body_id=body.pk, position_id=position.pk,
        from_date=date(2027, 1, 1), by=None, now=LAST_MINUTE,
    )  # fmt: skip
    assert end_accounts(now=MIDNIGHT) == 0
    assert is_active(person)


def test_the_schedule_runs_the_command(unit, administrator, capsys):
    assert "end_accounts" in JOBS
    left(unit, last_day=date(2024, 2, 1))
    call_command("end_accounts")
    assert "1" in capsys.readouterr().out
    call_command("end_accounts", verbosity=0)
    assert capsys.readouterr().out == ""


def test_many_are_looked_for_in_one_query(unit, administrator, count_queries):
    def count() -> int:
        return count_queries(lambda: end_accounts(now=LAST_MINUTE))

    before = count()
    for _number in range(3):
        left(unit)
    assert count() == before == 1
