"""Figures: counted for all units at once, fixed by signatures, corrected by decisions."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy

from factories.portal import make_unit
from factories.reports import (
    CLOSED,
    GROWING,
    HANOI,
    LATE,
    accept,
    freeze,
    make_open_period,
    report_of,
    sign,
)
from units import indicators
from units.enums import UnitKind
from units.models import Unit
from units.reports.errors import PeriodNotOpen
from units.reports.models import HalfYearReport, ReportFigure
from units.reports.queries import figures_of, like_units
from units.reports.services.contests import contest_figure, decide_contest
from units.reports.services.counting import recount, recount_daily
from units.reports.services.opening import open_period

pytestmark = pytest.mark.django_db


def figure(period, unit, code: str) -> ReportFigure:
    return report_of(period, unit).figures.get(indicator=code)


def correct(period, unit, code, value, world, *, claimed=None):
    contest = contest_figure(
        report_id=report_of(period, unit).pk,
        indicator=code,
        claimed=Decimal(claimed or value),
        reason="Thiếu số liệu",
        user=world.officer,
        now=GROWING,
    )
    return decide_contest(
        contest_id=contest.pk,
        user=world.judge,
        reply="Đồng ý",
        corrected_to=Decimal(value),
        now=GROWING,
    )


def test_each_indicator_is_asked_once_for_all_units_that_it_concerns(world, data):
    data.sent = {world.unit.pk: 3}
    data.on_time = {world.unit.pk: (2, 3)}
    data.marks = {world.unit.pk: "7.456"}
    period = make_open_period(judge=world.judge)
    everybody = tuple(sorted(u.pk for u in (world.unit, world.other, world.third)))
    asked = {code: ids for code, ids, _window in data.calls}
    assert len(data.calls) == 4
    assert asked["test_marks"] == everybody
    assert asked["test_sent"] == tuple(sorted((*everybody, world.department.pk)))
    window = data.calls[0][2]
    assert (window.starts_on, window.ends_on) == (period.starts_on, period.cut_off_on)
    assert window.now == GROWING
    found = figures_of(period)
    share = found[world.unit.pk]["test_on_time"]
    assert (share.value, share.part, share.whole) == (Decimal("66.67"), 2, 3)
    assert found[world.unit.pk]["test_marks"].value == Decimal("7.46")
    assert found[world.other.pk]["test_on_time"].value is None
    assert "test_marks" not in found[world.department.pk]
    assert list(found[world.unit.pk]) == ["test_sent", "test_on_time", "test_marks", "test_people"]


def test_labels_are_kept_in_both_languages(world):
    indicators.register(
        indicators.Indicator(
            *("test_label", 9, gettext_lazy("Home"), "x", indicators.IndicatorKind.COUNT),
            lambda ids, window: {pk: indicators.count_of(1) for pk in ids},
            lambda unit_id, window: [],
        )
    )
    one = figure(make_open_period(judge=world.judge), world.unit, "test_label")
    assert one.label_en == "Home"
    assert one.label_vi not in ("", "Home")


def test_a_recount_replaces_what_was_counted_and_drops_what_no_app_counts(world, data):
    period = make_open_period(judge=world.judge)
    data.sent[world.unit.pk] = 5
    del indicators._indicators["test_people"]
    assert recount(period_id=period.pk, now=CLOSED) == 4
    assert figure(period, world.unit, "test_sent").value == 5
    assert not ReportFigure.objects.filter(indicator="test_people").exists()
    assert report_of(period, world.unit).computed_at == CLOSED


def test_signed_and_accepted_reports_are_not_counted_again(world, data):
    period = make_open_period(judge=world.judge)
    sign(report_of(period, world.unit), world.leader)
    sign(report_of(period, world.other), world.other_leader)
    accept(report_of(period, world.other), world.judge)
    data.sent = {world.unit.pk: 9, world.other.pk: 9, world.third.pk: 9}
    assert recount(period_id=period.pk, now=LATE) == 2
    values = [figure(period, u, "test_sent").value for u in (world.unit, world.other, world.third)]
    assert values == [0, 0, 9]


def test_a_frozen_period_is_not_counted(world, data):
    period = make_open_period(judge=world.judge)
    freeze(period, world.judge)
    data.sent[world.unit.pk] = 9
    with pytest.raises(PeriodNotOpen):
        recount(period_id=period.pk, now=LATE)
    assert recount_daily(now=LATE) == 0
    assert figure(period, world.unit, "test_sent").value == 0


def test_a_correction_survives_a_recount_beside_what_the_data_say(world, data):
    data.sent[world.unit.pk], data.on_time[world.unit.pk] = 3, (2, 4)
    period = make_open_period(judge=world.judge)
    correct(period, world.unit, "test_sent", "8", world)
    correct(period, world.unit, "test_on_time", "75", world)
    data.sent[world.unit.pk], data.on_time[world.unit.pk] = 4, (3, 8)
    recount(period_id=period.pk, now=CLOSED)
    sent, share = (figure(period, world.unit, code) for code in ("test_sent", "test_on_time"))
    assert (sent.value, sent.counted) == (8, 4)
    assert (share.value, share.counted) == (75, Decimal("37.5"))
    assert (share.part, share.whole) == (6, 8)


def test_a_second_correction_keeps_the_data_s_own_value(world, data):
    data.sent[world.unit.pk] = 3
    period = make_open_period(judge=world.judge)
    correct(period, world.unit, "test_sent", "8", world)
    correct(period, world.unit, "test_sent", "9", world)
    one = figure(period, world.unit, "test_sent")
    assert (one.value, one.counted) == (9, 3)
    recount(period_id=period.pk, now=CLOSED)
    one.refresh_from_db()
    assert (one.value, one.counted) == (9, 3)


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (datetime(2026, 5, 20, 23, 59, tzinfo=HANOI), False),
        (datetime(2026, 5, 21, 1, 59, tzinfo=HANOI), False),
        (datetime(2026, 5, 21, 2, 0, tzinfo=HANOI), True),
    ],
)
def test_open_periods_are_counted_once_a_night(world, data, moment, counts):
    period = make_open_period(judge=world.judge)
    data.sent[world.unit.pk] = 6
    assert recount_daily(now=moment) == int(counts)
    assert recount_daily(now=moment) == 0
    assert figure(period, world.unit, "test_sent").value == (6 if counts else 0)


def test_a_report_never_counted_is_counted_at_once(world):
    period = make_open_period(judge=world.judge)
    make_unit()
    open_period(period_id=period.pk, now=GROWING)
    assert recount_daily(now=GROWING) == 1
    assert not HalfYearReport.objects.filter(computed_at=None).exists()


def test_like_units_tell_median_and_rank_within_the_kind(world, data):
    data.sent = {world.unit.pk: 4, world.other.pk: 4, world.third.pk: 1, world.department.pk: 99}
    period = make_open_period(judge=world.judge)
    likes = {u.pk: like_units(report_of(period, u))["test_sent"] for u in (world.unit, world.third)}
    assert (likes[world.unit.pk].rank, likes[world.third.pk].rank) == (1, 3)
    assert likes[world.unit.pk].median == 4
    assert likes[world.unit.pk].count == 3
    assert "test_on_time" not in like_units(report_of(period, world.unit))


def bare_units(number: int) -> None:
    """Make units without a sub-site until there are so many."""
    there = Unit.objects.count()
    Unit.objects.bulk_create(
        Unit(
            code=f"NHIEU-{place}",
            kind=UnitKind.PROVINCE,
            name_vi=f"Đơn vị {place}",
            short_name_vi=f"Đơn vị {place}",
            slug=f"nhieu-{place}",
            sort_name=f"don vi {place}",
        )
        for place in range(there, number)
    )


def test_reads_of_a_period_cost_the_same_at_any_number_of_units(data, count_queries):
    bare_units(1)
    period = make_open_period()
    counts, calls = [], []
    for number in (1, 3, 300):
        bare_units(number)
        open_period(period_id=period.pk, now=GROWING)
        data.calls.clear()
        recount(period_id=period.pk, now=GROWING)
        calls.append(len(data.calls))
        report = period.reports.first()
        counts.append(
            (
                count_queries(lambda: figures_of(period)),
                count_queries(lambda one=report: like_units(one)),
            )
        )
        assert len(figures_of(period)) == number
    assert counts == [(1, 1)] * 3
    assert calls == [4, 4, 4]
