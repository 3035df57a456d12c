"""A unit, the people of both desks and of the centre, and how a unit stands in a week."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from articles.quotas.standings import WeekStanding, read_standings
from factories.portal import make_unit, make_user
from factories.quotas import local
from units.enums import PortalRole, UnitRole
from units.models import Unit


@pytest.fixture(autouse=True)
def _english():
    """Let services speak English, so that messages can be told apart."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def people(unit):
    """The accounts of the unit, of both desks and of the centre."""
    return SimpleNamespace(
        author=make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        chief_editor=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        unit_administrator=make_user(unit=unit, role=UnitRole.ADMINISTRATOR),
        editor=make_user(portal_role=PortalRole.NEWS_DESK_EDITOR),
        head=make_user(portal_role=PortalRole.NEWS_DESK_HEAD),
        chief=make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF),
        thematic=make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR),
        thematic_head=make_user(portal_role=PortalRole.THEMATIC_DESK_HEAD),
        thematic_chief=make_user(portal_role=PortalRole.THEMATIC_EDITOR_IN_CHIEF),
        finance=make_user(portal_role=PortalRole.FINANCE),
        office=make_user(portal_role=PortalRole.OFFICE),
        administrator=make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    )


@pytest.fixture
def client_of():
    """Return a function that gives a client with the session of an account that reads English."""

    def log_in(user) -> Client:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return log_in


@pytest.fixture
def stand():
    """Return a function that tells how a unit stands in one week, seen long afterwards."""

    def in_week(unit: Unit, week: date, *, now: datetime | None = None) -> WeekStanding:
        [standing] = read_standings(units=[unit], weeks=[week], now=now or local(2030, 1, 1))
        return standing.weeks[0]

    return in_week
