"""Writes an official report as PDF: the same parts as DOCX, tables over pages under their heads.

Source of the form: Decree 30/2020/NĐ-CP, appendix I.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from core.print_type import SERIF
from core.print_type import shown as escaped

from .chart_pdf import chart_drawing
from .charts import Chart
from .document import Annex, Grid, Heading, OfficialDocument, Part, Signature, Text
from .letterhead import state_and_motto
from .pdf_styles import STYLES, cell_style

TOP, LEFT, SIDE = 20 * mm, 30 * mm, 16 * mm
UPRIGHT, WIDE = "upright", "wide"
WIDTHS = {UPRIGHT: A4[0] - LEFT - SIDE, WIDE: A4[1] - LEFT - SIDE}
SIDES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
]
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.93, 0.93, 0.93)),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("ALIGN", (0, 1), (-1, -1), "RIGHT"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]
# A longer table breaks over pages anyway: its caption need not wait for it.
SHORT = 12
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def pdf_of(document: OfficialDocument) -> bytes:
    """Return the PDF file."""
    buffer = BytesIO()
    template = _Template(buffer, document)
    template.build(_Story(document).flowables())
    return buffer.getvalue()


def shown(text: str) -> str:
    """Return text without markup and without characters that are none."""
    return escaped(ILLEGAL_CHARACTERS_RE.sub("", text))


class _Template(BaseDocTemplate):
    """Upright and wide pages; numbers at the top from the second page on."""

    def __init__(self, buffer: BytesIO, document: OfficialDocument) -> None:
        super().__init__(
            buffer,
            title=document.name,
            author=document.author,
            subject=document.footer,
            lang=LANGUAGES.get(document.language, "vi-VN"),
        )
        self.foot = document.footer
        self.addPageTemplates(
            [
                self._page(UPRIGHT, A4),
                self._page(WIDE, landscape(A4)),
            ]
        )

    def _page(self, name: str, size: tuple[float, float]) -> PageTemplate:
        frame = Frame(
            LEFT, TOP, size[0] - LEFT - SIDE, size[1] - 2 * TOP,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        return PageTemplate(name, [frame], onPage=self._mark, pagesize=size)

    def _mark(self, canvas: Any, template: Any) -> None:
        width, height = canvas._pagesize
        canvas.saveState()
        if canvas.getPageNumber() > 1:
            canvas.setFont(SERIF, 12)
            canvas.drawCentredString(width / 2, height - 12 * mm, str(canvas.getPageNumber()))
        canvas.setFont(SERIF, 7)
        canvas.drawString(LEFT, 10 * mm, self.foot)
        canvas.restoreState()


class _Story:
    """Turns parts into flowables; the width of the column follows the page."""

    def __init__(self, document: OfficialDocument) -> None:
        self.source = document
        self.width = WIDTHS[UPRIGHT]

    def flowables(self) -> list[Flowable]:
        """Return the whole document."""
        story = [*self._letterhead(), *self._title()]
        signed = False
        for part in self.source.parts:
            if isinstance(part, Annex) and not signed:
                self._sign(story)
                signed = True
            story += self._of(part)
        if not signed:
            self._sign(story)
        return story

    def _of(self, part: Part) -> list[Flowable]:
        match part:
            case Heading():
                return [_paragraph(part.text, f"heading{part.level}")]
            case Text():
                return [_paragraph(part.text, "body")]
            case Grid():
                return self._grid(part)
            case Chart():
                drawing = chart_drawing(part, self.width)
                caption = _paragraph(part.title, "caption")
                return [KeepTogether([caption, drawing, Spacer(1, 4 * mm)])]
            case Annex():
                return self._annex(part)

    def _letterhead(self) -> list[Flowable]:
        source = self.source
        state, motto = state_and_motto()
        left = [
            _paragraph(source.above, "head"),
            _paragraph(source.issuer, "head_bold"),
            _rule(0.4),
            Spacer(1, 2 * mm),
            _paragraph(source.number, "head_large"),
        ]
        right = [
            _paragraph(state, "head_bold"),
            _paragraph(motto, "motto"),
            _rule(0.55),
            Spacer(1, 2 * mm),
            _paragraph(source.place_and_day, "head_large"),
        ]
        table = Table([[left, right]], colWidths=[self.width * 0.4, self.width * 0.6])
        table.setStyle(SIDES)
        return [table, Spacer(1, 6 * mm)]

    def _title(self) -> list[Flowable]:
        source = self.source
        story: list[Flowable] = [
            _paragraph(source.title, "title"),
            _paragraph(source.subject, "subject"),
        ]
        if source.standing:
            story.append(_paragraph(f"({source.standing})", "centred"))
        return [*story, _rule(0.25), Spacer(1, 4 * mm)]

    def _grid(self, grid: Grid) -> list[Flowable]:
        size = _size(grid)
        rows: list[list[Any]] = [[_cell(text, size, bold=True, align=1) for text in grid.headings]]
        rows += [_row(row, grid, size) for row in grid.rows]
        spans = [number for number, row in enumerate(grid.rows, 1) if isinstance(row, str)]
        whole = sum(grid.widths)
        widths = [self.width * width / whole for width in grid.widths]
        table = LongTable(rows, colWidths=widths, repeatRows=1)
        table.setStyle([*GRID, ("FONT", (0, 1), (-1, -1), SERIF, size), *_spans(spans)])
        caption = _paragraph(grid.caption, "caption" if len(rows) <= SHORT else "long_caption")
        return [caption, table, Spacer(1, 4 * mm)]

    def _annex(self, annex: Annex) -> list[Flowable]:
        name = WIDE if annex.is_wide else UPRIGHT
        self.width = WIDTHS[name]
        return [
            NextPageTemplate(name),
            PageBreak(),
            _paragraph(annex.title, "title"),
            _paragraph(annex.subject, "subject"),
            Spacer(1, 2 * mm),
        ]

    def _sign(self, story: list[Flowable]) -> None:
        """Add the signature, which never stands alone on a page."""
        last = [] if isinstance(story[-1], LongTable) else [story.pop()]
        story.append(KeepTogether([*last, self._signature(self.source.signature)]))

    def _signature(self, signature: Signature) -> Table:
        left: list[Flowable] = []
        if self.source.recipients:
            left.append(_paragraph(_("Recipients:"), "recipients_head"))
            left += [_paragraph(f"- {text}", "recipients") for text in self.source.recipients]
        right: list[Flowable] = [_paragraph(signature.capacity, "motto")]
        if signature.note:
            right.append(_paragraph(f"({signature.note})", "small_centred"))
        right.append(Spacer(1, (8 if signature.note else 22) * mm))
        right.append(_paragraph(signature.name, "motto"))
        table = Table([[left, right]], colWidths=[self.width / 2] * 2, spaceBefore=6 * mm)
        table.setStyle(SIDES)
        return table


def _row(row: Sequence[str] | str, grid: Grid, size: float) -> list[Any]:
    """Return the cells of a row; numbers need no breaking of lines, which takes long."""
    if isinstance(row, str):
        return [_cell(row, size, bold=True), *[""] * (len(grid.headings) - 1)]
    return [
        shown(text) if position in grid.numbers else _cell(text, size)
        for position, text in enumerate(row)
    ]


def _spans(rows: Sequence[int]) -> list[tuple[Any, ...]]:
    """Let headings of groups span the table; none stands alone at the foot of a page."""
    return [
        style
        for row in rows
        for style in (("SPAN", (0, row), (-1, row)), ("NOSPLIT", (0, row), (-1, row + 1)))
    ]


def _size(grid: Grid) -> float:
    if not grid.is_compact:
        return 11
    return 7.5 if len(grid.headings) > 10 else 9


def _paragraph(text: str, style: str) -> Paragraph:
    return Paragraph(shown(text), STYLES[style])


def _cell(text: str, size: float, *, bold: bool = False, align: int = 0) -> Paragraph:
    return Paragraph(shown(text), cell_style(size, bold=bold, align=align))


def _rule(part: float) -> HRFlowable:
    return HRFlowable(f"{part * 100:.0f}%", thickness=0.7, color=colors.black, spaceBefore=2)
