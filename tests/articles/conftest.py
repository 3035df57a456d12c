"""A unit and one of its contributors at the page editor."""

import pytest

from factories.editor import Editor
from factories.portal import make_unit, make_user
from units.enums import UnitRole


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def editor(unit):
    return Editor(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
