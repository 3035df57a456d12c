"""security.txt and humans.txt."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from portal.security_contacts import check_contacts, is_contact
from portal.views.well_known import expires

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def test_security_txt_names_contact_and_expiry(client: Client, settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:an-ninh@congdoan.vn", "https://congdoan.vn/an-ninh/"]
    settings.WAGTAILADMIN_BASE_URL = "https://congdoan.vn"

    response = client.get(ADDRESS)

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "max-age=86400" in response.headers["Cache-Control"]
    lines = response.content.decode().splitlines()
    fields = [line.split(": ", 1) for line in lines]
    assert [name for name, _value in fields] == [
        "Contact",
        "Contact",
        "Expires",
        "Preferred-Languages",
        "Canonical",
    ]
    assert fields[0][1] == "mailto:an-ninh@congdoan.vn"
    assert fields[4][1] == "https://congdoan.vn/.well-known/security.txt"
    until = datetime.fromisoformat(fields[2][1])
    assert timedelta(days=100) < until - datetime.now(UTC) < timedelta(days=365)


def test_expiry_is_the_same_all_day() -> None:
    morning = datetime(2026, 11, 26, 0, 1, tzinfo=UTC)

    assert expires(morning) == expires(morning + timedelta(hours=23)) == "2027-05-25T00:00:00Z"


@pytest.mark.parametrize(
    "contacts",
    [[], ["an-ninh@congdoan.vn"], ["mailto:an-ninh@congdoan.vn", "http://congdoan.vn/"]],
)
def test_nonsense_is_not_served(client: Client, settings, contacts: list[str]) -> None:
    settings.SECURITY_CONTACTS = contacts

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("mailto:an-ninh@congdoan.vn", True),
        ("https://congdoan.vn/bao-loi/", True),
        ("tel:+84-24-3942-1181", True),
        ("mailto:", False),
        ("mailto:no-reply@localhost", False),
        ("mailto:a@may.invalid", False),
        ("tel:113", False),
        ("https://", False),
        ("https://localhost/", False),
        ("mailto:a@b.vn\nContact: https://xau.vn/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_contacts_make_sense(settings, contact: str, expected: bool) -> None:
    settings.SECURITY_CONTACTS = [contact]

    assert is_contact(contact) is expected
    assert [error.id for error in check_contacts(None)] == ([] if expected else ["portal.E001"])


def test_insecure_portal_names_no_canonical_address(client: Client, settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:an-ninh@congdoan.vn"]

    assert "Canonical" not in client.get(ADDRESS).content.decode()


def test_humans_txt_is_vietnamese(client: Client, settings) -> None:
    response = client.get("/humans.txt")

    text = response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert settings.WAGTAIL_SITE_NAME in text
    assert re.search(r"^/\* GIỚI THIỆU \*/$", text, re.MULTILINE)
    assert "Tiếng Việt (vi), Tiếng Anh (en)" in text
    assert client.post("/humans.txt").status_code == 405
