"""Log-in by e-mail address or user name, lock-out, and the reset that tells nobody apart."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core.auth.backends import find_account
from core.auth.forms import QueuedPasswordResetForm
from core.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai-9"
LOGIN = "/admin/login/"


@pytest.fixture
def account():
    return User.objects.create_user("hoa", "Hoa@example.vn", PASSWORD, is_superuser=True)


def log_in(client, name, password=PASSWORD):
    return client.post(LOGIN, {"username": name, "password": password})


@pytest.mark.parametrize("name", ["hoa", "Hoa@example.vn", "hoa@example.vn", " HOA@EXAMPLE.VN "])
def test_log_in_by_user_name_and_by_address_in_any_case(client, account, name):
    assert log_in(client, name).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("hoa", "sai"),
        ("hoa@example.vn", "sai"),
        ("HOA", PASSWORD),
        ("khong-co", PASSWORD),
        ("khong-co@example.vn", PASSWORD),
        ("@", PASSWORD),
    ],
)
def test_every_refusal_reads_the_same(client, account, name, password):
    answer = log_in(client, name, password)
    assert answer.status_code == 200
    assert [error.code for error in answer.context["form"].non_field_errors().as_data()] == [
        "invalid_login"
    ]
    assert "_auth_user_id" not in client.session


def test_closed_account_reads_like_a_wrong_password(client, account):
    User.objects.update(is_active=False)
    answer = log_in(client, "hoa@example.vn")
    [error] = answer.context["form"].non_field_errors().as_data()
    assert error.code == "invalid_login"


def test_address_belongs_to_its_owner_not_to_a_user_name(account):
    User.objects.create_user("hoa@example.vn", "khac@example.vn", "mat-khau-cua-nguoi-khac")
    assert find_account("hoa@example.vn") == account


def test_accounts_without_an_address_are_not_found_by_none():
    User.objects.create_user("vo-danh", "", PASSWORD)
    assert find_account("") is None
    assert find_account("@") is None


@pytest.mark.parametrize("name", ["hoa", "hoa@example.vn", "khong-co", "khong-co@example.vn"])
def test_every_attempt_hashes_one_password(client, account, name, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode

    def counting(hasher, password, salt):
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    log_in(client, name, "sai")
    assert hashed == ["sai"]


def test_log_in_form_takes_a_long_address(client):
    local = "a" * 60
    address = f"{local}@{'b' * 60}.{'c' * 60}.vn"
    User.objects.create_user("dai", address, PASSWORD, is_superuser=True)
    assert log_in(client, address).status_code == 302


@pytest.fixture
def axes(settings):
    settings.AXES_ENABLED = True


def test_lock_out_counts_all_spellings_of_one_account(client, account, axes, settings):
    settings.AXES_FAILURE_LIMIT = 3
    spellings = ["hoa", "hoa@example.vn", "HOA@example.vn"]
    answers = [log_in(client, name, "sai") for name in spellings]
    assert answers[-1].status_code == 429
    for name in spellings:
        assert log_in(Client(), name).status_code == 429


def test_lock_out_page_says_what_to_do(client, account, axes, settings):
    settings.AXES_FAILURE_LIMIT = 1
    answer = log_in(client, "khong-co", "sai")
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert answer["Cache-Control"] == "private, no-store"
    assert "15" in answer.context["message"]
    assert reverse("wagtailadmin_password_reset") in page
    asked = client.post(
        LOGIN,
        {"username": "khong-co", "password": "x"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert (asked.status_code, list(asked.json())) == (429, ["message"])


def test_lock_out_of_one_account_leaves_its_colleagues_alone(client, account, axes, settings):
    settings.AXES_FAILURE_LIMIT = 2
    for _time in range(3):
        log_in(client, "khong-co", "sai")
    assert log_in(Client(), "hoa@example.vn").status_code == 302


def test_success_by_address_forgets_failures_by_user_name(client, account, axes):
    log_in(client, "hoa", "sai")
    assert AccessAttempt.objects.count() == 1
    log_in(client, "hoa@example.vn")
    assert AccessAttempt.objects.count() == 0


def reset(client, email):
    return client.post(reverse("wagtailadmin_password_reset"), {"email": email})


def test_reset_mails_a_working_link(client, account, settings, django_capture_on_commit_callbacks):
    settings.WAGTAILADMIN_BASE_URL = "https://cong.example.vn"
    with django_capture_on_commit_callbacks(execute=True):
        answer = reset(client, "HOA@example.vn")
    assert answer.url == reverse("wagtailadmin_password_reset_done")
    [letter] = mail.outbox
    assert letter.to == ["Hoa@example.vn"]
    [link] = [line for line in letter.body.split() if line.startswith("https://cong.example.vn/")]
    page = client.get(link.removeprefix("https://cong.example.vn"), follow=True)
    assert page.context["validlink"]


@pytest.mark.parametrize("is_active", [True, False])
def test_reset_mails_nothing_without_an_open_account(
    client, account, is_active, django_capture_on_commit_callbacks
):
    User.objects.update(is_active=is_active)
    email = "khong-co@example.vn" if is_active else account.email
    with django_capture_on_commit_callbacks(execute=True):
        answer = reset(client, email)
    assert answer.url == reverse("wagtailadmin_password_reset_done")
    assert mail.outbox == []


def test_reset_request_does_the_same_work_for_everybody(
    client, account, settings, count_queries, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def count(email) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return count_queries(lambda: reset(client, email))

    assert count("hoa@example.vn") == count("khong-co@example.vn")
    assert mail.outbox == []
    queued = [task.args_kwargs["args"] for task in DBTaskResult.objects.all()]
    assert sorted(queued) == [["hoa@example.vn", "vi"], ["khong-co@example.vn", "vi"]]


def test_reset_form_refuses_what_is_no_address():
    assert not QueuedPasswordResetForm({"email": "khong phai"}).is_valid()
