"""API v3 of people and figures: what the pages show, in the same words, and no more."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories.figures import make_figure
from factories.personnel import (
    make_appointment,
    make_body,
    make_head_position,
    make_person,
    make_position,
)
from factories.portal import make_unit
from units.models import Unit
from units.personnel.models import Person
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db

BASE = "/api/v3/organisation"


@pytest.fixture
def unit():
    return make_unit("DONVI-A")


def get(path: str, **query):
    return Client().get(f"{BASE}/{path}/", query)


def test_people_have_post_body_and_no_contact_unless_shown(unit):
    body = make_body(
        unit, name="Ban Thường vụ", name_en="Standing committee", kind="standing_committee",
        term="2023–2028",
    )  # fmt: skip
    head = make_head_position("Chủ tịch thử", name_en="Test president")
    person = make_person(unit, name="Nguyễn An", is_public=True, email="an@example.vn")
    make_appointment(person, body=body, position=head)
    other = make_person(unit, name="Lê Bình", is_public=True, phone="024 1", shows_contact=True)
    make_appointment(other, body=body, position=make_position("Ủy viên thử", level="member"))
    answer = get("DONVI-A/people").json()
    assert answer["items"][0] == {
        "name": "Nguyễn An",
        "post": "Chủ tịch thử",
        "level": "head",
        "is_acting": False,
        "body": {
            "id": body.pk,
            "kind": "standing_committee",
            "name": "Ban Thường vụ",
            "term": "2023–2028",
        },
        "held_since": "2024-01-01",
        "email": None,
        "phone": None,
        "portrait": None,
    }
    assert (answer["items"][1]["phone"], answer["items"][1]["email"]) == ("024 1", None)
    english = get("DONVI-A/people", locale="en").json()["items"][0]
    assert (english["post"], english["body"]["name"]) == ("Test president", "Standing committee")


def test_internal_people_and_bodies_are_not_told(unit):
    body = make_body(unit)
    hidden = make_body(unit, name="Kanari nội bộ", is_public=False)
    make_appointment(make_person(unit, name="Kanari Một"), body=body)
    make_appointment(make_person(unit, name="Kanari Hai", is_public=True), body=hidden)
    gone = make_person(unit, name="Kanari Ba", is_public=True)
    make_appointment(gone, body=body, to_date=timezone.localdate() - timedelta(days=1))
    answer = get("DONVI-A/people")
    assert answer.json()["items"] == []
    assert "Kanari" not in answer.content.decode()


def test_people_come_in_parts_and_cost_the_same(unit, count_queries):
    body = make_body(unit)
    position = make_position()

    def add(number: int) -> None:
        person = make_person(unit, name=f"Nguyễn Số{number:02}", is_public=True)
        make_appointment(person, body=body, position=position)

    add(1)
    get("DONVI-A/people")
    one = count_queries(lambda: get("DONVI-A/people"))
    for number in range(2, 8):
        add(number)
    assert count_queries(lambda: get("DONVI-A/people")) == one
    first = get("DONVI-A/people", limit=5).json()
    second = Client().get(first["next"]).json()
    found = [item["name"] for item in first["items"] + second["items"]]
    assert found == [f"Nguyễn Số{number:02}" for number in range(1, 8)]
    assert second["next"] is None


def test_figures_are_listed_newest_first(unit):
    make_figure(unit, 2023, members=7)
    make_figure(unit, 2024, members=8, counted_on=date(2024, 11, 30), is_demonstration=True)
    make_figure(unit, 2022)
    make_figure(make_unit("DONVI-B"), 2024, members=99)
    assert get("DONVI-A/figures").json() == {
        "items": [
            {
                "year": 2024,
                "grassroots_unions": None,
                "members": 8,
                "enterprises": None,
                "full_time_officers": None,
                "counted_on": "2024-11-30",
                "source": "",
                "is_demonstration": True,
            },
            {
                "year": 2023,
                "grassroots_unions": None,
                "members": 7,
                "enterprises": None,
                "full_time_officers": None,
                "counted_on": "2023-12-31",
                "source": "",
                "is_demonstration": False,
            },
        ],
        "limit": 20,
        "offset": 0,
        "next": None,
    }


def test_units_without_an_open_sub_site_and_unknown_ones_are_not_found(unit):
    home = unit_home(unit)
    assert get("KHONG-CO/people").status_code == 404
    assert get("KHONG-CO/figures").status_code == 404
    home.live = False
    home.save()
    assert get("DONVI-A/people").status_code == 404


def test_an_ended_unit_tells_its_last_day(unit):
    body = make_body(unit)
    person = make_person(unit, name="Nguyễn Cuối", is_public=True)
    make_appointment(person, body=body, to_date=date(2024, 6, 30))
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2024, 6, 30))
    assert [item["name"] for item in get("DONVI-A/people").json()["items"]] == ["Nguyễn Cuối"]


def test_unknown_parameters_and_writing_are_refused(unit):
    assert get("DONVI-A/people", q="x").status_code == 422
    assert get("DONVI-A/people", limit=51).status_code == 422
    assert Client().post(f"{BASE}/DONVI-A/people/").status_code in {401, 403, 405}


def test_no_list_of_people_stands_elsewhere_in_the_apis(unit):
    person = make_person(unit, name="Kanari Kín")
    make_appointment(person, body=make_body(unit))
    for path in ("/api/v2/pages/?fields=*", "/api/v3/pages/", "/api/v3/search/?q=kanari"):
        assert "Kanari" not in Client().get(path).content.decode()
    assert Person.objects.count() == 1
