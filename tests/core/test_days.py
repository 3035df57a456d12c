"""Days begin at midnight in Viet Nam, whatever zone is active."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from core.api import dump_json, parse_moment
from core.days import begin_of, day_of
from core.exports import clock_cell, local_cell
from units.queries import today


@pytest.fixture(params=["Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Auckland"])
def zone(request):
    with timezone.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_year_ends_at_midnight_of_the_portal(zone, moment, day):
    assert day_of(moment) == day


def test_a_day_begins_at_midnight_of_the_portal(zone):
    assert begin_of(date(2027, 1, 1)) == datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-12-31T16:59:59Z", date(2026, 12, 31)), ("2026-12-31T17:00:00Z", date(2027, 1, 1))],
)
def test_today_is_the_portals(zone, monkeypatch, moment, day):
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment))
    assert today() == day


def test_what_the_api_says_and_takes_is_the_portals(zone):
    moment = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert parse_moment("2027-01-01") == parse_moment("2027-01-01T00:00:00") == moment
    assert parse_moment("2026-12-31", end_of_day=True) == moment
    assert dump_json([moment]) == b'["2027-01-01T00:00:00+07:00"]'


def test_cells_of_lists_tell_the_portals_time(zone):
    moment = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert clock_cell(moment) == datetime(2027, 1, 1, 0, 30)
    assert "2027" in local_cell(moment)
