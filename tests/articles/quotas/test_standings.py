"""States of weeks, ranking, query counts, and the whole against a plain count by hand."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import ArticlePage, Contribution, Desk, QuotaExemption
from articles.quotas.heatmap import groups_of, months_of, shade_of, symbol_of, totals_of
from articles.quotas.obligations import Duty
from articles.quotas.periods import recent_weeks, week_from
from articles.quotas.ranking import ranked
from articles.quotas.registers import units_in
from articles.quotas.standings import UnitStanding, WeekStanding, WeekState, read_standings
from core.weeks import WEEK, weeks_between, weeks_of_year
from factories.newsroom import multiply
from factories.portal import make_unit
from factories.quotas import bare_unit, local, make_sent, sent_fields
from units.enums import UnitKind

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def week(*, sent=0, used=0, required=1, weeks_ago=1, duty=Duty.OWED, reason="") -> WeekStanding:
    return WeekStanding(MONDAY - weeks_ago * WEEK, MONDAY, duty, required, sent, used, reason)


@pytest.mark.parametrize(
    ("fields", "state", "shade", "symbol"),
    [
        ({"sent": 1}, WeekState.MET, "met", "1"),
        ({"sent": 2}, WeekState.MET, "plenty", "2"),
        ({"sent": 2, "required": 2}, WeekState.MET, "met", "2"),
        ({"sent": 4, "required": 2}, WeekState.MET, "plenty", "4"),
        ({"sent": 1, "required": 2}, WeekState.PARTLY, "partly", "1"),
        ({"sent": 0}, WeekState.SHORT, "short", "0"),
        ({"sent": 0, "weeks_ago": 0}, WeekState.RUNNING, "running", "0"),
        ({"sent": 1, "required": 2, "weeks_ago": 0}, WeekState.RUNNING, "running", "1"),
        ({"sent": 1, "weeks_ago": 0}, WeekState.MET, "met", "1"),
        ({"sent": 0, "weeks_ago": -1}, WeekState.FUTURE, "future", ""),
        ({"sent": 0, "duty": Duty.EXEMPT}, WeekState.EXEMPT, "exempt", "E"),
        ({"sent": 3, "duty": Duty.EXEMPT, "weeks_ago": -1}, WeekState.EXEMPT, "exempt", "E"),
        ({"sent": 0, "duty": Duty.NONE}, WeekState.NOT_OWED, "not_owed", "·"),
        ({"sent": 2, "duty": Duty.NONE}, WeekState.NOT_OWED, "not_owed", "2"),
    ],
)
def test_a_cell_shows_its_state_in_colour_and_sign(fields, state, shade, symbol):
    one = week(**fields)
    found = (one.state(), shade_of(one, "sent"), symbol_of(one, "sent"))
    assert found == (state, shade, symbol)


def test_only_weeks_that_are_over_and_owed_are_judged():
    unit = bare_unit()
    weeks = [
        week(sent=1, weeks_ago=4),
        week(sent=0, used=1, weeks_ago=3),
        week(duty=Duty.EXEMPT, weeks_ago=2),
        week(duty=Duty.NONE, sent=5, weeks_ago=1),
        week(sent=1, weeks_ago=0),
        week(weeks_ago=-1),
    ]
    standing = UnitStanding(unit, weeks)
    assert (len(standing.judged), standing.met(), standing.met("used")) == (2, 1, 1)
    assert (standing.percent(), standing.exempt, standing.is_behind) == (50, 1, True)
    assert (standing.sent, standing.used) == (7, 1)
    assert UnitStanding(unit, weeks[2:]).percent() is None
    assert not UnitStanding(unit, weeks[2:]).is_behind


def test_percent_is_rounded_down():
    unit = bare_unit()
    weeks = [week(sent=1, weeks_ago=back) for back in range(1, 200)] + [week(weeks_ago=200)]
    assert UnitStanding(unit, weeks).percent() == 99


def test_ranking_goes_by_share_then_used_then_name():
    units = [bare_unit(name_vi=name) for name in ("Đ", "C", "B", "A", "E")]
    rows = [
        [week(sent=1), week(sent=0)],
        [week(sent=1, used=1), week(sent=1)],
        [week(sent=1, used=2), week(sent=1)],
        [week(sent=1, used=1), week(sent=1)],
        [week(duty=Duty.NONE, sent=9, used=9)],
    ]
    standings = [UnitStanding(unit, weeks) for unit, weeks in zip(units, rows, strict=True)]
    places = [(place.rank, place.standing.unit.name_vi) for place in ranked(standings)]
    assert places == [(1, "B"), (2, "A"), (2, "C"), (4, "Đ"), (None, "E")]


def test_totals_and_groups_of_a_week():
    here, there, free = bare_unit(), bare_unit(UnitKind.DEPARTMENT), bare_unit("confederation")
    standings = [
        UnitStanding(free, [week(duty=Duty.NONE, sent=4)]),
        UnitStanding(here, [week(sent=1)]),
        UnitStanding(there, [week(sent=1, required=2)]),
    ]
    [total] = totals_of(standings, "sent")
    assert (total.has_begun, total.met, total.owed, total.count) == (True, 1, 2, 6)
    [coming] = totals_of([UnitStanding(here, [week(weeks_ago=-1)])], "sent")
    assert not coming.has_begun
    assert [len(group.standings) for group in groups_of(standings)] == [1, 1, 1]
    assert totals_of([], "sent") == []


def test_months_hold_the_weeks_of_their_thursdays():
    months = months_of(weeks_of_year(2026))
    assert sum(count for _month, count in months) == 53
    assert [month for month, _count in months] == list(range(1, 13))
    assert months[0] == (1, 5)


def test_recent_weeks_go_back_over_the_new_year():
    weeks = recent_weeks(local(2027, 1, 5))
    assert (len(weeks), weeks[-1], weeks[0]) == (12, date(2027, 1, 4), date(2026, 10, 19))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-02", MONDAY),
        ("2026-03-08", MONDAY),
        ("", None),
        ("2026-W10-9", None),
        ("hôm nay", None),
        ("1999-12-31", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
    ],
)
def test_a_week_in_an_address_is_any_day_near_our_time(text, found):
    assert week_from(text) == found


def test_units_stand_in_the_table_as_long_as_they_existed():
    weeks = weeks_of_year(2026)
    here = bare_unit(valid_from=date(2027, 1, 3))
    gone = bare_unit(valid_to=date(2025, 12, 28))
    late = bare_unit(valid_from=date(2027, 1, 4))
    ended = bare_unit(UnitKind.CONFEDERATION, valid_to=date(2025, 12, 29))
    found = units_in(weeks)
    assert [unit for unit in found if unit in (here, gone, late, ended)] == [ended, here]
    assert units_in(weeks, kind=UnitKind.PROVINCE) == [here]


def test_queries_are_the_same_at_1_3_and_300_units_and_pieces(count_queries):
    unit = make_unit()
    piece = make_sent(unit, local(2026, 3, 4), used_at=local(2026, 3, 5))
    weeks = weeks_of_year(2026)

    def cost() -> int:
        return count_queries(
            lambda: read_standings(units=units_in(weeks), weeks=weeks, now=local(2026, 12, 1))
        )

    assert cost() == 4
    for units in (2, 297):
        for _ in range(units):
            bare_unit()
        multiply(piece, number=units)
        assert cost() == 4
    [standing] = read_standings(units=[unit], weeks=weeks, now=local(2026, 12, 1))
    assert (standing.sent, standing.used) == (300, 300)


# A time of the year around a turn of years, in hours, so that edges are hit.
SPAN = 24 * 7 * 6
START = local(2026, 12, 7, 0)
moments = st.integers(0, SPAN).map(lambda hours: START + timedelta(hours=hours))
pieces = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["news", "thematic", "notice"]),
    st.integers(0, 2),
    moments,
    st.one_of(st.none(), st.integers(0, 24 * 20)),
)
exemptions = st.tuples(st.sampled_from([0, 1, 2, None]), st.integers(0, 5), st.integers(0, 2))


@pytest.fixture
def world():
    """Three units of three kinds, and pages enough for any example."""
    units = [make_unit(kind=kind) for kind in ("province", "department", "confederation")]
    first = make_sent(units[0], START)
    multiply(first, number=23)
    pages = list(ArticlePage.objects.order_by("pk"))
    Contribution.objects.all().delete()
    return units, pages, Desk.objects.get(code="news")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(pieces, max_size=24), st.lists(exemptions, max_size=3), moments)
def test_any_pieces_are_counted_as_one_counts_by_hand(world, rows, freed, now):
    units, pages, desk = world
    Contribution.objects.all().delete()
    QuotaExemption.objects.all().delete()
    _insert(rows, freed, units=units, pages=pages, desk=desk)

    weeks = weeks_between(date(2026, 12, 7), date(2027, 2, 8))
    standings = read_standings(units=units, weeks=weeks, now=now)

    wanted = _count_by_hand(rows)
    for position, standing in enumerate(standings):
        for one in standing.weeks:
            assert one.sent == wanted["sent", position, one.week]
            assert one.used == wanted["used", position, one.week]
            is_free = any(
                who in (None, position) and _nth(first) <= one.week <= _nth(first + more)
                for who, first, more in freed
            )
            duty = Duty.NONE if position == 2 else Duty.EXEMPT if is_free else Duty.OWED
            assert one.duty is duty
    total = sum(standing.sent + standing.used for standing in standings)
    assert total == sum(wanted.values())


def _nth(number: int) -> date:
    return date(2026, 12, 7) + number * WEEK


def _insert(rows, freed, *, units, pages, desk) -> None:
    Contribution.objects.bulk_create(
        [
            Contribution(
                page=page, unit=units[unit], desk=desk, title="Bài",
                **sent_fields(sent_at, kind=kind, pictures=pictures, used_at=_used(sent_at, wait)),
            )
            for page, (unit, kind, pictures, sent_at, wait) in zip(pages, rows, strict=False)
        ]
    )  # fmt: skip
    for who, first, more in freed:
        QuotaExemption.objects.create(
            unit=None if who is None else units[who],
            first_week=_nth(first),
            last_week=_nth(first + more),
            reason="Lý do",
        )


def _used(sent_at: datetime, wait: int | None) -> datetime | None:
    return None if wait is None else sent_at + timedelta(hours=wait)


def _count_by_hand(rows) -> Counter:
    """Count each piece by the day on a wall calendar in Hà Nội, seven hours before Greenwich."""
    counts: Counter = Counter()
    for unit, kind, pictures, sent_at, wait in rows:
        counts_for = {
            0: kind != "notice",
            1: kind == "thematic" and pictures > 0,
            2: kind != "notice",
        }[unit]
        for measure, moment in (("sent", sent_at), ("used", _used(sent_at, wait))):
            if counts_for and moment is not None:
                seconds = moment.timestamp() + 7 * 3600
                day = date(1970, 1, 1) + timedelta(days=int(seconds // 86400))
                counts[measure, unit, day - timedelta(days=day.weekday())] += 1
    return counts
