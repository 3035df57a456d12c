"""Writes an official report as DOCX: the form of Decree 30/2020/NĐ-CP, with real structure.

Margins, type and page numbers: appendix I, part I. Headings are styles, tables repeat their head,
pictures and tables say what they show, the language is set.
"""

from dataclasses import replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .chart_png import chart_png
from .charts import Chart
from .document import Annex, Grid, Heading, OfficialDocument, Part, Signature, Text
from .docx_parts import (
    BODY,
    describe_picture,
    no_borders,
    page_number,
    prepare_styles,
    rule_below,
)
from .docx_tables import table_xml
from .letterhead import state_and_motto

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
SHORT, LONG = Mm(210), Mm(297)
TOP, LEFT, SIDE = Mm(20), Mm(30), Mm(16)
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_of(document: OfficialDocument) -> bytes:
    """Return the DOCX file."""
    buffer = BytesIO()
    _Writer(document).written().save(buffer)
    return buffer.getvalue()


def clean(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _cleaned(grid: Grid) -> Grid:
    rows = [clean(row) if isinstance(row, str) else [*map(clean, row)] for row in grid.rows]
    return replace(
        grid, caption=clean(grid.caption), headings=[*map(clean, grid.headings)], rows=rows
    )


class _Writer:
    """Writes the parts one after the other; the width of the column follows the page."""

    def __init__(self, document: OfficialDocument) -> None:
        self.source = document
        self.file: Any = Document()
        prepare_styles(self.file, document.language)
        self._set_properties()
        self._set_page(self.file.sections[0], is_wide=False)
        self._number_pages(self.file.sections[0])

    def written(self) -> Any:
        """Return the whole file."""
        self._letterhead()
        self._title()
        signed = False
        for part in self.source.parts:
            if isinstance(part, Annex) and not signed:
                self._signature(self.source.signature)
                signed = True
            self._write(part)
        if not signed:
            self._signature(self.source.signature)
        return self.file

    def _write(self, part: Part) -> None:
        match part:
            case Heading():
                self.file.add_heading(clean(part.text), level=part.level)
            case Text():
                self.file.add_paragraph(clean(part.text))
            case Grid():
                self._grid(part)
            case Chart():
                self._chart(part)
            case Annex():
                self._annex(part)

    def _set_properties(self) -> None:
        properties = self.file.core_properties
        properties.title = clean(self.source.name)[:255]
        properties.author = clean(self.source.author)[:255]
        properties.language = self.source.language
        properties.comments = clean(self.source.footer)[:255]

    def _set_page(self, section: Any, *, is_wide: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (LONG, SHORT) if is_wide else (SHORT, LONG)
        section.top_margin = section.bottom_margin = TOP
        section.left_margin, section.right_margin = LEFT, SIDE
        section.header_distance = section.footer_distance = Mm(10)
        self.width = section.page_width - LEFT - SIDE

    def _number_pages(self, section: Any) -> None:
        """Number pages at the top from the second on; say at the foot what binds the paper."""
        section.different_first_page_header_footer = True
        head = section.header.paragraphs[0]
        head.alignment = CENTRE
        page_number(head)
        for foot in (section.footer, section.first_page_footer):
            paragraph = foot.paragraphs[0]
            paragraph.style = "Footer"
            paragraph.add_run(clean(self.source.footer))

    def _letterhead(self) -> None:
        table = self.file.add_table(rows=2, cols=2)
        no_borders(table)
        self._fit(table, [38, 62])
        source = self.source
        state, motto = state_and_motto()
        (left, right), (number, place) = (row.cells for row in table.rows)
        self._line(left, source.above, size=12)
        self._line(left, source.issuer, size=12, bold=True)
        rule_below(left.add_paragraph(), part=0.4, width=self.width * 0.38)
        self._line(right, state, size=12, bold=True)
        self._line(right, motto, size=13, bold=True)
        rule_below(right.add_paragraph(), part=0.5, width=self.width * 0.62)
        self._line(number, source.number, size=13)
        self._line(place, source.place_and_day, size=13, italic=True)
        for cell in (left, right, number, place):
            cell._tc.remove(cell.paragraphs[0]._p)

    def _line(
        self, cell: Any, text: str, *, size: float, bold: bool = False, italic: bool = False
    ) -> None:
        paragraph = cell.add_paragraph(style=BODY)
        paragraph.alignment = CENTRE
        run = paragraph.add_run(clean(text))
        run.font.size, run.bold, run.italic = Pt(size), bold, italic

    def _title(self) -> None:
        source = self.source
        self.file.add_paragraph(clean(source.title), style="Title")
        self.file.add_paragraph(clean(source.subject), style="Subtitle")
        if source.standing:
            paragraph = self.file.add_paragraph(style=BODY)
            paragraph.alignment = CENTRE
            paragraph.add_run(clean(f"({source.standing})")).italic = True
        rule_below(self.file.add_paragraph(), part=0.25, width=self.width)

    def _grid(self, grid: Grid) -> None:
        caption = self.file.add_paragraph(clean(grid.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
        table = table_xml(_cleaned(grid), width=self.width)
        self.file.element.body.insert_element_before(table, "w:sectPr")
        self.file.add_paragraph(style=BODY)

    def _fit(self, table: Any, widths) -> None:
        table.autofit = False
        whole = sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(int(self.width * width / whole))
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Emu(int(self.width * width / whole))

    def _chart(self, chart: Chart) -> None:
        caption = self.file.add_paragraph(clean(chart.title), style="Caption")
        caption.paragraph_format.keep_with_next = True
        picture = self.file.add_picture(
            BytesIO(chart_png(chart)), width=Emu(int(self.width * 0.96))
        )
        describe_picture(picture, clean(chart.alt))
        paragraph = self.file.paragraphs[-1]
        paragraph.style, paragraph.alignment = BODY, CENTRE

    def _annex(self, annex: Annex) -> None:
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        self._set_page(section, is_wide=annex.is_wide)
        section.different_first_page_header_footer = False
        heading = self.file.add_heading(clean(annex.title), level=1)
        heading.alignment = CENTRE
        subject = self.file.add_paragraph(style=BODY)
        subject.alignment = CENTRE
        subject.add_run(clean(annex.subject)).bold = True

    def _signature(self, signature: Signature) -> None:
        # Never alone on a page.
        self.file.paragraphs[-1].paragraph_format.keep_with_next = True
        table = self.file.add_table(rows=1, cols=2)
        no_borders(table)
        self._fit(table, [50, 50])
        left, right = table.rows[0].cells
        if self.source.recipients:
            self._recipients(left)
        self._line(right, signature.capacity, size=14, bold=True)
        if signature.note:
            self._line(right, f"({signature.note})", size=11, italic=True)
        for _space in range(1 if signature.note else 3):
            right.add_paragraph(style=BODY)
        if signature.name:
            self._line(right, signature.name, size=14, bold=True)
        right._tc.remove(right.paragraphs[0]._p)

    def _recipients(self, cell: Any) -> None:
        run = cell.paragraphs[0].add_run(_("Recipients:"))
        cell.paragraphs[0].style = BODY
        run.bold = run.italic = True
        run.font.size = Pt(12)
        for text in self.source.recipients:
            paragraph = cell.add_paragraph(style=BODY)
            paragraph.add_run(f"- {clean(text)}").font.size = Pt(11)
