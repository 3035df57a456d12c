"""Setting a unit's figures: checked, against the version seen, with a trail; charts, sums."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from core.models import AuditEntry
from factories.figures import make_figure
from factories.portal import make_unit, make_user
from units.enums import UnitKind, UnitRole
from units.models import Unit, UnitSuccession
from units.personnel.models import YearlyFigure
from units.personnel.yearly.charts import charts_of
from units.personnel.yearly.checks import LARGEST, Figures
from units.personnel.yearly.reads import figures_of_unit, table_of_year
from units.personnel.yearly.rules import (
    keeps_figures,
    reads_figures,
    units_kept_by,
    units_read_by,
)
from units.personnel.yearly.services import (
    FiguresChanged,
    FiguresRefused,
    FiguresUnlikely,
    set_figures,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 10, 3, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@pytest.fixture
def unit():
    return make_unit("DONVI-A")


@pytest.fixture
def officer(unit):
    return make_user(unit=unit, role=UnitRole.OFFICER)


def put(unit, user, year=2025, *, seen=None, now=NOW, is_confirmed=False, **fields):
    return set_figures(
        unit=unit,
        year=year,
        figures=Figures(**fields),
        seen=seen,
        is_confirmed=is_confirmed,
        user=user,
        now=now,
    )


def test_figures_are_stored_with_a_trail_of_old_and_new(unit, officer):
    row = put(unit, officer, members=1000, source=" Báo cáo năm ")
    assert (row.members, row.grassroots_unions, row.source, row.version) == (
        1000,
        None,
        "Báo cáo năm",
        0,
    )
    put(unit, officer, members=0, enterprises=3, seen=0)
    first, second = AuditEntry.objects.filter(action="personnel.figures.set").order_by("pk")
    assert first.data["old"] is None
    assert first.data["new"]["members"] == 1000
    assert (second.data["old"]["members"], second.data["new"]["members"]) == (1000, 0)
    assert (second.data["unit"], second.data["year"]) == ("DONVI-A", 2025)
    row.refresh_from_db()
    assert (row.members, row.version, row.changed_by) == (0, 1, officer)


def test_a_second_click_changes_nothing(unit, officer):
    put(unit, officer, members=1000)
    put(unit, officer, members=1000)
    assert YearlyFigure.objects.get().version == 0
    assert AuditEntry.objects.filter(action="personnel.figures.set").count() == 1


def test_what_somebody_changed_meanwhile_is_not_overwritten(unit, officer):
    colleague = make_user(unit=unit, role=UnitRole.OFFICER, last_name="Trần", first_name="Bình")
    put(unit, colleague, members=1000)
    with pytest.raises(FiguresChanged) as refusal:
        put(unit, officer, members=900, seen=None)
    assert "Trần Bình" in str(refusal.value)
    put(unit, colleague, members=1100, seen=0)
    with pytest.raises(FiguresChanged):
        put(unit, officer, members=900, seen=0)
    assert YearlyFigure.objects.get().members == 1100


@pytest.mark.parametrize(
    ("year", "fields", "where"),
    [
        (2027, {"members": 1, "counted_on": date(2027, 1, 1)}, "year"),
        (1929, {"members": 1}, "year"),
        (2025, {"members": -1}, "members"),
        (2025, {"enterprises": LARGEST + 1}, "enterprises"),
        (2025, {"members": 1, "counted_on": date(2024, 12, 31)}, "counted_on"),
        (2026, {"members": 1}, "counted_on"),
        (2026, {"members": 1, "counted_on": date(2026, 3, 11)}, "counted_on"),
        (2025, {}, ""),
    ],
    ids=str,
)
def test_impossible_figures_are_refused(unit, officer, year, fields, where):
    with pytest.raises(FiguresRefused) as refusal:
        put(unit, officer, year, **fields)
    assert list(refusal.value.errors) == [where]
    assert not YearlyFigure.objects.exists()


def test_the_largest_number_nought_and_today_are_taken(unit, officer):
    put(unit, officer, 2026, members=LARGEST, enterprises=0, counted_on=TODAY)
    assert YearlyFigure.objects.get().members == LARGEST


def test_the_new_year_begins_at_midnight_in_vietnam(unit, officer):
    eve = datetime(2025, 12, 31, 16, 59, tzinfo=UTC)
    with pytest.raises(FiguresRefused):
        put(unit, officer, 2026, members=1, counted_on=date(2026, 1, 1), now=eve)
    midnight = datetime(2025, 12, 31, 17, tzinfo=UTC)
    put(unit, officer, 2026, members=1, counted_on=date(2026, 1, 1), now=midnight)
    put(unit, officer, 2025, members=1, now=midnight)


def test_a_unit_has_figures_while_it_exists(unit, officer):
    Unit.objects.filter(pk=unit.pk).update(valid_from=date(2020, 7, 1), valid_to=date(2024, 6, 30))
    for year, where in ((2019, "year"), (2025, "year"), (2024, "counted_on")):
        with pytest.raises(FiguresRefused) as refusal:
            put(unit, officer, year, members=1)
        assert list(refusal.value.errors) == [where]
    put(unit, officer, 2024, members=1, counted_on=date(2024, 6, 30))
    put(unit, officer, 2020, members=1)


@pytest.mark.parametrize(
    ("before", "now", "is_unlikely"),
    [(1000, 1500, False), (1000, 1501, True), (1000, 500, False), (1000, 499, True), (0, 1, True)],
)
def test_numbers_far_from_the_year_before_must_be_confirmed(
    unit, officer, before, now, is_unlikely
):
    make_figure(unit, 2024, members=before)
    if not is_unlikely:
        put(unit, officer, members=now)
        return
    with pytest.raises(FiguresUnlikely) as refusal:
        put(unit, officer, members=now)
    assert list(refusal.value.errors) == ["members"]
    assert not YearlyFigure.objects.filter(year=2025).exists()
    put(unit, officer, members=now, is_confirmed=True)
    assert YearlyFigure.objects.get(year=2025).members == now


def test_invented_figures_are_no_longer_so_once_somebody_wrote_them(unit, officer):
    make_figure(unit, 2025, members=10, is_demonstration=True)
    put(unit, officer, members=11, seen=0)
    assert not YearlyFigure.objects.get().is_demonstration


def test_officers_keep_leaders_read_and_the_office_does_both_for_all(unit, officer):
    other = make_unit("DONVI-B")
    leader = make_user(unit=unit, role=UnitRole.LEADER)
    editor = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    office = make_user(portal_role="office")
    assert list(units_kept_by(officer)) == list(units_read_by(leader)) == [unit]
    assert not units_kept_by(leader)
    assert not keeps_figures(leader)
    assert not reads_figures(editor)
    assert {unit, other} <= set(units_kept_by(office))


def test_officers_keep_the_figures_of_predecessors(unit, officer):
    old = make_unit("DONVI-CU")
    UnitSuccession.objects.create(
        predecessor=old, successor=unit, kind="merge", effective_on=date(2025, 7, 1)
    )
    assert set(units_kept_by(officer)) == {unit, old}


def test_sums_leave_out_the_confederation_what_lies_within_another_and_the_ended(unit):
    whole = make_unit("TLD-X", kind=UnitKind.CONFEDERATION)
    sector = make_unit("NGANH", kind=UnitKind.SECTOR)
    within = make_unit("TRONG", kind=UnitKind.SECTOR)
    Unit.objects.filter(pk=within.pk).update(parent=sector)
    ended = make_unit("HET")
    Unit.objects.filter(pk=ended.pk).update(valid_to=date(2024, 6, 30))
    silent = make_unit("IM")
    for one, members in ((unit, 10), (whole, 900), (sector, 5), (within, 2), (ended, 70)):
        make_figure(one, 2024, members=members)
    table = table_of_year(2024, units=Unit.objects.all(), today=TODAY)
    sums = {group.kind: group.sums[1] for group in table.groups}
    assert sums == {"confederation": None, "province": 10, "sector": 5}
    assert table.cells[1].text == "15"
    assert (table.told, [row.unit for row in table.rows if not row.figure]) == (4, [silent])
    assert table.groups[1].sums[0] is None
    kind = table_of_year(2024, units=Unit.objects.all(), today=TODAY, kind="sector")
    assert {row.unit for row in kind.rows} == {sector, within}


def test_the_table_of_a_year_costs_the_same_for_one_and_many(unit, count_queries):
    def cost() -> int:
        return count_queries(lambda: table_of_year(2024, units=Unit.objects.all(), today=TODAY))

    make_figure(unit, 2024, members=1)
    one = cost()
    for number in range(20):
        made = Unit.objects.create(
            code=f"X-{number}", slug=f"x-{number}", kind="province", name_vi=f"X{number}"
        )
        make_figure(made, 2024, members=1)
    assert cost() == one == 2


def test_years_without_any_number_are_not_shown(unit):
    make_figure(unit, 2023)
    shown = make_figure(unit, 2024, enterprises=0)
    assert figures_of_unit(unit.pk) == [shown]


def test_charts_keep_gaps_and_one_scale_of_years(unit):
    for year, members, unions in ((2019, 100, 7), (2020, 120, 8), (2022, 90, None), (2023, 1, 9)):
        make_figure(unit, year, members=members, grassroots_unions=unions)
    members, unions = charts_of(figures_of_unit(unit.pk))
    assert (members.name, members.is_bars, members.lines) == ("members", True, [])
    assert [mark.year for mark in members.marks] == [2019, 2020, 2021, 2022, 2023]
    assert [mark.year for mark in members.missing] == [2021]
    assert [tick.label for tick in members.ticks] == ["40", "80", "120"]
    assert [mark.year for mark in unions.missing] == [2021, 2022]
    assert len(unions.lines) == 1
    top = min(mark.top for mark in members.known)
    assert members.marks[1].top == top
    assert all(mark.top + mark.height == members.ground for mark in members.known)


def test_charts_need_two_years_and_show_twelve(unit):
    make_figure(unit, 2024, members=1)
    assert charts_of(figures_of_unit(unit.pk)) == []
    assert charts_of([]) == []
    for year in range(2000, 2024):
        make_figure(unit, year, members=year)
    [chart] = charts_of(figures_of_unit(unit.pk))
    assert [mark.year for mark in chart.marks] == list(range(2013, 2025))
    assert chart.marks[0].label == "’13"


def test_now_is_the_only_clock(unit, officer):
    put(unit, officer, members=1)
    assert timezone.localtime(YearlyFigure.objects.get().changed_at).date() == TODAY
