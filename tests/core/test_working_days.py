"""Working days against a plain count and the law, also when an officer changes the calendar."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar_data import load_working_days, unload_working_days
from core.models import CalendarDay, DayKind
from core.working_days import (
    Calendar,
    OutsideCalendar,
    add_working_days,
    is_working_day,
    working_days_between,
)

DAY = timedelta(days=1)
FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)
TEN_YEARS = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
ROWS = st.dictionaries(st.sampled_from(TEN_YEARS), st.sampled_from(DayKind.values), max_size=250)


def plainly_worked(day: date, rows: dict[date, str]) -> bool:
    """Tell it as one reads a calendar on the wall."""
    if day in rows:
        return rows[day] == "working"
    return day.weekday() < 5


def plain_count(first: date, last: date, rows: dict[date, str]) -> int:
    """Count day by day."""
    days = [first + number * DAY for number in range(1, (last - first).days + 1)]
    return sum(plainly_worked(day, rows) for day in days)


def plain_add(start: date, count: int, rows: dict[date, str]) -> date:
    """Walk day by day."""
    day = start
    while count > 0:
        day += DAY
        count -= plainly_worked(day, rows)
    return day


def enter(day: date, kind: str = DayKind.HOLIDAY) -> CalendarDay:
    return CalendarDay.objects.create(date=day, kind=kind, name_vi="Nghỉ", source="Quyết định")


@settings(deadline=None, max_examples=150)
@given(ROWS, st.sampled_from(TEN_YEARS), st.sampled_from(TEN_YEARS), st.integers(0, 400))
def test_ten_years_agree_with_a_plain_count(rows, one, other, count):
    calendar = Calendar(rows.items())
    assert calendar.working_days_between(one, other) == plain_count(one, other, rows)
    due = calendar.add_working_days(one, count)
    assert due == plain_add(one, count, rows)
    assert calendar.working_days_between(one, due) == count
    assert count == 0 or calendar.is_working_day(due)
    assert calendar.is_working_day(one) is plainly_worked(one, rows)


@pytest.mark.django_db
@pytest.mark.sqlite
def test_the_table_of_ten_years_agrees_with_a_plain_count():
    chance = random.Random(5)
    rows = {day: chance.choice(DayKind.values) for day in chance.sample(TEN_YEARS, 400)}
    CalendarDay.objects.all().delete()
    CalendarDay.objects.bulk_create(CalendarDay(date=day, kind=rows[day]) for day in rows)
    for _number in range(60):
        start, count = chance.choice(TEN_YEARS), chance.randrange(90)
        due = add_working_days(start, count)
        assert due == plain_add(start, count, rows)
        assert working_days_between(start, due) == count
        assert is_working_day(start) is plainly_worked(start, rows)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 15, date(2026, 3, 23)),  # the day of receipt does not count
        (date(2026, 2, 28), 1, date(2026, 3, 2)),  # received on a Saturday
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết
        (date(2026, 2, 9), 15, date(2026, 3, 9)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Hùng Kings on Sunday, Monday in lieu
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a make-up Saturday is worked
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2024, 4, 26), 3, date(2024, 5, 4)),
        (date(2025, 4, 25), 2, date(2025, 4, 28)),
        (date(2027, 4, 29), 1, date(2027, 5, 4)),
    ],
)
@pytest.mark.django_db
def test_periods_end_where_the_shipped_calendar_says(start, count, due):
    assert add_working_days(start, count) == due
    assert working_days_between(start, due) == count


@pytest.mark.django_db
@pytest.mark.sqlite
def test_the_shipped_days_are_whole_and_say_where_they_come_from():
    for day in CalendarDay.objects.all():
        day.full_clean()
        assert day.name_en
        assert day.is_provisional is ("dự kiến" in day.source.casefold()), day
    for year, statutory in {2024: 11, 2025: 11, 2026: 12, 2027: 12}.items():
        days = CalendarDay.objects.filter(date__year=year)
        swapped = days.filter(kind=DayKind.WORKING).count()
        assert days.filter(kind=DayKind.HOLIDAY).count() == statutory + swapped


@pytest.mark.django_db
@pytest.mark.sqlite
def test_taking_the_shipped_days_back_leaves_what_an_officer_wrote():
    added = enter(date(2028, 1, 3))
    CalendarDay.objects.filter(date=date(2027, 2, 4)).update(source="Thông báo chính thức")
    shipped = CalendarDay.objects.count() - 1
    unload_working_days(get_model=apps.get_model)
    kept = set(CalendarDay.objects.values_list("date", flat=True))
    assert kept == {added.date, date(2027, 2, 4)}
    load_working_days(get_model=apps.get_model)
    assert CalendarDay.objects.count() == shipped + 1
    assert CalendarDay.objects.get(date=date(2027, 2, 4)).source == "Thông báo chính thức"


@pytest.mark.django_db
def test_a_new_holiday_takes_effect_at_once():
    start = date(2026, 3, 2)
    assert add_working_days(start, 3) == date(2026, 3, 5)
    day = enter(date(2026, 3, 4))
    assert not is_working_day(day.date)
    assert add_working_days(start, 3) == date(2026, 3, 6)
    assert working_days_between(start, date(2026, 3, 6)) == 3
    enter(date(2026, 3, 7), DayKind.WORKING)
    assert add_working_days(start, 4) == date(2026, 3, 7)
    day.delete()
    assert add_working_days(start, 3) == date(2026, 3, 5)


@pytest.mark.django_db
def test_each_answer_is_one_query(count_queries):
    start = date(2026, 2, 2)
    answers: list[Callable[[], object]] = [
        lambda: add_working_days(start, 15),
        lambda: add_working_days(start, 250),
        lambda: working_days_between(start, date(2027, 12, 1)),
        lambda: is_working_day(start),
    ]
    assert [count_queries(answer) for answer in answers] == [1, 1, 1, 1]
    assert count_queries(lambda: working_days_between(start, start)) == 0
    calendar = Calendar.covering(start, date(2026, 12, 31))
    assert count_queries(lambda: [calendar.add_working_days(start, n) for n in range(200)]) == 0


@pytest.mark.django_db
@pytest.mark.sqlite
def test_a_long_closure_is_read_to_its_end():
    start = date(2029, 1, 1)
    rows = [start + number * DAY for number in range(1, 120)]
    CalendarDay.objects.bulk_create(CalendarDay(date=day, kind=DayKind.HOLIDAY) for day in rows)
    assert add_working_days(start, 1) == date(2029, 5, 1)


def test_what_was_not_read_is_not_guessed():
    first, last = date(2026, 3, 2), date(2026, 3, 31)
    calendar = Calendar([], first=first, last=last)
    assert calendar.working_days_between(first, last) == 21
    assert calendar.add_working_days(first, 21) == last
    for ask in (
        lambda: calendar.is_working_day(last + DAY),
        lambda: calendar.working_days_between(first - DAY, last),
        lambda: calendar.working_days_between(first, last + DAY),
        lambda: calendar.add_working_days(first - DAY, 1),
        lambda: calendar.add_working_days(first, 22),
    ):
        with pytest.raises(OutsideCalendar):
            ask()


@pytest.mark.django_db
def test_days_are_counted_forwards_and_within_all_dates():
    assert working_days_between(date(2026, 3, 9), date(2026, 3, 2)) == 0
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 3, 2), -1)
    with pytest.raises(OutsideCalendar):
        add_working_days(date(2026, 3, 2), 10_000_000)


@pytest.mark.parametrize(
    ("day", "kind", "fault"),
    [
        (date(2026, 3, 7), DayKind.HOLIDAY, "vốn đã là ngày nghỉ"),
        (date(2026, 3, 6), DayKind.WORKING, "thứ Bảy hoặc Chủ nhật"),
        (date(1999, 12, 31), DayKind.HOLIDAY, "2000 đến 2100"),
        (date(2101, 1, 3), DayKind.HOLIDAY, "2000 đến 2100"),
        (date(2026, 9, 2), DayKind.HOLIDAY, "đã có trong lịch"),
    ],
)
@pytest.mark.django_db
@pytest.mark.sqlite
def test_a_row_that_changes_nothing_or_lies_far_away_is_refused(day, kind, fault):
    row = CalendarDay(date=day, kind=kind, name_vi="Nghỉ", source="Quyết định")
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert fault in caught.value.message_dict["date"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"kind": "other"}, {"date": date(2101, 1, 3)}, {}])
def test_the_database_refuses_the_impossible(values):
    fields = {"date": date(2026, 9, 2), "kind": "holiday", "name_vi": "x", "source": "x"} | values
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(**fields)
