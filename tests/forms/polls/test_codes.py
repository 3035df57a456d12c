"""Codes are made, shown once, imported and voided; only digests stay."""

from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import resolve
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook

from factories.poll_making import draft, make_confederation, make_people
from factories.polls import make_poll
from forms.guarding.codes import normalize_code
from forms.polls.code_files import code_archive, short_address, voting_path
from forms.polls.code_lists import UnreadableList, check_rows, rows_of_file, rows_of_text
from forms.polls.enums import Audience, PollPhase
from forms.polls.models import CodeBatch, Poll, VoterCode
from forms.polls.rules import batches_for
from forms.polls.services.codes import (
    CodesGiven,
    import_codes,
    issue_codes,
    issue_for_units,
    void_batch,
)
from forms.polls.services.locking import PollRefused
from forms.polls.slips import slip_sheets
from forms.polls.voter_codes import usable_codes

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def poll(people) -> Poll:
    return draft(people, audience=Audience.CODES)


def issue(poll, people, count=3, **fields):
    return issue_codes(
        **{
            "poll_id": poll.pk,
            "unit": people.unit,
            "count": count,
            "user": people.chief,
            "request_key": uuid4(),
            "now": timezone.now(),
        }
        | fields
    )


def test_codes_work_and_are_kept_as_digests_only(people, poll):
    issued = issue(poll, people, 50)
    assert len(set(issued.codes)) == 50
    assert usable_codes(poll, issued.codes[0].lower().replace("-", " ")).count() == 1
    kept = " ".join(VoterCode.objects.values_list("digest", flat=True))
    assert not any(normalize_code(code) in kept for code in issued.codes)
    assert issued.batch.size == VoterCode.objects.count() == 50


def test_second_click_makes_no_second_batch(people, poll):
    key = uuid4()
    issue(poll, people, request_key=key)
    with pytest.raises(CodesGiven):
        issue(poll, people, request_key=key)
    assert (CodeBatch.objects.count(), VoterCode.objects.count()) == (1, 3)


@pytest.mark.parametrize("count", [0, 20_001])
def test_batch_has_one_to_twenty_thousand_codes(people, poll, count):
    with pytest.raises(PollRefused, match=r"20\.000"):
        issue(poll, people, count)
    assert not CodeBatch.objects.exists()


def test_only_who_may_makes_codes(people, poll):
    now = timezone.now()
    for refused in (
        {"user": people.other_chief},
        {"user": people.other_chief, "unit": people.other},
        {"unit": people.other},
        {"user": people.respondent},
        {"poll_id": make_poll(people.unit).pk},
        {"poll_id": make_poll(people.unit, audience="codes", phase=PollPhase.CLOSED).pk},
        {"poll_id": 0, "now": now},
    ):
        with pytest.raises(PollRefused):
            issue(poll, people, **refused)


def test_centre_makes_codes_of_a_national_poll_for_all_units_at_once(people):
    poll = draft(people, unit=make_confederation(), audience=Audience.CODES)
    counts = {people.unit.pk: 3, people.other.pk: 2}
    key, now = uuid4(), timezone.now()
    with pytest.raises(PollRefused):
        issue_for_units(poll_id=poll.pk, counts=counts, user=people.chief, request_key=key, now=now)
    made = issue_for_units(
        poll_id=poll.pk, counts=counts, user=people.centre, request_key=key, now=now
    )
    assert {one.batch.unit_id: len(one.codes) for one in made} == counts
    with pytest.raises(CodesGiven):
        issue_for_units(
            poll_id=poll.pk, counts=counts, user=people.centre, request_key=key, now=now
        )
    assert CodeBatch.objects.count() == 2
    own = batches_for(people.chief, poll)
    assert [one.unit_id for one in own] == [people.unit.pk]
    assert batches_for(people.centre, poll).count() == 2
    with pytest.raises(PollRefused):
        void_batch(poll_id=poll.pk, batch_id=own.get().pk, user=people.chief, now=now)


def test_voiding_takes_out_what_nobody_has_used(people, poll):
    issued = issue(poll, people)
    used, left, _third = issued.codes
    usable_codes(poll, used).update(is_used=True)
    now = timezone.now()
    for _click in range(2):
        unused = void_batch(poll_id=poll.pk, batch_id=issued.batch.pk, user=people.chief, now=now)
        assert unused == 2
    assert not usable_codes(poll, left).exists()
    with pytest.raises(PollRefused):
        void_batch(poll_id=poll.pk, batch_id=issued.batch.pk, user=people.other_chief, now=now)


def test_file_holds_slips_and_a_list_for_each_batch(people, poll):
    issued = issue(poll, people, 11)
    with ZipFile(BytesIO(code_archive(poll, [issued]))) as archive:
        sheet, slips = sorted(archive.namelist(), reverse=True)
        rows = load_workbook(BytesIO(archive.read(sheet))).active
        assert [row[1].value for row in rows.iter_rows(min_row=2)] == issued.codes
        assert archive.read(slips).startswith(b"%PDF")
    assert short_address(poll).endswith(voting_path(poll))
    with translation.override("vi"):
        assert resolve(voting_path(poll)).view_name == "voting:vote"


def test_slips_take_long_titles_and_addresses(people, poll):
    poll.title_vi = "Trưngcầuýkiến" * 15
    content = slip_sheets(poll=poll, unit=people.unit, codes=["K7QM-2XFD-9RTA"], address="a" * 200)
    assert content.startswith(b"%PDF")


def sheet_of(*values) -> bytes:
    book = Workbook()
    for value in values:
        book.active.append([value])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_lists_are_read_from_excel_csv_and_a_field():
    found = [(2, "CD00123456"), (3, "CD00123457")]
    assert rows_of_text("Mã bỏ phiếu\nCD00123456\n CD00123457 \n\n") == found
    assert rows_of_file("a.csv", "Mã;Tên\nCD00123456;An\nCD00123457;Bình".encode()) == found
    assert rows_of_file("a.XLSX", sheet_of("Mã", "CD00123456", "CD00123457")) == found
    assert rows_of_file("a.xlsx", sheet_of(123456789012, 1234567890123.0)) == [
        (1, "123456789012"),
        (2, "1234567890123"),
    ]
    for name, content in (("a.xlsx", b"khong"), ("a.csv", b"\xff\xfe\x00\xd8"), ("a.xlsx", b"")):
        with pytest.raises(UnreadableList):
            rows_of_file(name, content)


def test_faults_are_named_by_row_and_nothing_is_kept(people, poll):
    import_codes(
        poll_id=poll.pk, unit=people.unit, codes=["CD-0012-3456"], user=people.chief,
        request_key=uuid4(), now=timezone.now(),
    )  # fmt: skip
    rows = rows_of_text(
        "CD00123457\ncd-0012-3457\nNGAN1\nMÃ00123456\n1111111111\nCD00123456\n=CD00123459"
    )
    codes, bad = check_rows(poll, rows)
    assert codes == ["CD00123457", "CD00123456"]
    assert [row.number for row in bad] == [2, 3, 4, 5, 6, 7]
    assert "row 1" in bad[0].fault
    with pytest.raises(PollRefused):
        import_codes(
            poll_id=poll.pk, unit=people.unit, codes=codes, user=people.chief,
            request_key=uuid4(), now=timezone.now(),
        )  # fmt: skip
    assert VoterCode.objects.count() == 1
