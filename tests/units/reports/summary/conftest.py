"""Periods with the figures of the real indicators, and people who may or may not read them."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from factories.portal import make_unit, make_user
from factories.reports import make_judge, make_leader, make_officer, make_open_period
from units.enums import PortalRole, UnitKind, UnitRole
from units.indicators import IndicatorKind
from units.reports.models import ReportFigure, ReportPeriod


@pytest.fixture(autouse=True)
def data():
    """Leave the registry as the apps fill it: other tests of reports count by their own."""


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def people():
    """Two provinces and a department with officer and leader of the first; who reads all."""
    unit, other = make_unit(name="Liên đoàn Lao động tỉnh A"), make_unit(name="=1+1 Ngành B")
    return SimpleNamespace(
        unit=unit,
        other=other,
        department=make_unit(kind=UnitKind.DEPARTMENT, name="Ban Nữ công"),
        officer=make_officer(unit),
        leader=make_leader(unit),
        stranger=make_officer(other),
        writer=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        judge=make_judge(),
        office=make_user(portal_role=PortalRole.OFFICE),
        administrator=make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
        voice=make_user(portal_role=PortalRole.VOICE_CENTRE),
    )


@pytest.fixture
def period(people) -> ReportPeriod:
    """The first half of 2026, open and counted."""
    return make_open_period(judge=people.judge, headings=2)


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
def put():
    """Return a function that puts a value in place of a unit's figure, a share as (part, whole)."""

    def value(period, unit, code, number) -> ReportFigure:
        figure = ReportFigure.objects.get(report__period=period, report__unit=unit, indicator=code)
        if figure.kind == IndicatorKind.SHARE:
            figure.part, figure.whole = number
            figure.value = (Decimal(number[0]) * 100 / number[1]).quantize(Decimal("0.01"))
        else:
            figure.value = Decimal(number)
        figure.save()
        return figure

    return value
