"""The files of changes: 63 provincial federations of 2016 become 34; every fault has its line."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from factories.reorganising import count_rows, dump, load_register_of_2016
from units.lineage import lineage_of
from units.models import Unit, UnitHomePage, UnitSuccession
from units.reorganisation.models import Reorganisation
from units.reorganisation.replaying.groups import DATA

pytestmark = pytest.mark.django_db
MERGERS, CHANGES = DATA / "mergers_2025.csv", DATA / "sector_changes.csv"
HEADER = "from_slug,to_slug,date\n"
TODAY = date(2026, 11, 20)


def run(file: Path, **options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("apply_reorganisation", file, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def refused(file: Path) -> str:
    """Return what is said against a file; nothing must be written."""
    before, out, err = count_rows(), StringIO(), StringIO()
    with pytest.raises(CommandError):
        call_command("apply_reorganisation", file, stdout=out, stderr=err)
    assert count_rows() == before
    return err.getvalue()


def provinces() -> int:
    return Unit.objects.filter(kind="province").active_on(TODAY).count()


@pytest.fixture
def register():
    load_register_of_2016()


@pytest.fixture
def few():
    """Make the units that stand in lines with faults."""
    load_register_of_2016(
        "ldld-vinh-phuc", "ldld-phu-tho", "ldld-hoa-binh", "ldld-ha-noi", "ldld-thua-thien-hue",
        "cd-vien-chuc", "cd-xay-dung", "cd-giao-duc",
    )  # fmt: skip


def test_63_provincial_federations_become_34(register):
    assert (Unit.objects.count(), provinces()) == (104, 63)
    run(MERGERS)
    assert provinces() == 34
    hue = Unit.objects.get(slug="ldld-hue")
    assert (hue.code, hue.valid_from) == ("LDLD-HUE", date(2025, 1, 1))
    assert UnitHomePage.objects.filter(unit=hue).count() == 2
    ended = Unit.objects.filter(kind="province", valid_to__isnull=False)
    assert {unit.valid_to for unit in ended} == {date(2025, 6, 30), date(2024, 12, 31)}
    assert ended.count() == 30
    assert UnitSuccession.objects.count() == 53
    succession = UnitSuccession.objects.get(predecessor__slug="ldld-ha-giang")
    assert (succession.successor.slug, succession.kind) == ("ldld-tuyen-quang", "merge")
    assert UnitSuccession.objects.get(successor=hue).kind == "replace"
    assert Reorganisation.objects.filter(state="applied").count() == 24
    # The second run changes nothing.
    before = count_rows()
    run(MERGERS)
    assert count_rows() == before


def test_the_changes_of_sectors_follow_one_another(register):
    out, _err = run(CHANGES)
    assert "cd-buu-dien" in out
    ends = dict(Unit.objects.exclude(valid_to=None).values_list("slug", "valid_to"))
    assert ends == {
        "cd-cong-nghiep-tau-thuy": date(2022, 3, 31),
        "cd-vien-chuc": date(2025, 6, 14),
        "cd-giao-thong-van-tai": date(2025, 6, 30),
        "cd-nong-nghiep": date(2025, 6, 30),
        "cd-thong-tin-truyen-thong": date(2025, 6, 30),
    }
    found = UnitSuccession.objects.values_list("predecessor__slug", "successor__slug", "kind")
    assert set(found) == {
        ("cd-cong-nghiep-tau-thuy", "cd-giao-thong-van-tai", "merge"),
        ("cd-giao-thong-van-tai", "cd-xay-dung", "merge"),
        ("cd-nong-nghiep", "cd-nong-nghiep-va-moi-truong", "rename"),
        ("cd-thong-tin-truyen-thong", "cd-khoa-hoc-va-cong-nghe", "rename"),
    }
    source = UnitSuccession.objects.get(successor__slug="cd-xay-dung").source
    assert source == "2025 (year); news.laodong.vn 1631004"
    ship = Reorganisation.objects.get(parts__predecessor__slug="cd-cong-nghiep-tau-thuy")
    assert "level lowered" in ship.note
    closed = Reorganisation.objects.get(kind="close")
    assert closed.parts.get().predecessor.slug == "cd-vien-chuc"
    before = count_rows()
    run(CHANGES)
    assert count_rows() == before


@pytest.mark.parametrize("file", [MERGERS, CHANGES])
def test_a_dry_run_writes_nothing(register, file):
    before, rows = dump(), count_rows()
    out, _err = run(file, dry_run=True)
    assert (dump(), count_rows()) == (before, rows)
    assert "2025-07-01" in out


def test_a_line_that_comes_later_is_carried_out_alone(few, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_text(HEADER + "ldld-vinh-phuc,ldld-phu-tho,2025-07-01\n")
    run(file)
    file.write_text(
        HEADER + "ldld-vinh-phuc,ldld-phu-tho,2025-07-01\nldld-hoa-binh,ldld-phu-tho,2025-07-01\n"
    )
    run(file)
    assert Reorganisation.objects.count() == 2
    assert Unit.objects.get(slug="ldld-hoa-binh").valid_to == date(2025, 6, 30)


FAULTY = {
    "an unknown unit": ("ldld-khong-co,ldld-phu-tho,2025-07-01", 2),
    "an unknown successor": ("ldld-phu-tho,ldld-khong-co,2025-07-01", 2),
    "no date": ("ldld-vinh-phuc,ldld-phu-tho,", 2),
    "a date in another spelling": ("ldld-vinh-phuc,ldld-phu-tho,01/07/2025", 2),
    "a day that is none": ("ldld-vinh-phuc,ldld-phu-tho,2025-02-30", 2),
    "no successor": ("ldld-vinh-phuc,,2025-07-01", 2),
    "nobody": (",ldld-phu-tho,2025-07-01", 2),
    "too many columns": ("ldld-vinh-phuc,ldld-phu-tho,2025-07-01,x", 2),
    "too few columns": ("ldld-vinh-phuc,ldld-phu-tho", 2),
    "a line twice": ("ldld-vinh-phuc,ldld-phu-tho,2025-07-01\n" * 2, 3),
    "two successors": (
        "ldld-vinh-phuc,ldld-phu-tho,2025-07-01\nldld-vinh-phuc,ldld-ha-noi,2025-07-01", 3
    ),
    "nobody that ends": ("ldld-phu-tho,ldld-phu-tho,2025-07-01", 2),
    "no line": ("", 1),
    "a day before the unions": ("ldld-vinh-phuc,ldld-phu-tho,1929-07-27", 2),
    "a day before all days": ("ldld-vinh-phuc,ldld-phu-tho,0001-01-01", 2),
    "a day to come": ("ldld-vinh-phuc,ldld-phu-tho,2999-01-01", 2),
    "more than a field may hold": (f'ldld-vinh-phuc,"{"x" * 200_000}",2025-07-01', 2),
    "a successor that ended before": (
        "ldld-vinh-phuc,ldld-phu-tho,2025-07-01\nldld-ha-noi,ldld-vinh-phuc,2025-08-01", 3
    ),
    "a unit that comes only later": (
        "ldld-hue,ldld-ha-noi,2024-01-01\nldld-thua-thien-hue,ldld-hue,2025-01-01", 2
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_faults_are_told_by_line_and_nothing_is_written(few, tmp_path, name):
    text, line = FAULTY[name]
    file = tmp_path / "changes.csv"
    file.write_text(HEADER + text)
    assert f" {line}:" in refused(file)


def test_all_faults_are_told_at_once(few, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_text(HEADER + "nix,ldld-phu-tho,2025-07-01\nldld-vinh-phuc,ldld-phu-tho,heute\n")
    assert refused(file).count("\n") == 2
    file.write_text(HEADER + "nix,ldld-phu-tho,2025-07-01\nldld-vinh-phuc,nix,2025-07-01\n")
    assert refused(file).count("\n") == 2


def test_a_file_in_another_code_or_with_another_header_is_refused(few, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_bytes(HEADER.encode() + "vĩnh phúc".encode("utf-16"))
    assert " 2:" in refused(file)
    file.write_text("a,b,c\n1,2,3\n")
    assert " 1:" in refused(file)
    with pytest.raises(CommandError):
        call_command("apply_reorganisation", tmp_path / "nix.csv")


CHANGE = "from_slug,to_slug,change,effective,precision,source,confidence\n"


def test_a_part_that_stands_twice_is_told_by_line(few, tmp_path):
    file = tmp_path / "changes.csv"
    lines = [f"cd-vien-chuc,{to},split,2025,year,x,high\n" for to in ("cd-xay-dung", "cd-giao-duc")]
    file.write_text(CHANGE + "".join([*lines, lines[0]]))
    assert " 4:" in refused(file)


def test_a_file_of_a_spreadsheet_is_read_or_told(few, tmp_path):
    file = tmp_path / "changes.csv"
    text = HEADER + "ldld-vinh-phuc,ldld-phu-tho,2025-07-01\n"
    file.write_text(text.replace(",", ";"))
    assert ";" not in (said := refused(file))
    assert " 1:" in said
    for raw in (b"", b"\xef\xbb\xbf", b"\n\n", HEADER.encode()):
        file.write_bytes(raw)
        assert " 1:" in refused(file)
    file.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    run(file)
    assert Unit.objects.get(slug="ldld-vinh-phuc").valid_to == date(2025, 6, 30)


def test_a_dry_run_and_a_refusal_leave_no_rights_behind(few, tmp_path):
    """What is read in the middle must not reach the cache that all processes share."""
    taker = Unit.objects.get(slug="ldld-phu-tho")
    file = tmp_path / "changes.csv"
    text = HEADER + "ldld-vinh-phuc,ldld-phu-tho,2025-07-01\nldld-ha-noi,ldld-hoa-binh,2025-07-02\n"
    file.write_text(text)
    run(file, dry_run=True)
    assert lineage_of(taker.pk) == {taker.pk}
    file.write_text(text + "ldld-hoa-binh,ldld-vinh-phuc,2025-07-03\n")
    refused(file)
    assert lineage_of(taker.pk) == {taker.pk}


@pytest.mark.parametrize(
    "line",
    [
        "cd-vien-chuc,,vanished,2025-06-15,day,x,high",
        "cd-vien-chuc,cd-xay-dung,ended,2025-06-15,day,x,high",
        "cd-vien-chuc,,merged,2025-06-15,day,x,high",
        "cd-vien-chuc,,ended,June 2025,day,x,high",
    ],
)
def test_faults_of_a_change_are_told_by_line(few, tmp_path, line):
    file = tmp_path / "changes.csv"
    file.write_text(CHANGE + line)
    assert " 2:" in refused(file)


def test_a_split_is_one_operation_of_several_lines(few, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_text(
        CHANGE
        + "cd-vien-chuc,cd-xay-dung,split,2025-06,month,x,high\n"
        + "cd-vien-chuc,cd-giao-duc,split,2025-06,month,x,high\n"
    )
    run(file)
    operation = Reorganisation.objects.get()
    assert operation.effective_on == date(2025, 6, 1)
    assert operation.parts.get(takes_open_work=True).successor.slug == "cd-xay-dung"
