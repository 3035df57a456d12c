"""A unit, the people of both desks, and a way to grade."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from articles.grading.services import GradeSheet, grade
from articles.models import Genre
from factories.newsroom import make_used_piece
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole


@pytest.fixture(autouse=True)
def _english():
    """Let services speak English, so that messages can be told apart."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def people(unit):
    """The accounts of the unit, of both desks and of the centre."""
    return SimpleNamespace(
        author=make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        chief_editor=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        editor=make_user(portal_role=PortalRole.NEWS_DESK_EDITOR, first_name="Bình"),
        head=make_user(portal_role=PortalRole.NEWS_DESK_HEAD),
        thematic=make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR),
        chief=make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF),
        other_chief=make_user(portal_role=PortalRole.THEMATIC_EDITOR_IN_CHIEF),
        finance=make_user(portal_role=PortalRole.FINANCE),
        office=make_user(portal_role=PortalRole.OFFICE),
        administrator=make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    )


@pytest.fixture
def piece(unit):
    """A used news item of the genre Tin."""
    return make_used_piece(unit, genre=Genre.objects.get(name_vi="Tin"))


@pytest.fixture
def give(people):
    """Return a function that grades a piece with a sheet of the given fields."""

    def grade_it(piece, *, user=None, coefficient="3.0", now=None, **fields):
        fields = {"genre": piece.genre} | fields
        sheet = GradeSheet(coefficient=Decimal(coefficient), **fields)
        return grade(
            contribution_id=piece.pk,
            user=user or people.editor,
            sheet=sheet,
            now=now or timezone.now(),
        )

    return grade_it
