"""The matrix: signs and words of every state, files of it, the same queries for any size."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from factories.directives import (
    after,
    local,
    make_acknowledged,
    make_answered,
    make_bare_unit,
    make_bare_units,
    make_draft,
    make_office,
    make_officer,
    make_sent,
    receipt_of,
)
from units.directives.matrix import read_matrix
from units.directives.models import DirectiveReceipt
from units.directives.services.answering import accept_answer, return_answer
from units.directives.services.ending import cancel_directive
from units.directives.services.extensions import ask_extension
from units.directives.services.receiving import open_receipt
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def read(**values):
    today = timezone.localdate()
    year = {"first": today - timedelta(days=300), "last": today, "today": today}
    return read_matrix(**year | values)


def test_every_state_has_its_own_sign(office):
    units = make_bare_units(8)
    people = {unit: make_officer(unit) for unit in units}
    directive = make_sent(*units[:7], office=office)
    now = timezone.now()
    receipts = [receipt_of(directive, unit) for unit in units[:7]]
    open_receipt(receipt_id=receipts[1].pk, user=people[units[1]], now=now)
    make_acknowledged(receipts[2], people[units[2]])
    ask_extension(
        receipt_id=receipts[3].pk, until=after(40), reason="Chờ", user=people[units[3]], now=now
    )
    make_answered(receipts[4], people[units[4]])
    returned = make_answered(receipts[5], people[units[5]])
    return_answer(answer_id=returned.pk, note="Thiếu", user=office, now=now)
    accepted = make_answered(receipts[6], people[units[6]])
    accept_answer(answer_id=accepted.pk, user=office, now=now)
    late = make_sent(units[7], office=office, now=now - timedelta(days=9), days=3)
    matrix = read()
    assert matrix.directives == [late, directive]
    signs = {row.unit: [cell.sign.key for cell in row.cells] for row in matrix.rows}
    assert signs == {
        units[0]: ["none", "delivered"],
        units[1]: ["none", "opened"],
        units[2]: ["none", "acknowledged"],
        units[3]: ["none", "asked"],
        units[4]: ["none", "sent"],
        units[5]: ["none", "returned"],
        units[6]: ["none", "done"],
        units[7]: ["overdue", "none"],
    }
    assert matrix.totals == [(0, 1), (2, 7)]
    marks = {cell.sign.mark for row in matrix.rows for cell in row.cells}
    assert len(marks) == 9


def test_drafts_and_what_was_taken_back_are_not_in_it(office):
    unit = make_bare_unit()
    make_draft(office=office)
    gone = make_sent(unit, office=office)
    cancel_directive(directive_id=gone.pk, reason="Nhầm", user=office, now=timezone.now())
    assert read().directives == []


def test_the_period_is_of_the_portals_clock(office):
    unit = make_bare_unit()
    last = make_sent(unit, office=office, now=local(2027, 6, 30, 23, 59))
    make_sent(unit, office=office, now=local(2027, 7, 1, 0, 0))
    first, end = local(2027, 1, 1).date(), local(2027, 6, 30).date()
    assert read(first=first, last=end).directives == [last]


def test_one_kind_of_unit_is_shown(office):
    province, sector = make_bare_unit(), make_bare_unit(kind=UnitKind.SECTOR)
    make_sent(province, sector, office=office)
    assert [row.unit for row in read(kind="sector").rows] == [sector]
    assert len(read().groups) == 2


def test_a_successor_in_charge_is_named(office):
    unit, successor = make_bare_units(2)
    make_sent(unit, office=office)
    plain = read().rows[0].cells[0].words
    DirectiveReceipt.objects.update(in_charge=successor)
    assert len(read().rows[0].cells[0].words) > len(plain)


def test_the_screen_has_words_beside_the_signs(client, office):
    unit = make_bare_unit()
    directive = make_sent(unit, office=office)
    client.force_login(office)
    body = client.get(reverse("directive_matrix")).content.decode()
    receipt = receipt_of(directive, unit)
    assert reverse("directive_unit_receipt", args=[directive.pk, receipt.pk]) in body
    assert reverse("directive_unit", args=[unit.code]) in body
    assert "dir-word" in body
    strange = {"year": "x", "part": "lạ", "kind": "lạ"}
    assert client.get(reverse("directive_matrix"), strange).status_code == 200


def test_files_hold_words_and_no_formula(client, office):
    unit = make_bare_unit(name_vi="=CMD()", sort_name="a")
    make_sent(unit, office=office)
    client.force_login(office)
    url = reverse("directive_matrix_export")
    sheet = load_workbook(BytesIO(client.get(url).content)).active
    assert sheet.cell(2, 2).value == "=CMD()"
    assert sheet.cell(2, 2).data_type == "s"
    text = client.get(url, {"format": "csv"}).content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows[1][1] == "'=CMD()"
    assert rows[1][5]


def test_the_same_queries_at_one_three_and_three_hundred(client, office, count_queries):
    client.force_login(office)
    counts = []
    for number in (1, 3, 300):
        make_sent(*make_bare_units(number), office=office)
        counts.append(count_queries(lambda: client.get(reverse("directive_matrix"))))
    assert counts[1] == counts[2]
    assert counts[0] - counts[1] in (0, 1, -1)


def test_a_hundred_units_by_thirty_directives(client, office, count_queries):
    units = make_bare_units(104)
    for _number in range(30):
        directive = make_draft(office=office, units=[units[0].pk])
        type(directive).objects.filter(pk=directive.pk).update(
            state="sent", current=1, sent_at=timezone.now()
        )
        DirectiveReceipt.objects.bulk_create(
            DirectiveReceipt(
                directive=directive, unit=unit, in_charge=unit, delivered_at=timezone.now()
            )
            for unit in units
        )
    assert count_queries(read) <= 6
    client.force_login(office)
    page = client.get(reverse("directive_matrix"))
    assert page.content.count(b'class="dir-sign dir-sign--delivered"><a') == 104 * 30
