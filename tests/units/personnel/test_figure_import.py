"""Taking figures over from a workbook: every fault by its cell, all written or nothing."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from resource import RUSAGE_SELF, getrusage
from threading import Barrier, Thread
from time import perf_counter

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from openpyxl import load_workbook

from core.models import AuditEntry
from factories.figures import HEADINGS, book_of, content_of, line, make_figure, workbook_of
from factories.portal import make_unit, make_user
from portal.management.commands.run_schedule import JOBS
from units.enums import UnitRole
from units.models import Unit
from units.personnel.models import FigureImport, YearlyFigure
from units.personnel.yearly.importing import limits, uploads
from units.personnel.yearly.importing.applying import (
    PlanChanged,
    Unconfirmed,
    take_over_figures,
)
from units.personnel.yearly.importing.faults import WorkbookRefused
from units.personnel.yearly.importing.package import OLE
from units.personnel.yearly.importing.planning import plan_of
from units.personnel.yearly.importing.reading import read_workbook
from units.personnel.yearly.importing.template import template_workbook
from units.personnel.yearly.importing.uploads import (
    Upload,
    find_upload,
    forget_uploads,
    keep_upload,
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


def plan(content: bytes, user, *, name: str = "so-lieu.xlsx"):
    return plan_of(read_workbook(content, name=name), user=user, today=TODAY)


def faults(content: bytes, user) -> list[tuple[str, str]]:
    return [(one.cell, one.found) for one in plan(content, user).faults]


def take(content: bytes, user, *, seen: str | None = None, is_confirmed: bool = False):
    return take_over_figures(
        upload=Upload("", "so-lieu.xlsx", content),
        seen=plan(content, user).digest if seen is None else seen,
        is_confirmed=is_confirmed,
        user=user,
        now=NOW,
    )


def test_the_dry_run_tells_what_would_be_added_changed_and_left_alone(unit, officer):
    make_figure(unit, 2021, members=90)
    make_figure(unit, 2022, members=100, source="Báo cáo")
    content = workbook_of(
        line(unit, 2021, None, 90),
        line(unit, 2022, 7, 110),
        line(unit, 2023, 8, 120, 3, 2, day="31/12/2023", source="Báo cáo 2023"),
        line(unit, 2024),
    )
    shown = plan(content, officer)
    assert (len(shown.added), len(shown.changed), shown.unchanged, shown.blank) == (1, 1, 1, 1)
    [changed] = shown.changed
    assert [(before, after) for _label, before, after in changed.words] == [
        ("–", "7"),
        ("100", "110"),
    ]
    assert shown.is_ready
    assert not YearlyFigure.objects.filter(year=2023).exists()


def test_confirming_writes_all_with_a_trail(unit, officer):
    make_figure(unit, 2022, members=100, source="Báo cáo", is_demonstration=True)
    content = workbook_of(line(unit, 2022, 7), line(unit, 2023, 8, 120))
    taken = take(content, officer)
    assert (taken.is_new, taken.record.rows, taken.record.imported_by) == (True, 2, officer)
    old, new = YearlyFigure.objects.order_by("year")
    # An empty cell says nothing: what was known stays.
    assert (old.grassroots_unions, old.members, old.source) == (7, 100, "Báo cáo")
    assert (old.version, old.is_demonstration) == (1, False)
    assert (new.members, new.version, new.imported_with, new.changed_by) == (
        120,
        0,
        taken.record,
        officer,
    )
    entries = AuditEntry.objects.filter(action="personnel.figures.set").order_by("pk")
    assert [entry.subject for entry in entries] == [
        f"personnel.yearlyfigure:{old.pk}",
        f"personnel.yearlyfigure:{new.pk}",
    ]
    assert entries[0].data["old"]["grassroots_unions"] is None
    assert entries[0].data["new"]["grassroots_unions"] == 7


def test_the_same_file_twice_changes_nothing(unit, officer):
    content = workbook_of(line(unit, 2023, 8, 120))
    seen = plan(content, officer).digest
    first = take(content, officer, seen=seen)
    YearlyFigure.objects.update(members=121)
    second = take(content, officer, seen=seen)
    assert (second.is_new, second.record) == (False, first.record)
    assert YearlyFigure.objects.get().members == 121
    assert FigureImport.objects.count() == 1


def test_what_changed_between_dry_run_and_confirmation_is_shown_again(unit, officer):
    row = make_figure(unit, 2023, members=100)
    content = workbook_of(line(unit, 2023, 8, 120))
    seen = plan(content, officer).digest
    YearlyFigure.objects.filter(pk=row.pk).update(members=105, version=1)
    with pytest.raises(PlanChanged) as refusal:
        take(content, officer, seen=seen)
    assert refusal.value.plan.changes[0].old.members == 105
    assert not FigureImport.objects.exists()
    assert take(content, officer).is_new


def test_with_one_fault_nothing_is_written_whatever_is_confirmed(unit, officer):
    content = workbook_of(line(unit, 2023, 8, 120), line(unit, 2022, -1))
    with pytest.raises(PlanChanged):
        take(content, officer, is_confirmed=True)
    assert not YearlyFigure.objects.exists()
    assert not FigureImport.objects.exists()


def test_killed_in_the_middle_nothing_is_written(unit, officer, monkeypatch):
    content = workbook_of(line(unit, 2023, 8, 120), line(unit, 2022, 7, 110))
    monkeypatch.setattr(AuditEntry.objects, "bulk_create", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(content, officer)
    assert not YearlyFigure.objects.exists()
    assert not FigureImport.objects.exists()


def test_unlikely_numbers_wait_for_a_tick(unit, officer):
    make_figure(unit, 2022, members=100)
    content = workbook_of(line(unit, 2023, None, 151), line(unit, 2024, None, 152))
    [warning] = plan(content, officer).warnings
    assert (warning.cell, warning.found) == ("E2", "151")
    with pytest.raises(Unconfirmed):
        take(content, officer)
    assert take(content, officer, is_confirmed=True).is_new


def test_a_name_that_is_not_the_codes_is_marked(unit, officer):
    other = [unit.code, "Liên đoàn Lao động tỉnh khác", 2023, 1, None, None, None, None, None]
    [warning] = plan(workbook_of(other), officer).warnings
    assert warning.cell == "B2"
    like = [unit.code, unit.name_vi.upper(), 2023, 1, None, None, None, None, None]
    assert not plan(workbook_of(like), officer).warnings


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        (" 1234 ", 1234),
        (1234.0, 1234),
        ("0", 0),
    ],
)
def test_numbers_are_read_as_people_write_them(unit, officer, text, number):
    [change] = plan(workbook_of(line(unit, 2023, None, text)), officer).changes
    assert change.new.members == number


@pytest.mark.parametrize(
    "value",
    [
        *("12,5", "1.23", "1.2345", "1.234,00", 12.5, "1,234.567", "nghìn", "1e3", "12a"),
        *(
            "0,125",
            "0.125",
            "012.345",
            "00,123",
            "-1.234",
            -1,
            "-5",
            10**9,
            "9" * 25,
            True,
            date(2025, 1, 2),
            "x" * 2000,
            "１２",
        ),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_no_whole_number_is_named_by_its_cell(unit, officer, value):
    [fault] = plan(workbook_of(line(unit, 2023, 1, value)), officer).faults
    assert (fault.sheet, fault.cell) == ("Số liệu", "E2")
    assert fault.wrong
    assert fault.mend


@pytest.mark.parametrize("value", ["31/12/2023", "2023-12-31", date(2023, 12, 31), "31.12.2023"])
def test_days_are_read_in_three_spellings(unit, officer, value):
    [change] = plan(workbook_of(line(unit, 2023, 1, day=value)), officer).changes
    assert change.new.counted_on == date(2023, 12, 31)


@pytest.mark.parametrize(
    "value", ["12/31/2023", "31/02/2023", "31/12/23", 45291, "cuối năm", "2022-12-31"]
)
def test_other_days_are_refused_by_their_cell(unit, officer, value):
    [fault] = plan(workbook_of(line(unit, 2023, 1, day=value)), officer).faults
    assert fault.cell == "H2"


def test_month_before_day_is_called_that(unit, officer):
    def wrong(value):
        return plan(workbook_of(line(unit, 2023, 1, day=value)), officer).faults[0].wrong

    assert wrong("12/31/2023") != wrong("31/02/2023")


@pytest.mark.parametrize("value", ["hai nghìn", 23, "2023.5", date(2023, 1, 1), 2023.5])
def test_a_year_that_is_none_is_named(unit, officer, value):
    assert [cell for cell, _found in faults(workbook_of(line(unit, value, 1)), officer)] == ["C2"]


def test_a_year_to_come_is_named_and_the_running_one_needs_its_day(unit, officer):
    content = workbook_of(line(unit, 2027, 1), line(unit, 2026, 1), line(unit, "2025", 1))
    assert [cell for cell, _found in faults(content, officer)] == ["C2", "H3"]


def test_formulas_are_refused_even_with_a_value(unit, officer):
    content = workbook_of(line(unit, 2023, 5, "=SUM(D2:D2)"), line(unit, 2022, "=5"))
    assert faults(with_cached_value(content), officer) == [("E2", "=SUM(D2:D2)"), ("D3", "=5")]


def with_cached_value(content: bytes) -> bytes:
    """Put a value behind the first formula, as Excel does."""
    return rewritten(content, "xl/worksheets/sheet1.xml", b"</f><v />", b"</f><v>5</v>")


def rewritten(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", 8) as target:
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(
                entry.filename, data.replace(old, new) if entry.filename == part else data
            )
    return buffer.getvalue()


def test_errors_of_excel_are_named(unit, officer):
    book = book_of([line(unit, 2023, 5)])
    book.active["E2"] = "#REF!"
    book.active["E2"].data_type = "e"
    assert faults(content_of(book), officer) == [("E2", "#REF!")]


def test_merged_cells_are_named_by_their_range(unit, officer):
    book = book_of([line(unit, 2023, 5), line(unit, 2022, 4)])
    book.active.append(line(unit, 2021, -4))
    book.active.merge_cells("A2:A3")
    assert faults(content_of(book), officer) == [("A2", "A2:A3"), ("D4", "-4")]


def test_merged_cells_of_a_title_above_or_beside_the_table_do_no_harm(unit, officer):
    book = book_of([line(unit, 2023, 5)])
    book.active.insert_rows(1)
    book.active["A1"] = "Số liệu công đoàn các cấp"
    book.active.merge_cells("A1:I1")
    book.active.merge_cells("M3:N4")
    assert plan(content_of(book), officer).is_ready


def test_a_wrong_or_renamed_sheet_is_named(unit, officer):
    book = book_of([line(unit, 2023, 5)], title="Sheet1")
    [fault] = plan(content_of(book), officer).faults
    assert (fault.sheet, fault.found) == ("Số liệu", "“Sheet1”")
    assert plan(workbook_of(line(unit, 2023, 5), title="SO LIEU"), officer).is_ready


def test_hidden_sheets_lines_and_columns_are_named(unit, officer):
    book = book_of([line(unit, 2023, 5)])
    book.create_sheet("Trang đầu")
    book.worksheets[0].sheet_state = "hidden"
    assert len(plan(content_of(book), officer).faults) == 1

    book = book_of([line(unit, 2023, 5), line(unit, 2022, 4)])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["E"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    shown = plan(content_of(book), officer)
    assert [fault.cell for fault in shown.faults] == ["E1", "A3"]
    assert "Ẩn" in shown.notes[0]


def test_headings_may_change_places_case_and_marks(unit, officer):
    order = [3, 2, 0, 1, 8, 7, 6, 5, 4]
    cells = line(unit, 2023, 5, 100)
    content = workbook_of(
        [cells[place] for place in order],
        headings=[HEADINGS[place].upper().replace("Đ", "đ") + " " for place in order],
    )
    [change] = plan(content, officer).changes
    assert (change.new.grassroots_unions, change.new.members) == (5, 100)


def test_a_missing_renamed_doubled_or_unknown_heading_is_named(unit, officer):
    missing = [text for text in HEADINGS if text != "Đoàn viên"]
    [fault] = plan(workbook_of(headings=missing), officer).faults
    assert (fault.cell, "Đoàn viên" in fault.wrong) == ("A1", True)

    renamed = ["Mã các đơn vị" if text == "Mã đơn vị" else text for text in HEADINGS]
    [fault] = plan(workbook_of(line(unit), headings=renamed), officer).faults
    assert (fault.cell, fault.found) == ("A1", "Mã các đơn vị")

    [fault] = plan(workbook_of(headings=[*HEADINGS, "Năm"]), officer).faults
    assert (fault.cell, fault.found) == ("J1", "Năm")

    shown = plan(workbook_of(line(unit, 2023, 5), headings=[*HEADINGS, "Ghi chú"]), officer)
    assert not shown.faults
    assert "Ghi chú" in shown.notes[0]
    assert shown.needs_tick

    [fault] = plan(workbook_of(line(unit), headings=["a", "b"]), officer).faults
    assert fault.cell == "A1"


def test_optional_columns_may_be_left_out(unit, officer):
    cells = line(unit, 2023, 5, 100)
    needed = [0, 2, 3, 4, 5, 6]
    content = workbook_of(
        [cells[place] for place in needed], headings=[HEADINGS[place] for place in needed]
    )
    assert plan(content, officer).is_ready


def test_empty_lines_and_lines_left_as_they_were_are_passed_over(unit, officer):
    content = workbook_of([None] * 9, line(unit, 2022), ["  "], line(unit, 2023, 5), [None])
    shown = plan(content, officer)
    assert (len(shown.changes), shown.blank, shown.changes[0].line.number) == (1, 1, 5)


def test_incomplete_lines_are_named(unit, officer):
    total = [None, "Tổng cộng", None, 5, 6, 7, 8, None, None]
    content = workbook_of(total, line(unit, None, 5), line(unit, 2023, source="Báo cáo"))
    assert [cell for cell, _found in faults(content, officer)] == ["A2", "C2", "C3", "A4"]


def test_the_same_unit_and_year_twice_is_named(unit, officer):
    content = workbook_of(line(unit, 2023, 5), line(unit.code.lower(), "2023", 6))
    assert faults(content, officer) == [("A3", "DONVI-A, 2023")]


def test_units_of_others_are_as_unknown_as_none(unit, officer):
    make_unit("DONVI-B")
    content = workbook_of(line("DONVI-B", 2023, 5), line("KHONG-CO", 2023, 5))
    first, second = plan(content, officer).faults
    assert (first.cell, second.cell) == ("A2", "A3")
    assert (first.wrong, first.mend) == (second.wrong, second.mend)
    office = make_user(portal_role="office")
    assert [fault.found for fault in plan(content, office).faults] == ["KHONG-CO"]


def test_a_leader_takes_nothing_over(unit):
    leader = make_user(unit=unit, role=UnitRole.LEADER)
    assert [cell for cell, _found in faults(workbook_of(line(unit, 2023, 5)), leader)] == ["A2"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cu.xls", OLE + b"Workbook" * 100),
        ("khoa.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") * 9),
        ("bang.csv", "Mã đơn vị,Năm\nDONVI-A,2023\n".encode()),
        ("bang.xlsx", "Mã đơn vị,Năm\n".encode()),
        ("anh.xlsx", b"\xff\xd8\xff\0jpeg"),
        ("hong.xlsx", b"PK\x03\x04" + b"\0" * 200),
        ("bai.docx", b"PK\x03\x04"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_refused_with_words(name, content):
    with pytest.raises(WorkbookRefused) as refusal:
        read_workbook(content, name=name)
    assert str(refusal.value)


def test_refusals_tell_apart_what_people_can_mend(unit):
    def words(content, name):
        with pytest.raises(WorkbookRefused) as refusal:
            read_workbook(content, name=name)
        return str(refusal.value)

    good = workbook_of(line(unit, 2023, 5))
    macro = rewritten(
        good, "[Content_Types].xml", b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
    )
    document = BytesIO()
    with zipfile.ZipFile(document, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<a/>")
    said = [
        words(OLE + b"x" * 100, "a.xls"),
        words(OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx"),
        words(b"a,b", "a.csv"),
        words(document.getvalue(), "a.xlsx"),
        words(macro, "a.xlsx"),
        words(good[:-500], "a.xlsx"),
    ]
    assert len(set(said)) == len(said)
    assert words(good, "a.xlsm") == said[4]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"</row>", b""),
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="\xc4\x90:"'),
        ("xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet"),
        ("xl/styles.xml", b"<styleSheet", b"<styleSheet><"),
    ],
)
def test_damaged_parts_are_refused(unit, part, old, new):
    content = rewritten(workbook_of(line(unit, 2023, 5)), part, old, new)
    with pytest.raises(WorkbookRefused):
        read_workbook(content, name="a.xlsx")


def test_bombs_are_not_unpacked(unit):
    good = workbook_of(line(unit, 2023, 5))
    swollen = b"<worksheet" + b" " * (30 * limits.MEGABYTE)
    bomb = rewritten(good, "xl/worksheets/sheet1.xml", b"<worksheet", swollen)
    assert len(bomb) < limits.MEGABYTE
    with pytest.raises(WorkbookRefused):
        read_workbook(bomb, name="a.xlsx")
    many = BytesIO(good)
    with zipfile.ZipFile(many, "a") as package:
        for number in range(limits.ENTRIES):
            package.writestr(f"xl/media/{number}.png", b"")
    with pytest.raises(WorkbookRefused):
        read_workbook(many.getvalue(), name="a.xlsx")
    with pytest.raises(WorkbookRefused):
        read_workbook(b"PK\x03\x04" + b"\0" * limits.UPLOAD_BYTES, name="a.xlsx")


def test_a_cell_far_away_costs_nothing(unit, officer):
    book = book_of([line(unit, 2023, 5)])
    book.active["XFD1048576"] = "x"
    began = perf_counter()
    assert plan(content_of(book), officer).is_ready
    assert perf_counter() - began < 3


def test_what_stands_below_the_last_line_that_is_read_is_named(unit, officer, monkeypatch):
    monkeypatch.setattr(limits, "LAST_LINE", 50)
    book = book_of([line(unit, 2023, 5)])
    book.active["AO60"] = "x"
    assert not plan(content_of(book), officer).notes
    book.active["B70"] = book.active["B72"] = "x"
    found = plan(content_of(book), officer)
    assert (len(found.notes), found.needs_tick) == (1, True)
    assert "70" in found.notes[0]


def test_negative_thousands_are_called_negative(unit, officer):
    faults = [plan(workbook_of(line(unit, 2023, 1, one)), officer).faults for one in ("-1.234", -1)]
    assert faults[0][0].wrong == faults[1][0].wrong


def many_units(count: int) -> list[Unit]:
    """Make units without their sub-sites: nothing but rows of the register."""
    rows = [
        Unit(
            code=f"NHIEU-{number}",
            slug=f"nhieu-{number}",
            kind="province",
            name_vi=f"Đơn vị {number}",
            short_name_vi=f"ĐV {number}",
            sort_name=f"{number:05}",
        )
        for number in range(count)
    ]
    return Unit.objects.bulk_create(rows)


def test_ten_thousand_lines_are_taken_over_within_bounds(count_queries):
    office = make_user(portal_role="office")
    units = many_units(400)
    lines = [
        line(unit, year, 100 + year - 2000, 5000 + year, "1.234", 7, source="Báo cáo năm")
        for unit in units
        for year in range(2000, 2025)
    ]
    content = workbook_of(*lines)
    assert len(lines) == limits.ROWS

    began, before = perf_counter(), getrusage(RUSAGE_SELF).ru_maxrss
    sheet = read_workbook(content, name="a.xlsx")
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 80 * 1024  # kilobytes

    shown = plan_of(sheet, user=office, today=TODAY)
    assert (len(shown.changes), shown.faults) == (limits.ROWS, [])
    assert count_queries(lambda: plan_of(sheet, user=office, today=TODAY)) == 2
    queries = count_queries(lambda: take(content, office, seen=shown.digest))
    assert YearlyFigure.objects.count() == limits.ROWS
    # A few statements for each five hundred lines; SQLite splits long ones.
    assert queries < 500
    assert perf_counter() - began < 60


def test_more_lines_are_refused(unit, officer, monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 2)
    content = workbook_of(*(line(unit, year, 5) for year in (2021, 2022, 2023)))
    assert faults(content, officer) == [("A4", "")]


def test_the_template_lists_the_units_of_the_reader_and_comes_back_unchanged(unit, officer):
    make_unit("DONVI-B")
    make_figure(unit, 2024, members=1200, counted_on=date(2024, 12, 1), source="=Báo cáo")
    content = template_workbook([unit], years=[2023, 2024], today=TODAY)
    sheet = load_workbook(BytesIO(content))["Số liệu"]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == HEADINGS
    assert [row[:3] for row in rows[1:]] == [
        ("DONVI-A", unit.name_vi, 2023),
        ("DONVI-A", unit.name_vi, 2024),
    ]
    shown = plan(content, officer)
    assert (shown.changes, shown.faults, shown.unchanged, shown.blank) == ([], [], 1, 1)
    assert not shown.notes


def test_the_template_has_no_line_for_years_without_the_unit(unit):
    unit.valid_from = date(2024, 7, 1)
    content = template_workbook([unit], years=[2023, 2024, 2027], today=TODAY)
    rows = list(load_workbook(BytesIO(content))["Số liệu"].iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == [2024]


def test_a_kept_workbook_is_its_senders_alone_and_goes_after_a_day(officer):
    stranger = make_user()
    now = datetime.now(UTC)
    key = keep_upload(user=officer, name="../../Số liệu.xlsx", content=b"abc", now=now)
    found = find_upload(user=officer, key=key, now=now)
    assert (found.name, found.content) == ("so-lieu.xlsx", b"abc")
    for user, asked in ((stranger, key), (officer, "0" * 32), (officer, "../" + key)):
        assert find_upload(user=user, key=asked, now=now) is None
    later = now + timedelta(hours=limits.KEPT_HOURS, minutes=1)
    assert find_upload(user=officer, key=key, now=later) is None
    call_command("forget_figure_files", verbosity=0)
    assert find_upload(user=officer, key=key, now=now) is not None
    assert "forget_figure_files" in JOBS
    assert forget_uploads(now=now) == 0
    assert forget_uploads(now=later) >= 1
    assert storages["private"].listdir(f"figure-imports/{officer.pk}") == ([], [])


def test_two_sweeps_at_once_do_not_stop_an_upload(officer, monkeypatch):
    now = datetime.now(UTC)
    key = keep_upload(user=officer, name="a.xlsx", content=b"abc", now=now)

    def swept_by_another(path, moment):
        raise FileNotFoundError(path)

    monkeypatch.setattr(uploads, "_is_old", swept_by_another)
    assert forget_uploads(now=now) == 0
    assert find_upload(user=officer, key=key, now=now) is None
    second = keep_upload(user=officer, name="b.xlsx", content=b"abc", now=now)
    monkeypatch.undo()
    assert find_upload(user=officer, key=second, now=now) is not None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_write_once():
    unit = make_unit("DONVI-A")
    office = make_user(portal_role="office")
    make_figure(unit, 2022, members=100)
    content = workbook_of(line(unit, 2022, 5, 110), line(unit, 2023, 6, 120))
    seen = plan(content, office).digest
    outcomes = at_once(4, lambda _number: take(content, office, seen=seen).is_new)
    assert sorted(outcomes) == [False, False, False, True]
    assert sorted(YearlyFigure.objects.values_list("year", "version")) == [(2022, 1), (2023, 0)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_files_about_the_same_year_at_once_are_not_mixed():
    unit = make_unit("DONVI-A")
    office = make_user(portal_role="office")
    contents = [workbook_of(line(unit, 2023, 6, 120 + number)) for number in range(3)]
    seen = [plan(content, office).digest for content in contents]

    def confirm(number: int) -> bool | str:
        try:
            return take(contents[number], office, seen=seen[number]).is_new
        except PlanChanged:
            return "again"

    assert sorted(map(str, at_once(3, confirm))) == ["True", "again", "again"]
    assert FigureImport.objects.count() == YearlyFigure.objects.count() == 1


def at_once(count: int, call) -> list:
    """Return what simultaneous calls gave."""
    barrier, outcomes = Barrier(count), []

    def run(number: int) -> None:
        try:
            barrier.wait()
            outcomes.append(call(number))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
