"""Tables of official reports as WordprocessingML: a hundred rows in one stroke.

python-docx looks through the whole table for each cell, which takes a hundred units half a minute.
"""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .document import Grid

EMU_IN_TWIP = 635
# Of many columns; of a compact table; of any other: half points.
TINY, COMPACT, USUAL = 15, 20, 24
MANY, SHORT = 10, 12
MARGIN = 50
HEAD_COLOUR = "EDEDED"


def table_xml(grid: Grid, *, width: int) -> Any:
    """Return the table as wide as the column of text (in EMU); its first row heads every page."""
    whole = sum(grid.widths)
    widths = [width * part // whole // EMU_IN_TWIP for part in grid.widths]
    # A short table stays on one page: each row but the last is kept with the next.
    kept = len(grid.rows) - 1 if len(grid.rows) <= SHORT else 0
    rows = [_row(grid.headings, widths, grid, is_head=True, is_kept=True)]
    rows += [
        _span(row, widths, grid)
        if isinstance(row, str)
        else _row(row, widths, grid, is_kept=place < kept)
        for place, row in enumerate(grid.rows)
    ]
    return parse_xml(
        f"<w:tbl {nsdecls('w')}>{_properties(grid, sum(widths))}<w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _properties(grid: Grid, width: int) -> str:
    caption = quoteattr(grid.caption)
    return (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{MARGIN // 3}" w:type="dxa"/><w:left w:w="{MARGIN}" w:type="dxa"/>'
        f'<w:bottom w:w="{MARGIN // 3}" w:type="dxa"/><w:right w:w="{MARGIN}" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={caption}/><w:tblDescription w:val={caption}/></w:tblPr>"
    )


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    grid: Grid,
    *,
    is_head: bool = False,
    is_kept: bool = False,
) -> str:
    cells = []
    for position, (text, width) in enumerate(zip(texts, widths, strict=True)):
        side = _side(position, grid, is_head)
        paragraph = _paragraph(text, _size(grid), side=side, is_bold=is_head, is_kept=is_kept)
        cells.append(_cell(paragraph, width, is_head=is_head))
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _span(text: str, widths: Sequence[int], grid: Grid) -> str:
    """Return a row of one bold cell, which stays with the row below."""
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}"'
        f' w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        f"{_paragraph(text, _size(grid), side='left', is_bold=True, is_kept=True)}</w:tc></w:tr>"
    )


def _cell(paragraph: str, width: int, *, is_head: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_COLOUR}"/>' if is_head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph}</w:tc>"
    )


def _paragraph(
    text: str, size: int, *, side: str, is_bold: bool = False, is_kept: bool = False
) -> str:
    kept = "<w:keepNext/>" if is_kept else ""
    bold = "<w:b/>" if is_bold else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{kept}<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>'
        f'{bold}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t>'
        "</w:r></w:p>"
    )


def _side(position: int, grid: Grid, is_head: bool) -> str:
    if is_head:
        return "center"
    return "right" if position in grid.numbers else "left"


def _size(grid: Grid) -> int:
    if not grid.is_compact:
        return USUAL
    return TINY if len(grid.headings) > MANY else COMPACT
