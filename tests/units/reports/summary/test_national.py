"""Totals against SQL, comparison, ranking, and what a frozen period keeps."""

import random
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

import pytest

from factories.newsroom import make_used_piece
from factories.quotas import bare_unit, local
from factories.reports import (
    CLOSED,
    HANOI,
    LATE,
    accept,
    freeze,
    make_open_period,
    report_of,
    sign,
)
from factories.windows import sql
from units.enums import SuccessionKind, UnitKind
from units.indicators import IndicatorKind, registered
from units.models import Unit, UnitSuccession
from units.reports.models import ReportFigure
from units.reports.services.amending import amend_report
from units.reports.services.counting import recount
from units.reports.summary.charts import bands_chart, shares_chart
from units.reports.summary.ranking import rankings
from units.reports.summary.reading import read_national
from units.reports.summary.totals import comparisons, totals_of_kind

pytestmark = pytest.mark.django_db
EARLIER = datetime(2025, 12, 1, 9, tzinfo=HANOI)


def scatter(period, *, seed):
    """Give every figure of a period a value, or none where it may have none."""
    dice = random.Random(seed)
    for figure in ReportFigure.objects.filter(report__period=period):
        if figure.kind == IndicatorKind.COUNT:
            figure.value = Decimal(dice.randint(0, 40))
        elif dice.random() < 0.2:
            figure.value = figure.part = figure.whole = None
        elif figure.kind == IndicatorKind.MEAN:
            figure.value = Decimal(dice.randint(100, 900)) / 100
        else:
            figure.whole = dice.randint(1, 26)
            figure.part = dice.randint(0, figure.whole)
            figure.value = rounded(Decimal(figure.part) * 100 / figure.whole)
        figure.save()


def rounded(number):
    return Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP)


def totals_in_sql(period, kind=None):
    """Return (whole, median, units) by indicator from the rows of the table."""
    rows = sql(
        "SELECT f.indicator, f.kind, f.value, f.part, f.whole FROM reports_reportfigure f"
        " JOIN reports_halfyearreport r ON r.id = f.report_id"
        " WHERE r.period_id = %s AND f.value IS NOT NULL AND (%s = '' OR r.unit_kind = %s)",
        period.pk,
        kind or "",
        kind or "",
    )
    found = {}
    for code in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == code]
        values = [Decimal(str(row[2])) for row in own]
        if own[0][1] == "count":
            whole = sum(values)
        elif own[0][1] == "share":
            whole = rounded(Decimal(sum(row[3] for row in own)) * 100 / sum(row[4] for row in own))
        else:
            whole = rounded(sum(values) / len(values))
        found[code] = (whole, rounded(median(values)), len(values))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_totals_equal_a_count_in_sql(seed, people):
    for number in range(4):
        bare_unit(UnitKind.SECTOR if number % 2 else UnitKind.PROVINCE)
    period = make_open_period(judge=people.judge)
    scatter(period, seed=seed)
    national = read_national(period)
    found = {
        one.column.code: (one.now.value, one.now.median, one.now.units)
        for one in comparisons(national)
        if one.now.units
    }
    assert found == totals_in_sql(period)
    for kind in national.kinds:
        by_code = totals_of_kind(national, kind)
        of_kind = {
            code: (one.value, one.median, one.units) for code, one in by_code.items() if one.units
        }
        assert of_kind == totals_in_sql(period, kind)


def test_every_indicator_and_every_unit_is_there_once(period):
    national = read_national(period)
    assert [column.code for column in national.columns] == [one.code for one in registered()]
    units = Unit.objects.exclude(kind=UnitKind.CONFEDERATION)
    assert sorted(line.report.unit_id for line in national.lines) == sorted(
        units.values_list("pk", flat=True)
    )
    assert all(column.formula for column in national.columns)


def test_the_half_year_before_is_compared_with(people, period, put):
    before = make_open_period(year=2025, half=2, now=EARLIER, judge=people.judge)
    put(before, people.unit, "pieces_sent", 10)
    put(period, people.unit, "pieces_sent", 7)
    put(before, people.unit, "quota_weeks_met", (1, 4))
    put(before, people.other, "quota_weeks_met", (1, 4))
    put(before, people.department, "quota_weeks_met", (0, 2))
    national = read_national(period)
    found = {one.column.code: one for one in comparisons(national)}
    assert national.previous == before
    assert found["pieces_sent"].change == -3
    assert found["quota_weeks_met"].before.value == 20
    chart = shares_chart(national, comparisons(national))
    assert chart.bars[0].before == 20
    assert len(chart.legend) == 2


def test_without_a_half_year_before_nothing_is_compared(period):
    national = read_national(period)
    assert national.previous is None
    assert all(one.change is None for one in comparisons(national))


def test_first_and_last_units(people, period, put):
    more = [bare_unit() for _number in range(8)]
    period = make_open_period(year=2027, now=datetime(2027, 5, 1, tzinfo=HANOI))
    everybody = [people.unit, people.other, people.department, *more]
    for place, unit in enumerate(everybody):
        put(period, unit, "quota_weeks_met", (min(place, 9), 10))
    [ranking] = rankings(read_national(period))
    assert [str(value) for _line, value in ranking.best] == [
        "90.00", "90.00", "80.00", "70.00", "60.00",
    ]  # fmt: skip
    assert [line.report.unit for line, _value in ranking.weakest] == everybody[:5]
    assert ranking.more_best == ranking.more_weakest == 0
    names = {line.name for line, _value in (*ranking.best, *ranking.weakest)}
    assert len(names) == 10


def test_equals_are_not_ranked_and_the_crowd_is_told(people, period, put):
    units = [people.unit, people.other, people.department]
    for unit in units:
        put(period, unit, "quota_weeks_met", (1, 2))
    assert rankings(read_national(period)) == []
    put(period, people.unit, "quota_weeks_met", (2, 2))
    [ranking] = rankings(read_national(period))
    assert [line.report.unit for line, _value in ranking.best] == [people.unit]
    assert len(ranking.weakest) == 2


def test_bands_hold_every_unit_once(people, period, put):
    for unit, part in ((people.unit, 0), (people.other, 20), (people.department, 100)):
        put(period, unit, "quota_weeks_met", (part, 100))
    chart = bands_chart(read_national(period))
    assert [bar.shown[:1] for bar in chart.bars] == ["1", "1", "0", "0", "1"]


def test_who_has_not_reported(people, period):
    sign(report_of(period, people.unit), people.leader)
    national = read_national(period)
    assert [line.report.unit for line in national.reported] == [people.unit]
    assert {line.report.unit for line in national.missing} == {people.other, people.department}
    assert national.accepted == []
    accept(report_of(period, people.unit), people.judge)
    assert len(read_national(period).accepted) == 1


def test_a_frozen_half_year_equals_sql_and_stays_when_data_change(people, period):
    for day in (1, 15, 30):
        make_used_piece(people.unit, used_at=local(2026, 6, day))
    recount(period_id=period.pk, now=CLOSED)
    sign(report_of(period, people.unit), people.leader)
    accept(report_of(period, people.unit), people.judge)
    frozen = freeze(period, people.judge)
    [[in_sql]] = sql(
        "SELECT count(*) FROM articles_contribution WHERE unit_id = %s AND sent_at >= %s"
        " AND sent_at < %s",
        people.unit.pk,
        local(2026, 1, 1, 0),
        local(2026, 7, 1, 0),
    )
    before = [(line.name, line.value("pieces_sent")) for line in read_national(frozen).lines]
    assert dict(before)[people.unit.name] == in_sql == 3
    make_used_piece(people.unit, used_at=local(2026, 6, 20))
    Unit.objects.filter(pk=people.unit.pk).update(name_vi="Tên mới", name_en="New name")
    national = read_national(frozen)
    assert national.is_frozen
    assert {line.value("pieces_sent") for line in national.lines} == {3, 0}
    assert "Liên đoàn Lao động tỉnh A" in {line.name for line in national.lines}
    assert not {"Tên mới", "New name"} & {line.name for line in national.lines}


def test_amendments_stand_beside_frozen_figures(people, period):
    frozen = freeze(period, people.judge)
    report = report_of(frozen, people.unit)
    for value in (4, 5):
        amend_report(
            report_id=report.pk,
            user=people.judge,
            indicator="pieces_sent",
            amended=Decimal(value),
            reason="Đếm sót",
            now=LATE,
        )
    national = read_national(frozen)
    [(line, amendment)] = national.amendments
    assert (line.report.unit, amendment.amended) == (people.unit, 5)
    assert line.value("pieces_sent") == 0


def test_queries_do_not_grow(people, period, count_queries):
    few = count_queries(lambda: read_national(period))
    for _number in range(3):
        bare_unit()
    more = make_open_period(year=2027, now=datetime(2027, 5, 1, tzinfo=HANOI))
    assert count_queries(lambda: read_national(more)) == few <= 6


def become(new, *olds, kind=SuccessionKind.MERGE):
    for old in olds:
        UnitSuccession.objects.create(
            predecessor=old, successor=new, effective_on=date(2026, 1, 1), kind=kind
        )
        if old != new:
            Unit.objects.filter(pk=old.pk).update(valid_to=date(2025, 12, 31))


def test_a_merger_changes_no_sum_and_is_named(people, put):
    before = make_open_period(year=2025, half=2, now=EARLIER, judge=people.judge)
    put(before, people.unit, "pieces_sent", 10)
    put(before, people.other, "pieces_sent", 4)
    put(before, people.unit, "quota_weeks_met", (1, 4))
    put(before, people.other, "quota_weeks_met", (3, 3))
    put(before, people.department, "quota_weeks_met", (0, 1))
    become(people.other, people.unit, people.other)
    period = make_open_period(judge=people.judge)
    put(period, people.other, "pieces_sent", 15)
    national = read_national(period)
    found = {one.column.code: one for one in comparisons(national)}
    assert (found["pieces_sent"].before.value, found["pieces_sent"].change) == (14, 1)
    assert found["quota_weeks_met"].before.value == 50
    [(line, text)] = national.reorganised
    assert line.report.unit == people.other
    assert text.startswith("The period before is the sum of the reports of 2 units: ")
    assert people.unit.name in text
    assert people.other.name in text


def test_a_unit_that_never_sent_is_not_said_to_prepare_in_a_frozen_period(people, period):
    assert {line.state_label for line in read_national(period).lines} == {"Being prepared"}
    sign(report_of(period, people.unit), people.leader)
    accept(report_of(period, people.unit), people.judge)
    national = read_national(freeze(period, people.judge))
    assert {line.state_label for line in national.missing} == {"Not sent"}
    assert {line.state_label for line in national.accepted} == {"Accepted"}


def test_queries_do_not_grow_with_mergers(people, count_queries):
    def bare(place):
        fields = ("code", "name_vi", "short_name_vi", "slug", "sort_name")
        name = f"n-{place}"
        return Unit(kind=UnitKind.SECTOR, **dict.fromkeys(fields, name))

    olds = Unit.objects.bulk_create(bare(place) for place in range(300))
    make_open_period(year=2025, half=2, now=EARLIER, judge=people.judge)
    news = Unit.objects.bulk_create(bare(f"new-{place}") for place in range(300))
    period = make_open_period(judge=people.judge)
    counts, done = [], 0
    for number in (1, 3, 300):
        for place in range(done, number):
            become(news[place], olds[place])
        done = number
        counts.append(count_queries(lambda: read_national(period)))
        assert len(read_national(period).reorganised) == number
    assert len(set(counts)) == 1
    assert counts[0] <= 9
