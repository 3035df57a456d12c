"""The filters of page lists name the people of one's own units and nobody else."""

import pytest
from django.conf import settings
from django.test import Client
from wagtail.log_actions import log

from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.services.english import open_english
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_unit("TA")


@pytest.fixture
def colleague(ours):
    return make_writer(ours, "Dongnghiep")


@pytest.fixture
def stranger():
    return make_writer(make_unit("HO"), "Nguoila")


def make_writer(unit, first_name: str):
    """Return a contributor who made a piece and edited it."""
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR, first_name=first_name)
    page = make_article("news", unit, owner=user)
    log(page, "wagtail.edit", user=user)
    return user


def listing(user, address: str, **query) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    response = client.get(address, query, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("in_english", [False, True])
@pytest.mark.parametrize("role", [UnitRole.CHIEF_EDITOR, UnitRole.CONTRIBUTOR])
def test_unit_is_offered_its_own_people(ours, colleague, stranger, role, in_english: bool) -> None:
    if in_english:
        open_english()
    user = make_user(unit=ours, role=role)

    for address in ("/admin/pages/", f"/admin/pages/{unit_home(ours).pk}/"):
        text = listing(user, address)
        assert "Dongnghiep" in text
        assert "Nguoila" not in text


def test_person_of_another_unit_is_no_choice(ours, colleague, stranger) -> None:
    user = make_user(unit=ours, role=UnitRole.CHIEF_EDITOR)
    home = f"/admin/pages/{unit_home(ours).pk}/"

    for name in ("owner", "edited_by"):
        text = listing(user, home, **{name: stranger.pk})
        assert "Nguoila" not in text
        assert "Tin tức" in text


def test_portal_administrator_is_offered_everybody(colleague, stranger) -> None:
    text = listing(make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR), "/admin/pages/")

    assert "Dongnghiep" in text
    assert "Nguoila" in text
