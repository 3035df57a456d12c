"""The three ways to speak stand on the home page of the portal and of each unit."""

import pytest
from django.test import Client

from factories.portal import make_english, make_unit
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db
WAYS = ("hoi-dap/gui-cau-hoi/", "y-kien/", "trung-cau-y-kien/")


def test_national_home_leads_to_the_national_sections(client: Client):
    text = client.get("/").content.decode()

    assert all(f'<a href="/{way}">' in text for way in WAYS)


def test_home_of_a_unit_leads_to_its_own_sections(client: Client):
    unit = make_unit()

    text = client.get(f"/don-vi/{unit.slug}/").content.decode()

    assert all(f'<a href="/don-vi/{unit.slug}/{way}">' in text for way in WAYS)


def test_english_home_offers_only_what_is_there_in_english(client: Client):
    assert 'class="jumps"' not in client.get("/en/").content.decode()


def test_unit_home_in_english_offers_only_what_is_there(client: Client):
    make_english(unit_home(unit := make_unit()))

    text = client.get(f"/en/don-vi/{unit.slug}/").content.decode()

    assert "/hoi-dap/gui-cau-hoi/" not in text
