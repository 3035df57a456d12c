"""The people of the news desk, a unit, and a piece of one author whom finance can pay."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from core.models import User
from factories.portal import make_unit
from factories.royalties import (
    desk_named,
    make_graded_piece,
    make_payee,
    make_statement_staff,
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Compare messages as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def desk(db):
    return desk_named("news")


@pytest.fixture
def staff(db) -> dict[str, User]:
    return make_statement_staff("news")


@pytest.fixture
def payee(unit):
    return make_payee(unit=unit)


@pytest.fixture
def grade(unit, payee):
    """Return the grade of a piece of one author at 1,500,000 đồng."""
    return make_graded_piece(unit, amount=1_500_000)
