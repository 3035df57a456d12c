"""Whom to tell of a weakness: contacts that settings name, and whether they make sense."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator, validate_email

# Addresses that nobody reads.
NOBODY = ("localhost", "example", "test", "invalid")
PHONE = RegexValidator(r"^\+[0-9][0-9().-]{6,20}$")


def is_contact(value: str) -> bool:
    """Tell whether a contact is an address of the kinds that RFC 9116 names, and a real one."""
    scheme, _colon, rest = value.partition(":")
    try:
        if scheme == "https":
            URLValidator(schemes=["https"])(value)
        elif scheme == "mailto":
            validate_email(rest)
        elif scheme == "tel":
            PHONE(rest)
            return True
        else:
            return False
    except ValidationError:
        return False
    host = urlsplit(value).hostname or rest.rpartition("@")[2]
    return host.rpartition(".")[2] not in NOBODY


def contacts() -> list[str]:
    """Return the contacts, empty when there is none or one of them makes no sense."""
    named = settings.SECURITY_CONTACTS
    return list(named) if all(map(is_contact, named)) else []


@register
def check_contacts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name every contact that makes no sense, before the portal starts."""
    return [
        Error(
            f"SECURITY_CONTACTS: {value!r} is no mailto:, https: or tel: address.",
            hint="For instance mailto:an-ninh@congdoan.vn",
            id="portal.E001",
        )
        for value in settings.SECURITY_CONTACTS
        if not is_contact(value)
    ]
