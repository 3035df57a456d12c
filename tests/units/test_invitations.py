"""Inviting people: what is stored, what is mailed, what is refused, and who gets in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.models import User
from factories.accounts import (
    mailed_token,
    make_administered_unit,
    make_invitation,
    make_portal_administrator,
)
from factories.portal import make_unit, make_user
from units.enums import UnitRole
from units.models import Invitation, Membership
from units.services import invitations

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def unit_and_admin():
    return make_administered_unit("DONVI-A")


def roles_of(user, unit) -> set[str]:
    return set(Membership.objects.filter(user=user, unit=unit).values_list("role", flat=True))


def invite(unit, by, email="moi@example.vn", roles=("contributor",), now=None):
    return invitations.invite(
        email=email, unit=unit, roles=list(roles), by=by, now=now or timezone.now()
    )


def test_invite_mails_one_link_and_stores_only_its_hash(
    unit_and_admin, django_capture_on_commit_callbacks, settings
):
    settings.WAGTAILADMIN_BASE_URL = "http://cong.example.vn"
    unit, admin = unit_and_admin
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(unit, admin, "  Moi@Example.VN ", ["contributor", "chief_editor"])
    invitation.refresh_from_db()
    token = mailed_token()
    letter = mail.outbox[0]
    assert [letter.to for letter in mail.outbox] == [["moi@example.vn"]]
    assert f"http://cong.example.vn/tai-khoan/loi-moi/{token}/" in letter.body
    assert unit.name_vi in letter.subject
    assert "&" not in letter.body
    assert len(token) >= 43
    assert invitation.token_hash == invitations.hash_token(token)
    assert token not in str(vars(invitation))
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)


def test_invite_queues_no_token(unit_and_admin, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    unit, admin = unit_and_admin
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(unit, admin)
    [queued] = DBTaskResult.objects.filter(task_path__endswith="send_invitation_mail")
    assert queued.args_kwargs == {"args": [invitation.pk], "kwargs": {}}
    assert mail.outbox == []
    assert Invitation.objects.get().token_hash is None


def test_invite_writes_an_audit_entry_without_the_token(
    unit_and_admin, django_capture_on_commit_callbacks
):
    unit, admin = unit_and_admin
    with django_capture_on_commit_callbacks(execute=True):
        invite(unit, admin)
    entry = ModelLogEntry.objects.get(action="units.invitation.send")
    assert (entry.user, entry.data) == (admin, {"unit": "DONVI-A", "roles": ["contributor"]})
    assert mailed_token() not in entry.label


@pytest.mark.parametrize("roles", [[], ["office"], ["contributor", "news_desk_editor"]])
def test_invite_refuses_roles_that_are_not_a_units(unit_and_admin, roles):
    unit, admin = unit_and_admin
    with pytest.raises(ValidationError):
        invite(unit, admin, roles=roles)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("email", ["", "khong-phai-thu", "a@b", "a@example.vn\nBcc: b@example.vn"])
def test_invite_refuses_what_is_no_address(unit_and_admin, email):
    unit, admin = unit_and_admin
    with pytest.raises(ValidationError):
        invite(unit, admin, email)


@pytest.mark.parametrize("is_active", [True, False])
def test_invite_refuses_an_account_of_the_unit(unit_and_admin, is_active):
    unit, admin = unit_and_admin
    make_user(unit=unit, role=UnitRole.CONTRIBUTOR, email="da-co@example.vn", is_active=is_active)
    with pytest.raises(invitations.AlreadyMember):
        invite(unit, admin, "Da-Co@example.vn")


def test_invite_accepts_an_account_of_another_unit(unit_and_admin):
    unit, admin = unit_and_admin
    make_user(unit=make_unit("DONVI-B"), role=UnitRole.CONTRIBUTOR, email="b@example.vn")
    assert invite(unit, admin, "b@example.vn").pk


def test_invite_refuses_a_second_open_invitation_of_the_unit_only(unit_and_admin):
    unit, admin = unit_and_admin
    invite(unit, admin)
    with pytest.raises(invitations.AlreadyInvited):
        invite(unit, admin, "MOI@example.vn")
    assert invite(make_unit("DONVI-B"), admin).pk


def test_invite_again_replaces_an_expired_invitation(unit_and_admin):
    unit, admin = unit_and_admin
    old, _token = make_invitation(unit, by=admin, ago=8)
    new = invite(unit, admin)
    old.refresh_from_db()
    assert old.cancelled_at
    assert list(Invitation.objects.open()) == [new]


def test_database_keeps_one_open_invitation(unit_and_admin):
    unit, _admin = unit_and_admin
    values = {"unit": unit, "email": "moi@example.vn", "roles": ["contributor"]}
    times = {"created_at": NOW, "expires_at": NOW}
    Invitation.objects.create(**values, **times)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**values, **times)


def test_resend_makes_the_old_link_worthless(unit_and_admin, django_capture_on_commit_callbacks):
    unit, admin = unit_and_admin
    invitation, old = make_invitation(unit, by=admin, ago=8)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        invitations.resend_invitation(invitation=invitation, by=admin, now=now)
    with pytest.raises(invitations.LinkUnusable, match="unknown"):
        invitations.find_invitation(token=old, now=now)
    assert invitations.find_invitation(token=mailed_token(), now=now) == invitation
    assert ModelLogEntry.objects.filter(action="units.invitation.resend", user=admin).exists()


def test_cancelled_before_the_mail_left_sends_nothing(unit_and_admin):
    unit, admin = unit_and_admin
    invitation = invite(unit, admin)
    invitations.cancel_invitation(invitation=invitation, by=admin, now=NOW)
    assert invitations.issue_token(invitation_id=invitation.pk, now=timezone.now()) is None
    assert ModelLogEntry.objects.filter(action="units.invitation.cancel", user=admin).exists()


@pytest.mark.parametrize("ended", ["accepted_at", "cancelled_at"])
def test_resend_and_cancel_refuse_a_closed_invitation(unit_and_admin, ended):
    unit, admin = unit_and_admin
    invitation, _token = make_invitation(unit, by=admin)
    Invitation.objects.filter(pk=invitation.pk).update(**{ended: NOW})
    for service in (invitations.resend_invitation, invitations.cancel_invitation):
        with pytest.raises(invitations.InvitationClosed):
            service(invitation=invitation, by=admin, now=NOW)


def accept(token, **changes):
    person = {"last_name": "Trần Văn", "first_name": "Bình", "password": "mot-mat-khau-dai-9"}
    return invitations.accept_as_new_person(
        token=token, **(person | changes), now=changes.pop("now", timezone.now())
    )


def test_accept_makes_one_account_with_the_invited_roles(unit_and_admin):
    unit, admin = unit_and_admin
    _invitation, token = make_invitation(unit, by=admin, roles=["contributor", "chief_editor"])
    user = accept(token)
    assert user.email == user.username == "moi@example.vn"
    assert user.get_full_name() == "Trần Văn Bình"
    assert user.check_password("mot-mat-khau-dai-9")
    assert roles_of(user, unit) == {"contributor", "chief_editor"}
    assert not user.is_superuser
    assert Membership.objects.filter(user=user, granted_by=admin).count() == 2
    assert ModelLogEntry.objects.filter(action="units.invitation.accept", user=user).count() == 1


def test_accept_twice_makes_no_second_account(unit_and_admin):
    unit, admin = unit_and_admin
    _invitation, token = make_invitation(unit, by=admin)
    accept(token)
    with pytest.raises(invitations.LinkUnusable, match="accepted"):
        accept(token)
    assert User.objects.filter(email="moi@example.vn").count() == 1


def test_accept_is_possible_until_the_last_moment_and_not_after(unit_and_admin):
    unit, admin = unit_and_admin
    invitation, token = make_invitation(unit, by=admin)
    with pytest.raises(invitations.LinkUnusable, match="expired"):
        invitations.find_invitation(token=token, now=invitation.expires_at)
    just_before = invitation.expires_at - timedelta(seconds=1)
    assert invitations.find_invitation(token=token, now=just_before) == invitation


def test_accept_as_new_person_refuses_an_address_with_an_account(unit_and_admin):
    unit, admin = unit_and_admin
    _invitation, token = make_invitation(unit, "co-roi@example.vn", by=admin)
    make_user(email="Co-Roi@example.vn")
    with pytest.raises(invitations.AccountExists):
        accept(token)


def test_accept_takes_another_user_name_when_the_address_is_taken_as_one(unit_and_admin):
    unit, admin = unit_and_admin
    _invitation, token = make_invitation(unit, by=admin)
    make_user(username="moi@example.vn", email="khac@example.vn")
    user = accept(token)
    assert user.email == "moi@example.vn"
    assert user.username.startswith("moi@example.vn-")


def test_accept_with_account_adds_roles_in_the_second_unit(unit_and_admin):
    unit, admin = unit_and_admin
    other = make_unit("DONVI-B")
    user = make_user(unit=other, role=UnitRole.CONTRIBUTOR, email="B@example.vn")
    _invitation, token = make_invitation(unit, "b@example.vn", by=admin, roles=["chief_editor"])
    invitations.accept_with_account(token=token, user=user, now=NOW)
    assert roles_of(user, unit) == {"chief_editor"}
    assert roles_of(user, other) == {"contributor"}


def test_accept_with_account_refuses_another_address_and_a_closed_account(unit_and_admin):
    unit, admin = unit_and_admin
    _invitation, token = make_invitation(unit, "b@example.vn", by=admin)
    closed = make_user(email="b@example.vn", is_active=False)
    for user in (make_user(), closed, make_portal_administrator()):
        with pytest.raises(invitations.WrongAccount):
            invitations.accept_with_account(token=token, user=user, now=NOW)
    assert Invitation.objects.open().count() == 1
