"""The page behind the one-time link, for every kind of visitor and every state of the link."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import User
from factories.accounts import make_administered_unit, make_invitation
from factories.portal import make_user
from units.enums import UnitRole
from units.models import Invitation, Membership

pytestmark = pytest.mark.django_db
PERSON = {
    "last_name": "Trần Văn",
    "first_name": "Bình",
    "password1": "mot-mat-khau-dai-9",
    "password2": "mot-mat-khau-dai-9",
}


@pytest.fixture
def invited():
    """Return the unit, an open invitation and the address of its link."""
    unit, admin = make_administered_unit("DONVI-A")
    invitation, token = make_invitation(unit, by=admin)
    return unit, invitation, reverse("invitations:accept", args=[token])


def close(invitation, **times) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(**times)


def is_open(invitation) -> bool:
    return Invitation.objects.open().filter(pk=invitation.pk).exists()


def test_address_is_vietnamese(invited):
    assert invited[2].startswith("/tai-khoan/loi-moi/")


def test_looking_never_consumes_the_link(client, invited):
    _unit, invitation, link = invited
    for _time in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
        assert client.options(link).status_code == 200
    assert is_open(invitation)


@pytest.mark.parametrize("token", ["", "khong-co", "x" * 500])
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_tokens_all_look_the_same(client, invited, token, method):
    answer = getattr(client, method)(f"/tai-khoan/loi-moi/{token or 'a'}/", PERSON)
    assert answer.status_code == 404
    assert answer.context["reason"] == "unknown"
    assert User.objects.filter(first_name="Bình").count() == 0


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "expired"),
        ({"cancelled_at": timezone.now()}, "cancelled"),
        ({"accepted_at": timezone.now()}, "accepted"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_lets_nobody_in_says_what_to_do(client, invited, times, reason, method):
    _unit, invitation, link = invited
    close(invitation, **times)
    answer = getattr(client, method)(link, PERSON)
    assert answer.status_code == 410
    assert answer.context["reason"] == reason
    assert invitation.email not in answer.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()


@pytest.mark.parametrize("link_works", [True, False])
def test_answers_are_kept_by_nobody(client, invited, link_works):
    link = invited[2] if link_works else "/tai-khoan/loi-moi/khong-co/"
    answer = client.get(link)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert b'name="robots" content="noindex"' in answer.content
    assert b"<script" not in answer.content
    assert b"style=" not in answer.content


def test_new_person_gets_an_account_and_is_logged_in(client, invited):
    unit, invitation, link = invited
    answer = client.post(link, PERSON)
    user = User.objects.get(email=invitation.email)
    assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
    assert client.get(answer.url).context["user"] == user
    assert Membership.objects.get(user=user).unit == unit
    assert client.login(username="MOI@example.vn", password=PERSON["password1"])


def test_second_click_says_that_it_was_accepted(client, invited):
    link = invited[2]
    client.post(link, PERSON)
    for visitor in (client, Client()):
        assert visitor.get(link).context["reason"] == "accepted"
        assert visitor.post(link, PERSON).status_code == 410
    assert User.objects.filter(email="moi@example.vn").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"first_name": "   "}, "first_name"),
        ({"first_name": "\u200b"}, "first_name"),
        ({"last_name": "x" * 151}, "last_name"),
        ({"password1": "", "password2": ""}, "password1"),
        ({"password1": "ngan", "password2": "ngan"}, "password1"),
        ({"password1": "12345678901", "password2": "12345678901"}, "password1"),
        ({"password1": "moi@example.vn", "password2": "moi@example.vn"}, "password1"),
        ({"password2": "khac-han-hoan-toan"}, "password2"),
    ],
)
def test_bad_input_is_told_and_names_stay_but_passwords_do_not(client, invited, changes, field):
    _unit, invitation, link = invited
    data = PERSON | changes
    answer = client.post(link, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    for name in {"last_name", "first_name"} - {field}:
        assert f'value="{data[name]}"' in page
    for password in {data["password1"], data["password2"]} - {"", invitation.email}:
        assert f'value="{password}"' not in page
    assert is_open(invitation)


def test_name_is_mended(client, invited):
    client.post(invited[2], PERSON | {"last_name": "  Trâ\u0300n \n Văn "})
    assert User.objects.get(email="moi@example.vn").last_name == "Trần Văn"


def test_person_cannot_choose_address_or_roles(client, invited):
    forged = {"email": "khac@example.vn", "roles": ["administrator"], "is_superuser": "on"}
    client.post(invited[2], PERSON | forged)
    user = User.objects.get(first_name="Bình")
    assert (user.email, user.is_superuser, user.is_staff) == ("moi@example.vn", False, False)
    assert [membership.role for membership in user.memberships.all()] == ["contributor"]


def test_posts_need_the_forms_token(invited):
    answer = Client(enforce_csrf_checks=True).post(invited[2], PERSON)
    assert answer.status_code == 403
    assert is_open(invited[1])


def test_owner_of_an_account_logs_in_first_and_then_accepts(client, invited):
    unit, invitation, link = invited
    owner = make_user(email="Moi@example.vn")
    page = client.get(link).content.decode()
    assert f"?next={link}" in page
    assert client.post(link, PERSON).status_code == 200
    assert is_open(invitation)
    client.force_login(owner)
    assert client.get(link).status_code == 200
    assert is_open(invitation)
    assert client.post(link).status_code == 302
    assert Membership.objects.get(user=owner).unit == unit
    assert User.objects.filter(email__iexact="moi@example.vn").count() == 1


@pytest.mark.parametrize("has_account", [True, False])
def test_somebody_else_who_is_logged_in_cannot_accept(client, invited, has_account):
    _unit, invitation, link = invited
    if has_account:
        make_user(email=invitation.email)
    somebody = make_user()
    client.force_login(somebody)
    for answer in (client.get(link), client.post(link, PERSON)):
        assert answer.status_code == 403
        assert invitation.email not in answer.content.decode()
    assert is_open(invitation)
    assert not somebody.memberships.exists()


def test_closed_account_is_told_to_ask(client, invited):
    make_user(email="moi@example.vn", is_active=False)
    for answer in (client.get(invited[2]), client.post(invited[2], PERSON)):
        assert answer.status_code == 403
    assert is_open(invited[1])


@pytest.fixture
def logged(caplog):
    """Return a function that tells everything that was logged, the database's queries aside."""
    caplog.set_level(logging.DEBUG)

    def lines() -> str:
        records = [record for record in caplog.records if record.name != "django.db.backends"]
        return "\n".join(record.getMessage() for record in records)

    return lines


def test_token_is_never_logged(client, invited, logged):
    token = invited[2].rstrip("/").rpartition("/")[2]
    client.get(invited[2])
    client.post(invited[2], {})
    Client(enforce_csrf_checks=True).post(invited[2], PERSON)
    client.post(invited[2], PERSON)
    client.get(invited[2])
    client.get("/tai-khoan/loi-moi/token-of-nobody/")
    for reason in ("Unprocessable", "Forbidden", "Gone", "Not Found"):
        assert reason in logged()
    assert "/tai-khoan/loi-moi/***" in logged()
    assert token not in logged()
    assert "token-of" not in logged()


def test_reset_link_is_never_logged(logged):
    link = "/admin/password_reset/confirm/MQ/secret-of-a-link/"
    Client(enforce_csrf_checks=True).post(link)
    assert "/password_reset/confirm/***" in logged()
    assert "secret-of-a-link" not in logged()


def test_contributor_of_another_unit_keeps_those_roles(client, invited):
    other, _admin = make_administered_unit("DONVI-B")
    owner = make_user(unit=other, role=UnitRole.CHIEF_EDITOR, email="moi@example.vn")
    client.force_login(owner)
    client.post(invited[2])
    units = owner.memberships.values_list("unit__code", "role")
    assert set(units) == {("DONVI-A", "contributor"), ("DONVI-B", "chief_editor")}
