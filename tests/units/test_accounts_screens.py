"""The administrator's screens: what is shown, what is done, and who sees nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.models import User
from factories.accounts import (
    make_administered_unit,
    make_invitation,
    make_portal_administrator,
)
from factories.portal import make_user
from units.enums import PortalRole, UnitRole
from units.models import Invitation, Membership
from units.services.invitations import cancel_invitation

pytestmark = pytest.mark.django_db


class World:
    """A unit with a writer and an invitation, and a second unit that could leak."""

    def __init__(self) -> None:
        self.unit, self.admin = make_administered_unit("DONVI-A")
        self.writer = make_user(
            unit=self.unit, role=UnitRole.CONTRIBUTOR, last_name="Đặng Thị", first_name="Ưng"
        )
        self.invitation, _token = make_invitation(self.unit, by=self.admin)
        self.other, self.other_admin = make_administered_unit("DONVI-B")
        self.stranger = make_user(
            unit=self.other, role=UnitRole.CONTRIBUTOR, last_name="Mật", first_name="Canary"
        )
        self.other_invitation, _token = make_invitation(
            self.other, "canary-moi@example.vn", by=self.other_admin
        )

    def urls(self, unit, person, invitation) -> list[str]:
        return [
            *(url("index", unit), url("index_results", unit), url("invite", unit)),
            *(url(name, unit, person.pk) for name in ACCOUNT_SCREENS),
            *(url(name, unit, invitation.pk) for name in INVITATION_SCREENS),
        ]


ACCOUNT_SCREENS = ("change_roles", "deactivate", "reactivate")
INVITATION_SCREENS = ("resend_invitation", "cancel_invitation")


def url(name: str, unit, *args) -> str:
    return reverse(f"unit_accounts:{name}", args=[unit.code, *args])


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def world():
    return World()


@pytest.fixture
def admin_client(client, world):
    client.force_login(world.admin)
    return client


def test_list_shows_the_units_people_and_nobody_elses(admin_client, world):
    page = text(admin_client.get(url("index", world.unit)))
    for shown in ("Đặng Thị Ưng", world.writer.email, "moi@example.vn", world.admin.email):
        assert shown in page
    for hidden in ("Canary", world.stranger.email, "canary-moi", world.other_admin.email):
        assert hidden not in page


@pytest.mark.parametrize("typed", ["đặng ưng", "dang ung", "ĐẶNG", "Đặng"])
def test_list_search_folds_accents(admin_client, world, typed):
    page = text(admin_client.get(url("index_results", world.unit), {"q": typed}))
    assert world.writer.email in page
    assert "moi@example.vn" not in page


@pytest.mark.parametrize(
    ("parameters", "shown", "hidden"),
    [
        ({"status": "invited"}, "moi@example.vn", "Đặng Thị Ưng"),
        ({"status": "active"}, "Đặng Thị Ưng", "moi@example.vn"),
        ({"role": "administrator"}, "Nguyễn Thị An", "Đặng Thị Ưng"),
        ({"status": "active", "role": "contributor"}, "Đặng Thị Ưng", "Nguyễn Thị An"),
    ],
)
def test_list_filters_by_status_and_role(admin_client, world, parameters, shown, hidden):
    page = text(admin_client.get(url("index_results", world.unit), parameters))
    assert shown in page
    assert hidden not in page


def test_list_tells_expired_invitations_and_closed_accounts(admin_client, world):
    Invitation.objects.filter(pk=world.invitation.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    User.objects.filter(pk=world.writer.pk).update(is_active=False)
    results = url("index_results", world.unit)
    assert "moi@example.vn" in text(admin_client.get(results, {"status": "expired"}))
    assert world.writer.email in text(admin_client.get(results, {"status": "closed"}))


@pytest.mark.parametrize(
    "ordering",
    ["sort_name", "-sort_name", "email", "status", "last_login", "-last_login", "password", "'"],
)
def test_list_sorts_by_every_column_and_ignores_others(admin_client, world, ordering):
    answer = admin_client.get(url("index_results", world.unit), {"ordering": ordering})
    assert answer.status_code == 200
    assert world.writer.email in text(answer)


def test_list_query_count_does_not_grow(admin_client, world, count_queries):
    def count() -> int:
        return count_queries(lambda: admin_client.get(url("index", world.unit)))

    admin_client.get(url("index", world.unit))
    counts = [count()]
    for number in (3, 300):
        while Membership.objects.filter(unit=world.unit).count() < number:
            user = User(username=f"u{User.objects.count()}", first_name="A", last_name="B")
            user.email = f"{user.username}@dong.example.vn"
            user.save()
            Membership.objects.create(user=user, unit=world.unit, role="contributor")
        counts.append(count())
    assert counts[0] == counts[1] == counts[2]


def test_every_screen_is_open_to_the_units_administrator(admin_client, world):
    for address in world.urls(world.unit, world.writer, world.invitation):
        assert admin_client.get(address).status_code == 200, address


def test_another_units_screens_do_not_exist(admin_client, world):
    before = (Membership.objects.count(), Invitation.objects.open().count())
    for address in world.urls(world.other, world.stranger, world.other_invitation):
        assert admin_client.get(address).status_code == 404, address
        assert admin_client.post(address, {"roles": ["contributor"]}).status_code == 404, address
    world.stranger.refresh_from_db()
    assert world.stranger.is_active
    assert (Membership.objects.count(), Invitation.objects.open().count()) == before


def test_another_units_people_do_not_exist_under_the_own_unit(admin_client, world):
    for name in ACCOUNT_SCREENS:
        address = url(name, world.unit, world.stranger.pk)
        assert admin_client.get(address).status_code == 404, address
        assert admin_client.post(address, {"roles": ["contributor"]}).status_code == 404, address
    for name in INVITATION_SCREENS:
        address = url(name, world.unit, world.other_invitation.pk)
        assert admin_client.get(address).status_code == 404, address
        assert admin_client.post(address).status_code == 404, address


def test_unknown_unit_and_foreign_unit_look_the_same(admin_client, world):
    foreign = admin_client.get(url("index", world.other))
    unknown = admin_client.get("/admin/accounts/KHONG-CO/")
    assert foreign.status_code == unknown.status_code == 404
    assert "DONVI-B" not in text(foreign)


@pytest.mark.parametrize(
    "role", [UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR, PortalRole.OFFICE, None]
)
def test_other_roles_find_no_screen_and_no_menu_item(client, world, role):
    portal_role = role if role in PortalRole.values else None
    client.force_login(
        make_user(unit=world.unit, role=None if portal_role else role, portal_role=portal_role)
    )
    for address in world.urls(world.unit, world.writer, world.invitation):
        assert client.get(address).status_code == 404, address
    assert client.get("/admin/accounts/").status_code == 404
    assert "/admin/accounts/" not in text(client.get("/admin/"))


def test_nobody_is_sent_to_log_in(client, world):
    answer = client.get(url("index", world.unit))
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


def test_menu_leads_an_administrator_straight_to_the_unit(admin_client, world):
    assert "/admin/accounts/" in text(admin_client.get("/admin/"))
    answer = admin_client.get("/admin/accounts/")
    assert answer.status_code == 302
    assert answer.url == url("index", world.unit)


def test_portal_administrator_chooses_any_unit(client, world):
    client.force_login(make_portal_administrator())
    page = text(client.get("/admin/accounts/"))
    assert url("index", world.unit) in page
    assert url("index", world.other) in page
    found = text(client.get("/admin/accounts/results/", {"q": "lien doan donvi-b"}))
    assert url("index", world.other) in found
    assert url("index", world.unit) not in found
    for address in world.urls(world.other, world.stranger, world.other_invitation):
        assert client.get(address).status_code == 200, address


def test_invite_sends_a_letter_and_returns_to_the_list(
    admin_client, world, django_capture_on_commit_callbacks
):
    data = {"email": "Nguoi.Moi@example.vn", "roles": ["contributor", "chief_editor"]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(url("invite", world.unit), data)
    assert answer.status_code == 302
    assert mail.outbox[0].to == ["nguoi.moi@example.vn"]
    page = text(admin_client.get(answer.url))
    assert "nguoi.moi@example.vn" in page


@pytest.mark.parametrize(
    ("email", "roles"),
    [
        ("", ["contributor"]),
        ("sai", ["contributor"]),
        ("moi2@example.vn", []),
        ("moi2@example.vn", ["office"]),
        ("moi@example.vn", ["contributor"]),
    ],
)
def test_invite_keeps_what_was_typed_when_refused(admin_client, world, email, roles):
    answer = admin_client.post(url("invite", world.unit), {"email": email, "roles": roles})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert f'value="{email}"' in text(answer) or not email
    assert Invitation.objects.filter(unit=world.unit).count() == 1


def test_invite_tells_nothing_about_accounts_elsewhere(admin_client, world):
    data = {"email": world.stranger.email, "roles": ["contributor"]}
    known = admin_client.post(url("invite", world.unit), data)
    data["email"] = "chua-ai-biet@example.vn"
    unknown = admin_client.post(url("invite", world.unit), data)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "Canary" not in text(admin_client.get(url("index", world.unit)))


def test_roles_are_changed_and_present_ones_ticked(admin_client, world):
    address = url("change_roles", world.unit, world.writer.pk)
    assert admin_client.get(address).context["form"].initial == {"roles": ["contributor"]}
    answer = admin_client.post(address, {"roles": ["chief_editor"]})
    assert answer.status_code == 302
    roles = Membership.objects.filter(user=world.writer).values_list("role", flat=True)
    assert list(roles) == ["chief_editor"]


def test_roles_form_says_why_own_administration_stays(admin_client, world):
    address = url("change_roles", world.unit, world.admin.pk)
    answer = admin_client.post(address, {"roles": ["contributor"]})
    assert answer.status_code == 200
    assert answer.context["form"].errors["roles"]
    assert Membership.objects.filter(user=world.admin, role="administrator").exists()


def test_deactivate_and_reactivate_ask_first(admin_client, world):
    address = url("deactivate", world.unit, world.writer.pk)
    assert world.writer.email in text(admin_client.get(address))
    world.writer.refresh_from_db()
    assert world.writer.is_active
    admin_client.post(address)
    world.writer.refresh_from_db()
    assert not world.writer.is_active
    admin_client.post(url("reactivate", world.unit, world.writer.pk))
    world.writer.refresh_from_db()
    assert world.writer.is_active


def test_refused_deactivation_is_a_message(admin_client, world):
    address = url("deactivate", world.unit, world.admin.pk)
    answer = admin_client.post(address, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    world.admin.refresh_from_db()
    assert world.admin.is_active


def test_resend_and_cancel_ask_first_and_then_act(
    admin_client, world, django_capture_on_commit_callbacks
):
    resend = url("resend_invitation", world.unit, world.invitation.pk)
    admin_client.get(resend)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(resend)
    assert len(mail.outbox) == 1
    admin_client.post(url("cancel_invitation", world.unit, world.invitation.pk))
    assert not Invitation.objects.open().filter(unit=world.unit).exists()


def test_closed_invitation_is_a_message(admin_client, world):
    cancel_invitation(invitation=world.invitation, by=world.admin, now=timezone.now())
    for name in INVITATION_SCREENS:
        answer = admin_client.post(url(name, world.unit, world.invitation.pk), follow=True)
        assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_changes_need_the_forms_token(world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.admin)
    assert client.post(url("deactivate", world.unit, world.writer.pk)).status_code == 403
    world.writer.refresh_from_db()
    assert world.writer.is_active
