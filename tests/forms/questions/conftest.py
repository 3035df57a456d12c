"""Two units that answer, the centre, and a moment on a working day."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from factories.portal import make_user
from factories.quotas import bare_unit, local
from units.enums import PortalRole, UnitRole


@pytest.fixture
def now() -> datetime:
    """Return a Tuesday morning without holidays near."""
    return local(2026, 3, 10, 9)


@pytest.fixture
def in_english():
    """Let services speak English, so that messages can be told apart."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return bare_unit(code="TA")


@pytest.fixture
def other():
    return bare_unit(code="HO")


@pytest.fixture
def people(unit, other):
    """The accounts of both units and of the centre."""
    return SimpleNamespace(
        officer=make_user(unit=unit, role=UnitRole.RESPONDENT, first_name="Bình"),
        colleague=make_user(unit=unit, role=UnitRole.RESPONDENT, first_name="Cúc"),
        chief=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        stranger=make_user(unit=other, role=UnitRole.RESPONDENT),
        centre=make_user(portal_role=PortalRole.VOICE_CENTRE, first_name="Dung"),
        second=make_user(portal_role=PortalRole.VOICE_CENTRE),
    )


def moment(day: int, hour: int = 9, month: int = 3) -> datetime:
    """Return a moment of 2026."""
    return timezone.localtime(local(2026, month, day, hour))
