"""Changing accounts: roles, closing and reopening, and what must never happen."""

import pytest
from django.utils import timezone
from wagtail.models import APIToken, ModelLogEntry

from factories.accounts import make_administered_unit, make_portal_administrator
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.models import Membership
from units.services import accounts

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def unit_and_admin():
    return make_administered_unit("DONVI-A")


@pytest.fixture
def writer(unit_and_admin):
    return make_user(unit=unit_and_admin[0], role=UnitRole.CONTRIBUTOR)


def roles_of(user, unit) -> set[str]:
    return set(Membership.objects.filter(user=user, unit=unit).values_list("role", flat=True))


def group_names(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def deactivate(user, unit, by) -> bool:
    return accounts.deactivate_account(user=user, unit=unit, by=by, now=NOW)


def test_change_roles_changes_memberships_groups_and_the_audit_trail(unit_and_admin, writer):
    unit, admin = unit_and_admin
    changed = accounts.change_roles(
        user=writer, unit=unit, roles={"chief_editor", "administrator"}, by=admin
    )
    assert changed
    assert roles_of(writer, unit) == {"chief_editor", "administrator"}
    assert group_names(writer) == {"DONVI-A:chief_editor", "DONVI-A:administrator"}
    entry = ModelLogEntry.objects.get(action="units.account.change_roles")
    assert (entry.user, entry.object_id) == (admin, str(writer.pk))
    assert entry.data["before"] == ["contributor"]
    assert entry.data["after"] == ["administrator", "chief_editor"]


def test_change_roles_to_the_same_roles_writes_nothing(unit_and_admin, writer):
    unit, admin = unit_and_admin
    assert not accounts.change_roles(user=writer, unit=unit, roles={"contributor"}, by=admin)
    assert not ModelLogEntry.objects.filter(action="units.account.change_roles").exists()


def test_change_roles_refuses_no_role_and_an_outsider(unit_and_admin, writer):
    unit, admin = unit_and_admin
    with pytest.raises(ValueError, match="at least one"):
        accounts.change_roles(user=writer, unit=unit, roles=set(), by=admin)
    with pytest.raises(accounts.NotAMember):
        accounts.change_roles(user=make_user(), unit=unit, roles={"contributor"}, by=admin)


def test_nobody_gives_up_their_own_administration(unit_and_admin):
    unit, admin = unit_and_admin
    with pytest.raises(accounts.OwnAccount):
        accounts.change_roles(user=admin, unit=unit, roles={"contributor"}, by=admin)
    both = {"administrator", "contributor"}
    assert accounts.change_roles(user=admin, unit=unit, roles=both, by=admin)


def test_nobody_deactivates_their_own_account(unit_and_admin):
    unit, admin = unit_and_admin
    with pytest.raises(accounts.OwnAccount):
        deactivate(admin, unit, admin)
    admin.refresh_from_db()
    assert admin.is_active


def test_last_administrator_stays_when_two_remove_each_other(unit_and_admin):
    unit, first = unit_and_admin
    second = make_user(unit=unit, role=UnitRole.ADMINISTRATOR)
    assert deactivate(second, unit, first)
    with pytest.raises(accounts.LastAdministrator):
        deactivate(first, unit, second)
    with pytest.raises(accounts.LastAdministrator):
        accounts.change_roles(user=first, unit=unit, roles={"contributor"}, by=second)


def test_portal_administrator_may_remove_the_last_administrator(unit_and_admin):
    unit, admin = unit_and_admin
    root = make_portal_administrator()
    assert accounts.change_roles(user=admin, unit=unit, roles={"contributor"}, by=root)
    assert deactivate(admin, unit, root)


def test_deactivate_closes_the_account_but_deletes_nothing(unit_and_admin, writer):
    unit, admin = unit_and_admin
    assert deactivate(writer, unit, admin)
    writer.refresh_from_db()
    assert not writer.is_active
    assert roles_of(writer, unit) == {"contributor"}
    assert ModelLogEntry.objects.get(action="units.account.deactivate").user == admin


def test_deactivate_ends_sessions_at_once(unit_and_admin, writer, client):
    unit, admin = unit_and_admin
    client.force_login(writer)
    assert client.get("/admin/").status_code == 200
    deactivate(writer, unit, admin)
    assert client.get("/admin/").status_code == 302


def test_reactivated_account_does_not_revive_old_sessions(unit_and_admin, writer, client):
    unit, admin = unit_and_admin
    client.force_login(writer)
    deactivate(writer, unit, admin)
    accounts.reactivate_account(user=writer, unit=unit, by=admin)
    assert client.get("/admin/").status_code == 302
    writer.refresh_from_db()
    client.force_login(writer)
    assert client.get("/admin/").status_code == 200
    assert ModelLogEntry.objects.get(action="units.account.reactivate").user == admin


def test_deactivate_revokes_api_tokens_and_reactivation_leaves_them(unit_and_admin, writer):
    unit, admin = unit_and_admin
    token, _key = APIToken.create_token(user=writer, name="máy quét")
    other, _key = APIToken.create_token(user=admin, name="của người khác")
    deactivate(writer, unit, admin)
    accounts.reactivate_account(user=writer, unit=unit, by=admin)
    token.refresh_from_db()
    other.refresh_from_db()
    assert token.revoked_at == NOW
    assert other.revoked_at is None


def shared_accounts(unit):
    second = make_unit("DONVI-B")
    in_two_units = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    Membership.objects.create(user=in_two_units, unit=second, role=UnitRole.CONTRIBUTOR)
    at_a_desk = make_user(
        unit=unit, role=UnitRole.CONTRIBUTOR, portal_role=PortalRole.NEWS_DESK_EDITOR
    )
    superuser = make_user(unit=unit, role=UnitRole.CONTRIBUTOR, is_superuser=True)
    return in_two_units, at_a_desk, superuser


def test_account_that_works_elsewhere_only_leaves_the_unit(unit_and_admin):
    unit, admin = unit_and_admin
    for user in shared_accounts(unit):
        assert deactivate(user, unit, admin) is False
        user.refresh_from_db()
        assert user.is_active
        assert roles_of(user, unit) == set()
        assert "DONVI-A:contributor" not in group_names(user)
    assert ModelLogEntry.objects.filter(action="units.account.leave").count() == 3


def test_portal_administrator_closes_shared_accounts_except_a_superusers(unit_and_admin):
    unit, _admin = unit_and_admin
    root = make_portal_administrator()
    closed = [deactivate(user, unit, root) for user in shared_accounts(unit)]
    assert closed == [True, True, False]


def test_unit_administrator_cannot_reopen_an_account_that_works_elsewhere(unit_and_admin):
    unit, admin = unit_and_admin
    user = shared_accounts(unit)[0]
    root = make_portal_administrator()
    deactivate(user, unit, root)
    with pytest.raises(accounts.AccountWorksElsewhere):
        accounts.reactivate_account(user=user, unit=unit, by=admin)
    accounts.reactivate_account(user=user, unit=unit, by=root)
    user.refresh_from_db()
    assert user.is_active


def test_outsider_can_be_neither_closed_nor_reopened(unit_and_admin):
    unit, admin = unit_and_admin
    outsider = make_user()
    with pytest.raises(accounts.NotAMember):
        deactivate(outsider, unit, admin)
    with pytest.raises(accounts.NotAMember):
        accounts.reactivate_account(user=outsider, unit=unit, by=admin)


def test_sessions_survive_a_change_of_the_secret_key(writer, client, settings):
    client.force_login(writer)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-0123456789-0123456789-0123456789-0123456789"
    assert client.get("/admin/").status_code == 200
