"""What one unit keeps of its people is nothing to another, by whatever address it is asked for."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import policy_registry

from factories.personnel import make_appointment, make_body, make_head_position, make_person
from factories.portal import make_image, make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.personnel.desk.addresses import addresses
from units.personnel.models import Appointment, Body, Person, Position
from units.personnel.services.locking import standing_of

pytestmark = pytest.mark.django_db
CANARY = "kanari"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def theirs():
    """A second unit with an internal person, a photo, a body and an appointment."""
    unit = make_unit("HO", name=f"Đơn vị {CANARY}-unit")
    body = make_body(unit, name=f"Ban {CANARY}")
    person = make_person(
        unit, name=f"Nguyễn {CANARY}", email=f"{CANARY}@example.vn", phone="0999000999",
        photo=make_image(unit, title=f"Ảnh {CANARY}"),
        account=make_user(unit=unit, role=UnitRole.OFFICER, username=f"{CANARY}-account"),
    )  # fmt: skip
    appointment = make_appointment(
        person, body=body, position=make_head_position(), decision=f"QĐ {CANARY}"
    )
    return SimpleNamespace(unit=unit, body=body, person=person, appointment=appointment)


@pytest.fixture
def ours():
    unit = make_unit("TA")
    return SimpleNamespace(unit=unit, person=make_person(unit), body=make_body(unit))


ROLES = [role.value for role in UnitRole]
SPECIFIC = [path.name for path in addresses() if "<" in str(path.pattern)]


def foreign_urls(theirs) -> list[str]:
    """Return every address that names something of the second unit."""
    values = {
        "person": theirs.person.pk, "body": theirs.body.pk, "appointment": theirs.appointment.pk
    }  # fmt: skip
    named = [reverse(name, args=[values[name.partition("_")[0]]]) for name in SPECIFIC]
    by_query = ("people_list", "people_export", "body_list", "person_add", "body_add")
    return [*named, *(f"{reverse(name)}?unit={theirs.unit.code}" for name in by_query)]


def test_all_addresses_are_walked():
    assert len(SPECIFIC) == 11


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_another_unit_finds_nothing_and_changes_nothing(role, ours, theirs):
    client = client_of(make_user(unit=ours.unit, role=role))
    rows = (theirs.person, theirs.body, theirs.appointment, theirs.person.photo)
    before = [standing_of(type(row).objects.get(pk=row.pk)) for row in rows]
    for url in foreign_urls(theirs):
        for method in (client.get, client.post):
            response = method(url)
            assert response.status_code == 404, url
            assert CANARY.encode() not in response.content
    after = [standing_of(type(row).objects.get(pk=row.pk)) for row in rows]
    assert after == before
    assert (Person.objects.count(), Body.objects.count(), Appointment.objects.count()) == (2, 2, 1)


@pytest.mark.parametrize("role", ["officer", "leader", "administrator"])
def test_lists_searches_and_exports_do_not_name_them(role, ours, theirs):
    client = client_of(make_user(unit=ours.unit, role=role))
    urls = [reverse(name) for name in ("people_list", "people_export", "body_list", "staffing")]
    urls += [reverse("staffing_export"), f"{reverse('people_list')}?q={CANARY}", "/admin/"]
    urls += [
        f"{reverse('people_export')}?format=csv",
        f"{reverse('people_list')}?body={theirs.body.pk}",
    ]
    for url in urls:
        response = client.get(url)
        if response.status_code == 200:
            text = response.content.decode(errors="ignore").replace(f"q={CANARY}", "")
            assert CANARY not in text.replace(f'value="{CANARY}"', ""), url


def test_nothing_of_another_unit_is_put_into_ones_own_forms(ours, theirs):
    client = client_of(make_user(unit=ours.unit, role=UnitRole.OFFICER))
    first = timezone.localdate().strftime("%d/%m/%Y")
    values = {"position": theirs.appointment.position_id, "from_date": first}
    tries = [
        (reverse("person_appoint", args=[ours.person.pk]), {"body": theirs.body.pk} | values),
        (reverse("body_appoint", args=[ours.body.pk]), {"person": theirs.person.pk} | values),
        (reverse("body_change", args=[ours.body.pk]),
         {"name_vi": "x", "kind": "other", "sort_order": 0, "parent": theirs.body.pk}),
        (reverse("person_account", args=[ours.person.pk]), {"account": theirs.person.account_id}),
    ]  # fmt: skip
    for url, data in tries:
        response = client.post(url, data)
        assert response.status_code == 422, url
        assert CANARY.encode() not in response.content
    assert Appointment.objects.count() == 1
    ours.person.refresh_from_db()
    assert ours.person.account is None


def test_photos_of_another_unit_stay_out_of_reach(ours, theirs):
    for role in ROLES:
        client = client_of(make_user(unit=ours.unit, role=role))
        photo = theirs.person.photo_id
        for url in (
            reverse("wagtailimages:edit", args=[photo]),
            reverse("wagtailimages_chooser:chosen", args=[photo]),
            f"{reverse('wagtailimages_chooser:choose')}?q={CANARY}",
        ):
            text = client.get(url).content.decode(errors="ignore")
            assert f"Ảnh {CANARY}" not in text, (role, url)


def test_strangers_and_the_api_see_no_internal_person(theirs):
    client = Client()
    for url in foreign_urls(theirs):
        assert client.get(url).status_code == 302
    for url in ("/api/v2/images/", "/api/v3/images/", f"/api/v2/images/{theirs.person.photo_id}/"):
        assert CANARY not in client.get(url).content.decode(errors="ignore")


def test_the_owners_and_the_office_do_see_all(theirs):
    for user in (
        make_user(unit=theirs.unit, role=UnitRole.OFFICER),
        make_user(portal_role=PortalRole.OFFICE),
        make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    ):
        client = client_of(user)
        for url in foreign_urls(theirs):
            assert client.get(url).status_code == 200, url
        show = client.get(reverse("person_show", args=[theirs.person.pk])).content.decode()
        assert f"Nguyễn {CANARY}" in show


def test_policies_let_nobody_change_rows_past_the_services(theirs):
    users = [
        make_user(unit=theirs.unit, role=UnitRole.OFFICER),
        make_user(portal_role=PortalRole.OFFICE),
        make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    ]
    actions = ("add", "change", "delete", "view", "choose")
    for model in (Person, Body, Appointment):
        policy = policy_registry.get_by_type(model)
        assert not any(policy.user_has_permission(user, act) for user in users for act in actions)
        assert not policy.users_with_any_permission(actions).exists()
    posts = policy_registry.get_by_type(Position)
    officer, office, administrator = users
    assert not posts.user_has_permission(officer, "view")
    assert posts.user_has_permission(office, "change")
    assert not posts.user_has_permission(office, "delete")
    assert set(posts.users_with_any_permission(["change"])) == {office, administrator}
