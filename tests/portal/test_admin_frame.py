"""The admin's frame: no boxes for bulk actions where these are shut."""

import pytest
from django.urls import reverse

from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("roles", "hidden"),
    [
        ({"role": UnitRole.CHIEF_EDITOR}, True),
        ({"portal_role": PortalRole.PORTAL_ADMINISTRATOR}, False),
    ],
)
def test_boxes_of_bulk_actions_show_only_to_those_who_may_use_them(client, roles, hidden):
    unit = make_unit()
    client.force_login(make_user(unit=unit, **roles))
    answer = client.get(reverse("wagtailadmin_explore", args=[unit_home(unit).pk]))
    assert answer.status_code == 200
    assert ("portal/admin-units.css" in answer.text) is hidden
