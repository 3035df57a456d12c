"""The register of units: every fault with its line, all rows or none, twice is the same as once."""

import unicodedata
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupPagePermission, Page

from factories.portal import make_unit
from units.models import AboutPage, Unit
from units.register import read_register

pytestmark = pytest.mark.django_db

HEADER = "code,kind,name_vi,name_en,short_name_vi,slug"
FIRST = "DV-A,province,Liên đoàn Lao động A,Federation A,LĐLĐ A,dv-a"
SECOND = "DV-B,sector,Công đoàn ngành B,Union B,CĐ B,dv-b"


def text_of(*lines: str, header: str = HEADER) -> str:
    """Return the text of a register."""
    return "\n".join((header, *lines)) + "\n"


@pytest.fixture
def register(tmp_path):
    """Return a function that writes a register and returns its path."""

    def write(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "register.csv"
        path.write_bytes(text_of(*lines, header=header).encode(encoding))
        return path

    return write


def load(path: Path, **options) -> tuple[str, str]:
    """Run the command; return what it wrote to both outputs."""
    out, err = StringIO(), StringIO()
    options = {"no_progress": True, "stdout": out, "stderr": err} | options
    call_command("load_units", path, **options)
    return out.getvalue(), err.getvalue()


def faults_of(path: Path) -> list[tuple[int, str]]:
    """Run the command, which must refuse the file and write nothing; return lines and messages."""
    before = counts()
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("load_units", path, no_progress=True, stdout=StringIO(), stderr=err)
    assert counts() == before
    faults = read_register(path).faults
    written = err.getvalue()
    assert all(fault.message in written and str(fault.line) in written for fault in faults)
    return [(fault.line, fault.message) for fault in faults]


def counts() -> tuple[int, ...]:
    """Count what loading makes."""
    models = (Unit, Page, Collection, GroupPagePermission)
    return tuple(model.objects.count() for model in models)


def test_units_are_loaded_and_provisioned(register):
    load(register(FIRST, SECOND))
    unit = Unit.objects.get(code="DV-A")
    assert (unit.name_vi, unit.slug) == ("Liên đoàn Lao động A", "dv-a")
    assert unit.home_pages.get(language_code="vi").live
    english = unit.home_pages.get(language_code="en")
    assert english.live
    assert english.get_children().live().count() == 8
    assert unit.collection is not None


def test_second_run_changes_nothing(register):
    path = register(FIRST, SECOND)
    load(path)
    before = counts()
    out, _err = load(path)
    assert counts() == before
    assert " 2 " in out
    assert out.rstrip(".\n").endswith(" 0")


def test_changed_row_changes_only_its_unit(register):
    load(register(FIRST, SECOND))
    load(register(FIRST.replace("Federation A", "Federation of A"), SECOND))
    assert list(Unit.objects.order_by("code").values_list("name_en", flat=True)) == [
        "Federation of A",
        "Union B",
    ]


def test_dry_run_writes_nothing(register):
    before = counts()
    out, _err = load(register(FIRST), dry_run=True)
    assert "1" in out
    assert counts() == before


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (FIRST.replace("province", "village"), "village"),
        (FIRST.replace("Liên đoàn Lao động A", ""), "name_vi"),
        (FIRST.replace("Liên đoàn Lao động A", "\u200b \u00a0"), "name_vi"),
        (FIRST.replace("LĐLĐ A", ""), "short_name_vi"),
        (FIRST.replace("DV-A", ""), "code"),
        (FIRST.replace("DV-A", "đv a"), "đv a"),
        (FIRST.replace("dv-a", "đơn vị"), "đơn vị"),
        (FIRST.replace("dv-a", ""), "slug"),
        (FIRST.replace("Liên đoàn Lao động A", "Đ" * 201), "name_vi"),
        (FIRST.replace("LĐLĐ A", "Đ" * 81), "short_name_vi"),
    ],
)
def test_fault_of_a_row_is_named_with_its_line(register, row, named):
    (fault,) = faults_of(register(SECOND, row))
    assert fault[0] == 3
    assert named in fault[1]


@pytest.mark.parametrize("row", ["DV-C,province", f"{FIRST},one too many", '"never closed'])
def test_ragged_line_is_named(register, row):
    assert [line for line, _message in faults_of(register(SECOND, row))] == [3]


@pytest.mark.parametrize("column", ["code", "slug"])
def test_row_that_repeats_another_is_named_with_both_lines(register, column):
    other = {"code": "DV-A", "slug": "dv-a"}[column]
    row = SECOND.replace({"code": "DV-B", "slug": "dv-b"}[column], other)
    ((line, message),) = faults_of(register(FIRST, row))
    assert line == 3
    assert "2" in message
    assert other in message


def test_address_of_a_unit_that_the_file_does_not_name_is_refused(register):
    make_unit("DV-CU")
    Unit.objects.filter(code="DV-CU").update(slug="dv-a")
    ((line, message),) = faults_of(register(FIRST))
    assert line == 2
    assert "DV-CU" in message


@pytest.mark.parametrize(
    "value", ["31/12/2016", "2016-02-30", "2016", "hôm nay", "99999-01-01", "20160101T"]
)
def test_bad_date_is_named(register, value):
    ((line, message),) = faults_of(register(f"{FIRST},{value}", header=f"{HEADER},valid_from"))
    assert line == 2
    assert value in message


def test_period_that_ends_before_it_begins_is_named(register):
    path = register(f"{FIRST},2016-02-01,2016-01-31", header=f"{HEADER},valid_from,valid_to")
    assert [line for line, _message in faults_of(path)] == [2]


def test_dates_are_read(register):
    load(register(f"{FIRST},2016-02-01,", header=f"{HEADER},valid_from,valid_to"))
    unit = Unit.objects.get(code="DV-A")
    assert (unit.valid_from, unit.valid_to) == (date(2016, 2, 1), None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("parent", "KHONG-CO"),
        ("parent", "DV-A"),
        ("email", "not an address"),
        ("email", "a@" + "b" * 300 + ".vn"),
        ("phone", "0" * 41),
    ],
)
def test_bad_value_of_an_optional_column_is_named(register, column, value):
    path = register(f"{FIRST},{value}", header=f"{HEADER},{column}")
    assert {line for line, _message in faults_of(path)} == {2}


def test_units_that_stand_under_each_other_are_refused(register):
    path = register(f"{FIRST},DV-B", f"{SECOND},DV-A", header=f"{HEADER},parent")
    assert faults_of(path)


def test_every_fault_is_reported_at_once_in_the_order_of_the_lines(register):
    path = register(FIRST.replace("province", "village"), "DV-C", SECOND, SECOND)
    err = StringIO()
    with pytest.raises(CommandError, match="4"):
        call_command("load_units", path, no_progress=True, stderr=err)
    assert [line.split(":")[0][-1] for line in err.getvalue().splitlines()] == ["2", "3", "5", "5"]


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_file_in_another_encoding_is_refused(tmp_path, encoding):
    path = tmp_path / "register.csv"
    row = "DV-A,province,Công ty Hà Nam,Federation A,Hà Nam,dv-a"
    path.write_bytes(text_of(row).encode(encoding))
    ((line, message),) = faults_of(path)
    assert line in (1, 2)
    assert "UTF-8" in message


def test_mark_of_byte_order_and_lines_of_windows_are_read(register):
    path = register(f"{FIRST}\r", f"{SECOND}\r", header=f"{HEADER}\r", encoding="utf-8-sig")
    load(path)
    assert Unit.objects.count() == 2


def test_name_in_decomposed_letters_is_stored_composed(register):
    load(register(unicodedata.normalize("NFD", FIRST)))
    assert Unit.objects.get().name_vi == "Liên đoàn Lao động A"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b"code;kind\n"])
def test_file_without_the_columns_is_refused(tmp_path, content):
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    ((line, message),) = faults_of(path)
    assert line == 1
    assert "name_vi" in message


def test_file_without_rows_is_refused(register):
    assert [line for line, _message in faults_of(register())] == [1]


def test_column_named_twice_is_refused(register):
    path = register(f"{FIRST},dv-x", header=f"{HEADER},slug")
    assert [line for line, _message in faults_of(path)] == [1]


def test_null_character_is_refused_or_mended(register):
    load(register(FIRST.replace("Lao động", "Lao\0 động")))
    assert Unit.objects.get().name_vi == "Liên đoàn Lao động A"


def test_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(CommandError, match=r"khong-co\.csv"):
        load(tmp_path / "khong-co.csv")


def test_error_while_provisioning_writes_nothing(register):
    load(register(FIRST))
    before = counts()
    home = Unit.objects.get(code="DV-A").home_pages.get(language_code="vi")
    # The address of the new unit is taken by a page that is no home of a unit.
    home.get_parent().add_child(instance=AboutPage(title="Chiếm chỗ", slug="dv-b"))
    taken = counts()
    with pytest.raises(CommandError):
        load(register(FIRST, SECOND))
    assert counts() == taken != before


def test_shipped_register_is_valid_and_has_104_units():
    path = Path(__file__).parents[2] / "units" / "data" / "units_2016.csv"
    register = read_register(path)
    assert register.faults == []
    assert len(register.rows) == 104


def test_progress_is_shown(register):
    _out, err = load(register(FIRST), no_progress=False)
    assert "1/1" in err


def test_parent_follows_the_file(register):
    header = f"{HEADER},parent"
    top = "TLD,confederation,Tổng Liên đoàn,Confederation,TLĐ,tld,"
    load(register(top, f"{FIRST},", f"{SECOND},DV-A", header=header))
    parents = dict(Unit.objects.values_list("code", "parent__code"))
    assert parents == {"TLD": None, "DV-A": "TLD", "DV-B": "DV-A"}
    load(register(top, f"{FIRST},", f"{SECOND},TLD", header=header))
    assert Unit.objects.get(code="DV-B").parent.code == "TLD"
