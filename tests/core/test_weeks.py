"""Weeks by the portal's own clock, whatever zone an account has chosen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from core.weeks import end_of_week, monday_of, week_of, weeks_between, weeks_of_year

MONDAY = date(2026, 3, 2)
# Midnight in Vietnam is 17:00 of the day before in UTC.
MIDNIGHT = datetime(2026, 3, 1, 17, tzinfo=UTC)


def test_a_week_begins_at_midnight_in_vietnam():
    assert week_of(MIDNIGHT) == MONDAY
    assert week_of(MIDNIGHT - timedelta(microseconds=1)) == date(2026, 2, 23)


def test_a_week_ends_where_the_next_begins():
    assert end_of_week(date(2026, 2, 23)) == MIDNIGHT
    assert week_of(end_of_week(MONDAY)) == date(2026, 3, 9)


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "UTC"])
def test_the_zone_of_an_account_moves_no_week(zone):
    with timezone.override(zone):
        assert week_of(MIDNIGHT) == MONDAY
        assert end_of_week(date(2026, 2, 23)) == MIDNIGHT


@pytest.mark.parametrize("day", range(2, 9))
def test_every_day_belongs_to_its_monday(day):
    assert monday_of(date(2026, 3, day)) == MONDAY


@pytest.mark.parametrize(
    ("year", "number", "first", "last"),
    [
        (2015, 53, date(2014, 12, 29), date(2015, 12, 28)),
        (2020, 53, date(2019, 12, 30), date(2020, 12, 28)),
        (2021, 52, date(2021, 1, 4), date(2021, 12, 27)),
        (2026, 53, date(2025, 12, 29), date(2026, 12, 28)),
        (2027, 52, date(2027, 1, 4), date(2027, 12, 27)),
    ],
)
def test_a_year_has_its_iso_weeks(year, number, first, last):
    weeks = weeks_of_year(year)
    assert (len(weeks), weeks[0], weeks[-1]) == (number, first, last)
    assert {week.isocalendar().year for week in weeks} == {year}


def test_no_week_is_lost_or_twice_from_year_to_year():
    weeks = [week for year in range(2014, 2032) for week in weeks_of_year(year)]
    assert weeks == weeks_between(weeks[0], weeks[-1])


def test_weeks_between_days_hold_both_ends():
    assert weeks_between(date(2026, 3, 8), date(2026, 3, 9)) == [MONDAY, date(2026, 3, 9)]
    assert weeks_between(MONDAY, MONDAY) == [MONDAY]
    assert weeks_between(date(2026, 3, 9), MONDAY) == []
