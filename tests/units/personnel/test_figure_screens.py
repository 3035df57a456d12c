"""Screens of figures: what officers keep, leaders read, the Office sees; nobody else's."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from factories.figures import line, make_figure, workbook_of
from factories.portal import make_unit, make_user
from units.enums import UnitRole
from units.models import UnitSuccession
from units.personnel.models import FigureImport, YearlyFigure
from units.personnel.yearly.importing import limits
from units.personnel.yearly.importing.uploads import forget_uploads

pytestmark = pytest.mark.django_db

LAST = timezone.localdate().year - 1


def log_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def unit():
    return make_unit("DONVI-A")


@pytest.fixture
def other():
    return make_unit("DONVI-B", name="Đơn vị kanariykien")


@pytest.fixture
def officer(unit):
    return log_in(make_user(unit=unit, role=UnitRole.OFFICER))


@pytest.fixture
def leader(unit):
    return log_in(make_user(unit=unit, role=UnitRole.LEADER))


@pytest.fixture
def office():
    return log_in(make_user(portal_role="office"))


def send(client, content: bytes, name: str = "Số liệu.xlsx"):
    return client.post(reverse("figure_import"), {"file": SimpleUploadedFile(name, content)})


def unit_url(unit) -> str:
    return reverse("figure_unit", args=[unit.code])


def edit_url(unit, year: int) -> str:
    return reverse("figure_edit", args=[unit.code, year])


def test_who_has_one_unit_goes_straight_to_it(officer, unit):
    assert officer.get(reverse("figure_table")).url == unit_url(unit)


def test_officers_see_their_predecessors_beside_their_unit(officer, unit):
    old = make_unit("DONVI-CU")
    UnitSuccession.objects.create(
        predecessor=old, successor=unit, kind="merge", effective_on=date(2020, 1, 1)
    )
    table = officer.get(reverse("figure_table")).context["table"]
    assert {row.unit for row in table.rows} == {unit, old}
    assert officer.get(unit_url(old)).status_code == 200


def test_the_unit_has_charts_and_a_table_of_its_years(leader, unit):
    make_figure(unit, 2022, members=1200)
    make_figure(unit, 2024, members=1300, is_demonstration=True)
    page = leader.get(unit_url(unit))
    assert [row["figure"].year for row in page.context["rows"]] == [2024, 2022]
    assert "1.300" in page.content.decode()
    assert len(page.context["charts"]) == 1
    # Coordinates are written with a point in every language.
    assert 'viewBox="0 0 360 180"' in page.content.decode()
    assert not page.context["may_write"]


def test_leaders_change_nothing(leader, unit):
    make_figure(unit, 2024, members=1)
    for url in (
        edit_url(unit, 2024),
        reverse("figure_new", args=[unit.code]),
        reverse("figure_import"),
        reverse("figure_template"),
        reverse("figure_check", args=["0" * 32]),
    ):
        assert leader.get(url).status_code == 404
        assert leader.post(url, {"members": "5"}).status_code == 404
    assert YearlyFigure.objects.get().members == 1


def test_figures_of_other_units_do_not_exist_here(officer, leader, other):
    make_figure(other, 2024, members=1)
    for url in (
        unit_url(other),
        reverse("figure_unit_export", args=[other.code]),
        edit_url(other, 2024),
        reverse("figure_new", args=[other.code]),
        unit_url(other).replace(other.code, "KHONG-CO"),
    ):
        assert officer.get(url).status_code == leader.get(url).status_code == 404
    export = officer.get(reverse("figure_export"), {"format": "csv", "year": "2024"})
    assert "kanariykien" not in export.content.decode()


@pytest.mark.parametrize("role", [UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR, UnitRole.RESPONDENT])
def test_other_roles_open_nothing(unit, role):
    client = log_in(make_user(unit=unit, role=role))
    for url in (reverse("figure_table"), unit_url(unit), reverse("figure_import")):
        assert client.get(url).status_code == 404


def test_an_officer_sets_a_year(officer, unit):
    answer = officer.post(
        reverse("figure_new", args=[unit.code]),
        {"year": "2023", "members": "1.234", "enterprises": "", "source": "Báo cáo"},
    )
    assert answer.url == unit_url(unit)
    row = YearlyFigure.objects.get()
    assert (row.year, row.members, row.enterprises) == (2023, 1234, None)
    form = officer.get(edit_url(unit, 2023)).context["form"]
    assert (form["members"].value(), form["seen"].value()) == ("1.234", 0)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"year": "3000", "members": "1"}, "year"),
        ({"year": "2023", "members": "một nghìn"}, "members"),
        ({"year": "2023", "members": "-3"}, "members"),
        ({"year": "2023", "members": "1", "counted_on": "31/12/2022"}, "counted_on"),
        ({"year": "2023"}, "__all__"),
        ({"year": "", "members": "7"}, "year"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(officer, unit, data, where):
    page = officer.post(reverse("figure_new", args=[unit.code]), data | {"source": "Nguồn gõ"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [where]
    assert "Nguồn gõ" in page.content.decode()
    assert not YearlyFigure.objects.exists()


def test_unlikely_numbers_are_stored_after_a_tick(officer, unit):
    make_figure(unit, 2022, members=100)
    data = {"members": "200", "source": "Báo cáo"}
    page = officer.post(edit_url(unit, 2023), data)
    assert page.status_code == 422
    assert 'name="confirmed"' in page.content.decode()
    assert officer.post(edit_url(unit, 2023), data | {"confirmed": "on"}).status_code == 302
    assert YearlyFigure.objects.get(year=2023).members == 200


def test_the_second_of_two_officers_sees_the_change_and_keeps_what_was_typed(officer, unit):
    make_figure(unit, 2023, members=1100, enterprises=7, source="Sổ", version=1)
    page = officer.post(edit_url(unit, 2023), {"members": "1200", "enterprises": "7", "seen": "0"})
    assert page.status_code == 422
    assert page.context["form"].stands == [("Đoàn viên", "1.100"), ("Nguồn", "Sổ")]
    assert "<li>Đoàn viên: <ins>1.100</ins></li>" in page.content.decode()
    form = page.context["form"]
    assert (form["members"].value(), form["seen"].value()) == ("1200", "1")
    assert YearlyFigure.objects.get().members == 1100
    assert officer.post(edit_url(unit, 2023), {"members": "1200", "seen": "1"}).status_code == 302


def test_years_that_a_unit_cannot_have_are_no_address(officer, unit):
    assert officer.get(edit_url(unit, 3000)).status_code == 404
    assert officer.get(edit_url(unit, 1900)).status_code == 404


def test_the_office_sees_all_units_by_kind_with_sums(office, unit, other):
    make_figure(unit, LAST, members=1000)
    make_figure(other, LAST, members=500)
    page = office.get(reverse("figure_table"))
    table = page.context["table"]
    assert (table.year, table.cells[1].text, page.context["has_sums"]) == (LAST, "1.500", True)
    narrowed = office.get(reverse("figure_table"), {"kind": "sector", "year": "x"})
    assert narrowed.context["table"].rows == []


def test_the_table_costs_the_same_for_one_and_many(office, unit, count_queries):
    make_figure(unit, LAST, members=1000)
    office.get(reverse("figure_table"))
    one = count_queries(lambda: office.get(reverse("figure_table")))
    for _number in range(3):
        make_figure(make_unit(), LAST, members=1)
    assert count_queries(lambda: office.get(reverse("figure_table"))) == one


def test_exports_hold_what_the_screen_shows(office, officer, unit, other):
    make_figure(unit, LAST, members=1000, source="=1+1")
    make_figure(other, LAST, members=500)
    answer = office.get(reverse("figure_export"), {"format": "csv", "year": LAST})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert {row[0]: row[-1] for row in rows[1:]} == {"DONVI-A": "'=1+1", "DONVI-B": ""}
    assert "attachment" in answer["Content-Disposition"]
    own = officer.get(reverse("figure_unit_export", args=[unit.code]))
    [_headings, row] = load_workbook(BytesIO(own.content)).active.iter_rows(values_only=True)
    assert (row[0], row[5], row[-1]) == ("DONVI-A", 1000, "=1+1")
    assert office.get(reverse("figure_export"), {"format": "exe"}).status_code == 404


def test_the_template_holds_the_own_units_alone(officer, office, unit, other):
    answer = officer.get(reverse("figure_template"), {"first": LAST, "last": LAST - 1})
    sheet = load_workbook(BytesIO(answer.content))["Số liệu"]
    rows = [row[:3] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [("DONVI-A", unit.name_vi, LAST - 1), ("DONVI-A", unit.name_vi, LAST)]
    everybody = load_workbook(BytesIO(office.get(reverse("figure_template")).content))["Số liệu"]
    assert {"DONVI-A", "DONVI-B"} <= {row[0] for row in everybody.iter_rows(values_only=True)}


def test_a_workbook_is_shown_confirmed_and_a_second_click_changes_nothing(officer, unit):
    make_figure(unit, 2022, members=100)
    check = send(officer, workbook_of(line(unit, 2022, 5, 110), line(unit, 2023, 6, 120))).url
    page = officer.get(check)
    plan = page.context["plan"]
    assert (len(plan.added), len(plan.changed)) == (1, 1)
    assert "110" in page.content.decode()
    assert YearlyFigure.objects.count() == 1

    assert officer.post(check, {"seen": plan.digest}).url == reverse("figure_table")
    again = officer.post(check, {"seen": plan.digest})
    assert again.url == reverse("figure_table")
    assert sorted(YearlyFigure.objects.values_list("year", "members")) == [
        (2022, 110),
        (2023, 120),
    ]
    assert FigureImport.objects.count() == 1
    assert not officer.get(check).context["is_open"]


def test_faults_stand_on_the_screen_by_cell_and_nothing_can_be_confirmed(officer, unit, other):
    content = workbook_of(line(unit, 2023, "1,5"), line(other, 2023, 5), line(unit, 2022, 5))
    check = send(officer, content).url
    page = officer.get(check)
    assert [fault.cell for fault in page.context["faults"]] == ["D2", "A3"]
    assert ">D2<" in page.content.decode()
    assert "kanariykien" not in page.content.decode()
    assert 'name="seen"' not in page.content.decode()
    refused = officer.post(check, {"seen": page.context["plan"].digest})
    assert refused.status_code == 422
    assert not YearlyFigure.objects.exists()


def test_data_that_changed_since_the_dry_run_is_shown_before_it_is_overwritten(officer, unit):
    row = make_figure(unit, 2023, members=100)
    check = send(officer, workbook_of(line(unit, 2023, 5, 110))).url
    seen = officer.get(check).context["plan"].digest
    YearlyFigure.objects.filter(pk=row.pk).update(members=105, version=1)
    page = officer.post(check, {"seen": seen})
    assert page.status_code == 422
    assert page.context["plan"].changes[0].old.members == 105
    assert officer.post(check, {"seen": page.context["plan"].digest}).status_code == 302
    assert YearlyFigure.objects.get().members == 110


def test_what_is_marked_needs_a_tick(officer, unit):
    make_figure(unit, 2022, members=100)
    check = send(officer, workbook_of(line(unit, 2023, 5, 300))).url
    seen = officer.get(check).context["plan"].digest
    assert officer.post(check, {"seen": seen}).status_code == 422
    assert officer.post(check, {"seen": seen, "confirmed": "on"}).status_code == 302


@pytest.mark.parametrize("name", ["cu.xls", "bang.csv", "ảnh.png"])
def test_other_files_are_refused_with_their_name(officer, name):
    page = send(officer, b"khong phai", name)
    assert page.status_code == 422
    assert name in page.content.decode()


def test_no_file_an_empty_and_a_huge_one_are_refused(officer, monkeypatch):
    assert officer.post(reverse("figure_import")).status_code == 422
    assert send(officer, b"").status_code == 422
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10)
    assert send(officer, b"x" * 11).status_code == 422


def test_a_workbook_of_somebody_else_is_as_unknown_as_one_that_never_was(
    officer, office, unit, other
):
    check = send(officer, workbook_of(line(unit, 2023, 5))).url
    theirs = log_in(make_user(unit=other, role=UnitRole.OFFICER))
    send(theirs, workbook_of(line(other, 2023, 5)))
    never = reverse("figure_check", args=["0" * 32])
    for client in (office, theirs):
        for url in (check, never):
            answers = client.get(url), client.post(url, {"seen": "", "confirmed": "on"})
            assert [one.status_code for one in answers] == [404, 404]
    assert officer.get(never).status_code == 404
    assert officer.get(check).status_code == 200
    assert officer.get(reverse("figure_check", args=["nicht-hex"])).status_code == 404
    assert not YearlyFigure.objects.exists()


def test_a_workbook_that_waited_too_long_must_be_sent_again(officer, unit, monkeypatch):
    check = send(officer, workbook_of(line(unit, 2023, 5))).url
    later = timezone.now() + timedelta(hours=limits.KEPT_HOURS + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert officer.get(check).url == reverse("figure_import")
    assert officer.post(check, {"seen": ""}).url == reverse("figure_import")
    forget_uploads(now=later)
    assert officer.get(check).status_code == 404


def test_screens_are_kept_by_no_cache(officer, unit):
    assert "no-store" in officer.get(unit_url(unit))["Cache-Control"]
