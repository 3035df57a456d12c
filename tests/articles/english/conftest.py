"""Two units with an English side, and their people."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from wagtail.users.models import UserProfile

from core.models import User
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.models import Unit
from units.services.english import open_english


@pytest.fixture
def unit() -> Unit:
    unit = make_unit("TA")
    open_english()
    return unit


@pytest.fixture
def other_unit(unit: Unit) -> Unit:
    other = make_unit("HO")
    open_english()
    return other


@pytest.fixture
def chief(unit: Unit) -> User:
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


@pytest.fixture
def contributor(unit: Unit) -> User:
    return make_user(unit=unit, role=UnitRole.CONTRIBUTOR)


@pytest.fixture
def administrator() -> User:
    return make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """Return a function that logs somebody in, who reads Vietnamese unless another is named."""

    def log_in(user: User, language: str = "vi") -> Client:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return log_in
