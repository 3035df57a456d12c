"""The exported overview: the figures of the screen, colours, no formula, numbers as numbers."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from articles.models import QuotaExemption, QuotaReminder
from articles.quotas.heatmap_sheet import COLOURS, FIRST_ROW, FIRST_WEEK
from articles.quotas.periods import this_year
from articles.quotas.standings import read_standings
from core.weeks import week_of, weeks_of_year
from factories.portal import make_unit, make_user
from factories.quotas import bare_unit, local, make_sent
from units.enums import UnitKind, UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(people, client_of):
    """Return a function that downloads and opens the workbook."""

    def download(**query):
        response = client_of(people.office).get(reverse("quota_export"), query)
        assert response.status_code == 200
        assert response["Content-Disposition"].endswith('.xlsx"')
        return load_workbook(BytesIO(response.content))

    return download


def row_of(sheet, name: str) -> int:
    [row] = [cell.row for cell in sheet["A"] if cell.value == name]
    return row


def test_has_three_sheets_that_stay_in_view(book, unit):
    heat, ranking, short = book().worksheets
    assert [sheet.title for sheet in (heat, ranking, short)] == [
        "Heat map",
        "Ranking",
        "Short this week",
    ]
    assert heat.freeze_panes == heat.cell(row=FIRST_ROW, column=FIRST_WEEK).coordinate
    assert (ranking.freeze_panes, short.freeze_panes) == ("A4", "A4")


def test_heat_map_holds_the_figures_and_colours_of_the_screen(book):
    unit = make_unit(kind=UnitKind.DEPARTMENT)
    for day, number in ((2, 1), (9, 2), (16, 4)):
        for _ in range(number):
            make_sent(unit, local(2026, 3, day), kind="thematic", pictures=1)
    QuotaExemption.objects.create(
        unit=unit, first_week=date(2026, 3, 23), last_week=date(2026, 3, 23), reason="x"
    )
    sheet = book(year=2026).worksheets[0]
    row, first = row_of(sheet, unit.short_name_vi), FIRST_WEEK + 8
    cells = [sheet.cell(row=row, column=first + step) for step in range(5)]
    assert [cell.value for cell in cells] == [0, 1, 2, 4, "E"]
    shades = ("short", "partly", "met", "plenty", "exempt")
    assert [cell.fill.start_color.rgb[-6:] for cell in cells] == [COLOURS[one][0] for one in shades]
    [standing] = read_standings(units=[unit], weeks=weeks_of_year(2026), now=timezone.now())
    summary = [sheet.cell(row=row, column=column).value for column in range(2, 6)]
    assert summary == [len(standing.judged), 2, standing.percent() / 100, 7]
    numbers = [cell.value for cell in cells[:4]]
    assert all(type(number) is int for number in numbers)


def test_a_long_year_has_53_columns_and_their_totals(book, unit):
    make_sent(unit, local(2020, 12, 31))
    sheet = book(year=2020).worksheets[0]
    assert sheet.max_column >= FIRST_WEEK + 52
    headings = [sheet.cell(row=FIRST_ROW - 1, column=FIRST_WEEK + step).value for step in (0, 52)]
    assert headings == ["1: 30/12 – 05/01", "53: 28/12 – 03/01"]
    totals = {
        label: sheet.cell(row=row_of(sheet, label), column=FIRST_WEEK + 52).value
        for label in ("Units with enough", "Units that owed", "Pieces")
    }
    assert totals == {"Units with enough": 1, "Units that owed": 1, "Pieces": 1}


def test_weeks_to_come_have_no_totals(book, unit):
    sheet = book().worksheets[0]
    this_week, last = week_of(timezone.now()), weeks_of_year(this_year(timezone.now()))[-1]
    row = row_of(sheet, "Units that owed")
    owed = [sheet.cell(row=row, column=FIRST_WEEK + step).value for step in range(52)]
    assert owed.count(1) == min(52, this_week.isocalendar().week)
    assert sheet.cell(row=row, column=FIRST_WEEK + 51).value == (None if this_week < last else 1)


def test_filters_of_the_screen_hold_for_the_file(book, unit):
    make_sent(unit, local(2026, 3, 4), used_at=local(2026, 3, 11))
    new = bare_unit(valid_from=week_of(timezone.now()), short_name_vi="ĐV mới")
    sheet = book(year=2026, measure="used").worksheets[0]
    values = [sheet.cell(row=row_of(sheet, unit.short_name_vi), column=FIRST_WEEK + step).value
              for step in (9, 10)]  # fmt: skip
    assert values == [0, 1]
    behind = book(behind="on")
    assert new.short_name_vi not in [cell.value for cell in behind.worksheets[0]["A"]]
    assert new.name_en in [cell.value for cell in behind.worksheets[1]["B"]]
    of_kind = book(kind="sector").worksheets
    assert unit.short_name_vi not in [cell.value for cell in of_kind[0]["A"]]
    assert of_kind[2]["A4"].value == "Nobody is short in this week."


def test_ranking_and_shortfalls_hold_numbers_and_moments(book, unit):
    now = timezone.now().replace(microsecond=0)
    make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    QuotaReminder.objects.create(unit=unit, week=week_of(now), sent_at=now, missing=1)
    unit.phone = "0240000001"
    unit.save()
    _heat, ranking, short = book(year=this_year(now) - 1).worksheets
    assert [cell.value for cell in ranking[4]][:2] == [1, unit.name_en]
    assert type(ranking["D4"].value) is int
    line = [cell.value for cell in short[4]]
    assert line[0] == unit.name_en
    assert line[2:5] == [1, 0, 1]
    assert line[6] == "0240000001"
    assert line[7] == timezone.make_naive(now, timezone.get_default_timezone())
    assert isinstance(line[7], datetime)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_what_people_typed_runs_as_no_formula(name, book):
    bare_unit(name_vi=name, name_en=name, short_name_vi=name, email="a@example.vn", phone="=2")
    for sheet in book().worksheets:
        found = [cell for line in sheet.iter_rows() for cell in line if cell.value == name]
        assert found
        assert {cell.data_type for cell in found} == {"s"}
        formulas = [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
        assert formulas == []


def test_signs_that_no_sheet_can_hold_are_left_out(book):
    bare_unit(name_vi="A\x0bB", name_en="A\x0bB", short_name_vi="A\x0bB")
    assert "AB" in [cell.value for cell in book().worksheets[0]["A"]]


def test_costs_the_same_at_1_3_and_300_units(people, client_of, count_queries, unit):
    client = client_of(people.office)

    def cost() -> int:
        return count_queries(lambda: client.get(reverse("quota_export")))

    cost()
    at_one = cost()
    for units in (2, 297):
        for _ in range(units):
            bare_unit()
        assert cost() == at_one
