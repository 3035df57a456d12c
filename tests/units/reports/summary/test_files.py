"""XLSX, DOCX and PDF opened again: every unit once, the right figures, the form of the decree."""

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook
from pypdf import PdfReader

from factories.quotas import bare_unit
from factories.reports import (
    CLOSED,
    HANOI,
    LATE,
    accept,
    fill,
    freeze,
    make_open_period,
    report_of,
    sign,
)
from units.enums import SuccessionKind
from units.models import Unit, UnitSuccession
from units.reports.models import ReportSection
from units.reports.services.amending import amend_report
from units.reports.services.contests import contest_figure, decide_contest
from units.reports.summary.docx_file import docx_of
from units.reports.summary.national_document import national_document
from units.reports.summary.pdf_file import pdf_of
from units.reports.summary.reading import read_national
from units.reports.summary.unit_document import read_own_report, unit_document
from units.reports.summary.workbook import national_workbook

pytestmark = pytest.mark.django_db
NASTY = "=HYPERLINK(\"http://a\")\x0b & <b>đậm</b> 'x'"


@pytest.fixture(autouse=True)
def _vietnamese(_english):
    with translation.override("vi"):
        yield


@pytest.fixture
def national(people, period, put):
    put(period, people.unit, "pieces_sent", 1234)
    put(period, people.unit, "quota_weeks_met", (21, 26))
    put(period, people.other, "mean_grade", "3.25")
    return read_national(period)


def docx_text(file):
    """Return all words of a document, those of tables cell by cell."""
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in file.paragraphs], cells


def document_of(national):
    return national_document(national, now=LATE)


def open_docx(document):
    return Document(BytesIO(docx_of(document)))


def pages_of(document):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf_of(document))).pages]


def largest(file):
    return max(file.tables, key=lambda table: len(table.columns))


def test_the_document_holds_every_unit_once_with_its_figures(national, people):
    table = largest(open_docx(document_of(national)))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    names = Counter(row[1] for row in rows)
    for line in national.lines:
        assert names[line.report.unit_name] == 1
    own = next(row for row in rows if row[1] == people.unit.name_vi)
    assert "1.234" in own
    assert "80,77%" in own
    other = next(row for row in rows if row[1] == people.other.name_vi)
    assert "3,25" in other


def test_the_form_of_the_decree(national):
    file = open_docx(document_of(national))
    first, wide = file.sections[0], file.sections[1]
    for section in file.sections:
        assert Mm(20) <= section.top_margin <= Mm(25)
        assert Mm(30) <= section.left_margin <= Mm(35)
        assert Mm(15) <= section.right_margin <= Mm(20)
    assert first.page_width < first.page_height
    assert wide.page_width > wide.page_height
    normal = file.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert "PAGE" in first.header._element.xml
    assert first.different_first_page_header_footer
    assert 'w:lang w:val="vi-VN"' in file.styles.element.xml


def test_the_document_can_be_read_by_machines(national):
    file = open_docx(document_of(national))
    assert len([one for one in file.paragraphs if one.style.name == "Heading 1"]) >= 6
    assert file.core_properties.title
    grids = [one for one in file.tables if one.style and one.style.name == "Table Grid"]
    assert len(grids) >= 4
    for table in grids:
        xml = table.rows[0]._tr.xml
        assert "w:tblHeader" in xml
        assert "w:tblCaption" in table._tbl.xml
    drawings = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert len(drawings) == 2
    assert all(len(text) > 40 for text in drawings)


def test_the_pdf_holds_every_unit_and_repeats_its_heads(people, put):
    for number in range(60):
        bare_unit(name_vi=f"Đơn vị thử nghiệm {number:03d}")
    period = make_open_period(year=2027, now=datetime(2027, 5, 1, tzinfo=HANOI))
    put(period, people.unit, "pieces_sent", 1234)
    national = read_national(period)
    reader = PdfReader(BytesIO(pdf_of(document_of(national))))
    pages = [page.extract_text() for page in reader.pages]
    wide = [
        text
        for page, text in zip(reader.pages, pages, strict=True)
        if page.mediabox.width > page.mediabox.height
    ]
    words = " ".join(" ".join(wide).split())
    for number in range(60):
        assert words.count(f"Đơn vị thử nghiệm {number:03d}") == 1
    assert "1.234" in words
    assert len(wide) > 1
    # The head of the table stands on each of its pages, and each page but the first is numbered.
    head = "".join(national.columns[3].label.split())
    assert all(head in "".join(text.split()) for text in wide)
    assert all(str(number) in text for number, text in enumerate(pages[1:], start=2))
    assert reader.metadata.title
    assert reader.root_object["/Lang"] == "vi-VN"


def test_pdf_and_docx_say_the_same(national):
    document = document_of(national)
    printed = re.sub(r"\s+", "", "".join(pages_of(document)))
    paragraphs, cells = docx_text(open_docx(document))
    for text in (*paragraphs, *cells):
        # Source Serif has no hyphen that does not break; everything else is the same.
        assert re.sub(r"\s+", "", text) in printed


def test_standing_and_digest(national, people, period):
    open_text = " ".join(docx_text(open_docx(document_of(national)))[0])
    frozen = freeze(period, people.judge)
    document = document_of(read_national(frozen))
    assert document.standing == ""
    assert frozen.digest in document.footer
    assert frozen.digest in "".join(pages_of(document)).replace("\n", "")
    assert document_of(national).standing in open_text


def test_amendments_are_told_beside_frozen_figures(people, period, national):
    # Counted after the last day, or the freezing would count once more.
    period.reports.update(computed_at=CLOSED)
    frozen = freeze(period, people.judge)
    amend_report(
        report_id=report_of(frozen, people.unit).pk,
        user=people.judge,
        indicator="pieces_sent",
        amended=Decimal(1300),
        reason="Đếm sót ở bàn tin",
        now=LATE,
    )
    document = document_of(read_national(frozen))
    _paragraphs, cells = docx_text(open_docx(document))
    assert "1.234*" in cells
    assert "1.300" in cells
    assert "Đếm sót ở bàn tin" in cells
    book = load_workbook(BytesIO(national_workbook(read_national(frozen))))
    assert len(book.sheetnames) == 4
    assert [cell.value for cell in book.worksheets[3][2]][2:4] == [1234, 1300]


def test_the_workbook_holds_numbers_and_no_formulas(national, people, period):
    fill(report_of(period, people.unit), people.leader, text=NASTY)
    book = load_workbook(BytesIO(national_workbook(national)))
    assert len(book.sheetnames) == 3
    units = book.worksheets[1]
    rows = {row[1].value: row for row in units.iter_rows(min_row=2)}
    assert len(rows) == len(national.lines)
    own, formula = rows[people.unit.name_vi], rows[people.other.name_vi]
    assert own[6].value == 1234
    assert own[8].value == pytest.approx(80.77)
    assert own[6].data_type == own[8].data_type == "n"
    assert formula[1].value == "=1+1 Ngành B"
    assert formula[1].data_type == "s"
    texts = list(book.worksheets[2]["E"][1:])
    assert {cell.data_type for cell in texts} == {"s"}
    assert texts[0].value == NASTY.replace("\x0b", "")
    summary = book.worksheets[0]
    sent = next(row for row in summary.iter_rows() if row[0].value == national.columns[0].label)
    assert sent[1].value == 1234
    assert not [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]


def test_strange_characters_break_no_file(people, period):
    fill(report_of(period, people.unit), people.leader, text=f"{NASTY}\n\nDòng hai")
    ReportSection.objects.update(text=f"{NASTY}\n\nDòng hai")
    document = unit_document(read_own_report(report_of(period, people.unit)), now=LATE)
    paragraphs, _cells = docx_text(open_docx(document))
    shown = NASTY.replace("\x0b", "")
    assert shown in paragraphs
    assert "Dòng hai" in paragraphs
    assert shown in " ".join(pages_of(document)).replace("\n", " ")


def test_a_units_own_report(people, period, put):
    report = report_of(period, people.unit)
    draft = unit_document(read_own_report(report), now=LATE)
    assert draft.standing
    assert draft.signature.name == ""
    contest = contest_figure(
        report_id=report.pk,
        indicator="pieces_sent",
        claimed=Decimal(3),
        reason="Thiếu ba bài",
        user=people.officer,
        now=CLOSED,
    )
    decide_contest(
        contest_id=contest.pk,
        user=people.judge,
        reply="Đúng là thiếu",
        corrected_to=Decimal(3),
        now=CLOSED,
    )
    sign(report_of(period, people.unit), people.leader)
    accept(report_of(period, people.unit), people.judge, score=Decimal("87.5"), score_note="Tốt")
    document = unit_document(read_own_report(report_of(period, people.unit)), now=LATE)
    paragraphs, cells = docx_text(open_docx(document))
    text = " ".join([*paragraphs, *cells])
    assert document.standing == ""
    for expected in (
        people.unit.name_vi.upper(),
        people.leader.get_full_name(),
        "Mục 1",
        "Đã làm tốt.",
        "Đúng là thiếu",
        "87,5",
        "Tốt",
    ):
        assert expected in text
    assert people.other.name_vi not in text
    assert people.leader.get_full_name() in "".join(pages_of(document))


def test_in_english(people, period):
    with translation.override("en"):
        document = national_document(read_national(period), now=LATE)
        assert document.title == "REPORT"
        names = [row[1] for row in docx_rows(document)]
        assert people.unit.name_en in names
        assert "en-GB" in open_docx(document).styles.element.xml
        reader = PdfReader(BytesIO(pdf_of(document)))
        assert reader.root_object["/Lang"] == "en-GB"


def docx_rows(document):
    return [[cell.text for cell in row.cells] for row in largest(open_docx(document)).rows]


def test_queries_of_the_files_do_not_grow(people, period, count_queries):
    def all_files(of):
        national = read_national(of)
        national_workbook(national)
        docx_of(document_of(national))
        pdf_of(document_of(national))

    few = count_queries(lambda: all_files(period))
    for _number in range(3):
        bare_unit()
    more = make_open_period(year=2027, now=datetime(2027, 5, 1, tzinfo=HANOI))
    assert count_queries(lambda: all_files(more)) == few <= 8


def test_every_file_names_what_a_merged_unit_is_compared_with(people, put):
    before = make_open_period(
        year=2025, half=2, now=datetime(2025, 12, 1, 9, tzinfo=HANOI), judge=people.judge
    )
    put(before, people.unit, "pieces_sent", 1200)
    put(before, people.other, "pieces_sent", 34)
    for old in (people.unit, people.other):
        UnitSuccession.objects.create(
            predecessor=old,
            successor=people.other,
            effective_on=date(2026, 1, 1),
            kind=SuccessionKind.MERGE,
        )
    Unit.objects.filter(pk=people.unit.pk).update(valid_to=date(2025, 12, 31))
    period = make_open_period(judge=people.judge)
    national = read_national(period)
    [(_line, text)] = national.reorganised
    assert people.unit.name_vi in text
    assert people.other.name_vi in text
    document = document_of(national)
    paragraphs, cells = docx_text(open_docx(document))
    assert text in cells
    assert any("IV" in one for one in paragraphs)
    words = " ".join(" ".join(pages_of(document)).split())
    assert people.unit.name_vi in words
    book = load_workbook(BytesIO(national_workbook(national)))
    values = [cell.value for row in book[book.sheetnames[-1]].iter_rows() for cell in row]
    assert text in values
    own = unit_document(read_own_report(report_of(period, people.other)), now=LATE)
    paragraphs, cells = docx_text(open_docx(own))
    assert text in paragraphs
    assert "1.234" in cells
