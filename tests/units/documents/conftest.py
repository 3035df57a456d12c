"""What tests of documents share: a unit with its officer, a second unit, the Office."""

import pytest

from core.models import User
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.models import Unit


@pytest.fixture
def unit(db) -> Unit:
    return make_unit("HAN")


@pytest.fixture
def other(db) -> Unit:
    return make_unit("NGA")


@pytest.fixture
def officer(unit) -> User:
    return make_user(unit=unit, role=UnitRole.OFFICER)


@pytest.fixture
def leader(unit) -> User:
    return make_user(unit=unit, role=UnitRole.LEADER)


@pytest.fixture
def stranger(other) -> User:
    return make_user(unit=other, role=UnitRole.OFFICER)


@pytest.fixture
def office(db) -> User:
    return make_user(portal_role=PortalRole.OFFICE)
