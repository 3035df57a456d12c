"""The calendar's screens: who keeps it, what is refused, what the audit trail says."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry

from core.models import AuditEntry, CalendarDay
from core.working_days import is_working_day
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
KEEPERS = {PortalRole.OFFICE, PortalRole.VOICE_CENTRE, PortalRole.PORTAL_ADMINISTRATOR}
INDEX, ADD = "calendar-days:index", "calendar-days:add"
FORM = {
    "date": "2028-01-03",
    "kind": "holiday",
    "name_vi": "Nghỉ bù Tết Dương lịch",
    "name_en": "",
    "source": "Bộ luật Lao động, điều 111",
}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def officer():
    return make_user(portal_role=PortalRole.OFFICE)


@pytest.fixture
def client(officer) -> Client:
    return client_of(officer)


@pytest.fixture
def day() -> CalendarDay:
    return CalendarDay.objects.get(date=date(2027, 2, 10))


def test_the_office_the_centre_and_administrators_keep_it_and_nobody_else(day):
    unit = make_unit()
    people = {role: make_user(portal_role=role) for role in PortalRole}
    people |= {role: make_user(unit=unit, role=role) for role in UnitRole}
    policy = policy_registry.get_by_type(CalendarDay)
    for role, user in people.items():
        client, keeps = client_of(user), role in KEEPERS
        for action in ("index", "add", "edit", "delete", "history", "usage"):
            arguments = [] if action in ("index", "add") else [day.pk]
            url = reverse(f"calendar-days:{action}", args=arguments)
            assert client.get(url).status_code == (200 if keeps else 404), (role, action)
            if not keeps:
                assert client.post(url, FORM).status_code == 404, (role, action)
        assert policy.user_has_permission(user, "delete") is keeps
        home = client.get(reverse("wagtailadmin_home"))
        assert (f'"{reverse(INDEX)}"' in home.text) is keeps, role
    assert set(policy.users_with_any_permission(["change"])) == {people[role] for role in KEEPERS}
    assert not policy.users_with_any_permission(["fly"]).exists()
    assert CalendarDay.objects.filter(pk=day.pk).exists()
    assert Client().get(reverse(INDEX)).status_code == 302


def test_a_day_is_added_changed_and_removed_and_each_is_recorded(client, officer):
    assert client.post(reverse(ADD), FORM).status_code == 302
    day = CalendarDay.objects.get(date=date(2028, 1, 3))
    assert not is_working_day(day.date)
    changed = FORM | {"date": "2028-01-04", "is_provisional": "on"}
    assert client.post(reverse("calendar-days:edit", args=[day.pk]), changed).status_code == 302
    assert is_working_day(date(2028, 1, 3))
    assert not is_working_day(date(2028, 1, 4))
    assert client.post(reverse("calendar-days:delete", args=[day.pk])).status_code == 302
    assert is_working_day(date(2028, 1, 4))
    entries = AuditEntry.objects.filter(subject=f"core.calendarday:{day.pk}").order_by("pk")
    assert [(entry.action, entry.actor_id) for entry in entries] == [
        (f"calendar.day.{word}", officer.pk) for word in ("added", "changed", "removed")
    ]
    added, edited, removed = [entry.data for entry in entries]
    assert (added["date"], added["is_provisional"]) == ("2028-01-03", False)
    assert edited["before"] == added
    assert (edited["date"], edited["is_provisional"]) == ("2028-01-04", True)
    assert removed["date"] == "2028-01-04"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"date": "2028-01-02"}, "Ngày này vốn đã là ngày nghỉ."),
        ({"kind": "working"}, "Chỉ thứ Bảy hoặc Chủ nhật"),
        ({"date": "2026-09-02"}, "Ngày này đã có trong lịch."),
        ({"date": "2199-01-03"}, "Hãy chọn một ngày từ năm 2000 đến 2100."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, fields, fault):
    number = CalendarDay.objects.count()
    response = client.post(reverse(ADD), FORM | fields)
    assert response.status_code == 200
    assert fault in response.text
    assert FORM["name_vi"] in response.text
    assert CalendarDay.objects.count() == number
    assert not AuditEntry.objects.exists()


def test_the_list_is_narrowed_by_year_and_shows_what_is_expected_only(client, count_queries):
    url = reverse(INDEX)
    assert "10/02/2027" in client.get(url).text
    of_2024 = client.get(url, {"year": 2024}).text
    assert "08/02/2024" in of_2024
    assert "10/02/2027" not in of_2024
    assert "Ngày nghỉ (dự kiến)" not in of_2024
    expected = client.get(url, {"is_provisional": "true"}).text
    assert expected.count("Ngày nghỉ (dự kiến)") == 8
    assert "08/02/2024" not in expected
    assert client.get(url, {"year": "x" * 40}).status_code == 200
    few = count_queries(lambda: client.get(url, {"year": 2024}))
    assert count_queries(lambda: client.get(url, {"year": 2026})) == few
