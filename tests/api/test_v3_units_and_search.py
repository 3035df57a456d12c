"""The API's directory of units and its search."""

from datetime import date

import pytest

from factories.api import FIRST_MORNING
from factories.portal import make_article
from golden import assert_golden


def test_directory_and_detail(reader, unit_a, unit_b):
    assert_golden("units_list", reader.get("/api/v3/units/").json())
    assert_golden("units_detail", reader.get("/api/v3/units/LDLD-A/").json())


def test_closed_units_leave_the_directory_and_keep_their_address(reader, unit_a, unit_b):
    unit_b.valid_to = date(2020, 1, 1)
    unit_b.save()
    codes = [item["code"] for item in reader.get("/api/v3/units/").json()["items"]]
    assert codes == ["LDLD-A"]
    assert reader.get("/api/v3/units/LDLD-B/").status_code == 200


def test_filters_of_the_directory(reader, unit_a, unit_b):
    unit_b.parent = unit_a
    unit_b.save()
    children = reader.get("/api/v3/units/", parent="LDLD-A").json()["items"]
    assert [(item["code"], item["parent"]) for item in children] == [("LDLD-B", "LDLD-A")]
    assert reader.get("/api/v3/units/", kind="sector").json()["items"] == []


def test_search_answer(reader, unit_a):
    make_article("news", unit_a, title="Công đoàn tặng quà công nhân", published_at=FIRST_MORNING)
    assert_golden("search", reader.get("/api/v3/search/", q="tang qua cong nhan").json())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"unit": "LDLD-A"}, True),
        ({"unit": "LDLD-B"}, False),
        ({"kind": "news"}, True),
        ({"kind": "notice"}, False),
        ({"from": "2026-11-01", "to": "2026-11-01"}, True),
        ({"to": "2026-10-31"}, False),
        ({"order": "-published_at"}, True),
        ({"locale": "en"}, False),
        ({"page": 7}, True),
    ],
    ids=str,
)
def test_search_narrows(reader, unit_a, unit_b, query, found):
    make_article("news", unit_a, title="Tặng quà công nhân", published_at=FIRST_MORNING)
    answer = reader.get("/api/v3/search/", q="tang qua", **query)
    assert answer.status_code == 200, answer.content
    assert bool(answer.json()["items"]) is found


def test_search_never_finds_drafts_whoever_asks(people, unit_a):
    make_article("news", unit_a, live=False, title="Canary", owner=people.accounts.chief)
    assert people.chief.get("/api/v3/search/", q="canary").json()["total"] == 0
