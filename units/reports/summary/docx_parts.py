"""What python-docx has no words for: repeated heads, short rules, page numbers, descriptions."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TYPE = "Times New Roman"
# Paragraphs without indent or space; paragraphs in the cells of tables.
BODY, SMALL = "No Spacing", "Table Text"
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def prepare_styles(file: Any, language: str) -> None:
    """Set type, sizes and spaces of every style that is used (Decree 30/2020/NĐ-CP)."""
    styles = file.styles
    normal = styles["Normal"]
    _type(normal, 14)
    _language(styles, LANGUAGES.get(language, "vi-VN"))
    shape = normal.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.first_line_indent, shape.line_spacing = Mm(10), 1.15
    shape.space_before, shape.space_after = Pt(0), Pt(6)
    shape.widow_control = True
    for name, size, centred in (
        ("Heading 1", 14, False),
        ("Heading 2", 14, False),
        ("Title", 14, True),
        ("Subtitle", 14, True),
        ("Caption", 12, True),
    ):
        _heading(styles[name], size, centred=centred)
    styles["Heading 2"].font.italic = True
    _plain(styles[BODY], 14)
    _plain(styles.add_style(SMALL, 1), 12)
    for name in ("Header", "Footer"):
        _plain(styles[name], 14 if name == "Header" else 8)


def _type(style: Any, size: float) -> None:
    style.font.name, style.font.size = TYPE, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), TYPE)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def _heading(style: Any, size: float, *, centred: bool) -> None:
    _type(style, size)
    style.font.bold, style.font.italic = True, False
    style.font.all_caps = False
    shape = style.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    shape.first_line_indent = Mm(0)
    shape.space_before, shape.space_after = Pt(6), Pt(4)
    shape.keep_with_next = True
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    spacing = style.element.get_or_add_rPr().find(qn("w:spacing"))
    if spacing is not None:
        spacing.getparent().remove(spacing)


def _plain(style: Any, size: float) -> None:
    style.base_style = None
    _type(style, size)
    shape = style.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    shape.first_line_indent, shape.line_spacing = Mm(0), 1
    shape.space_before, shape.space_after = Pt(0), Pt(0)


def _language(styles: Any, language: str) -> None:
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    mark = defaults.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        defaults.append(mark)
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        mark.set(qn(name), language)


def page_number(paragraph: Any) -> None:
    """Add the number of the page."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def rule_below(paragraph: Any, *, part: float, width: float) -> None:
    """Turn an empty paragraph into a rule as long as a part of its column, in the middle."""
    paragraph.style = BODY
    shape = paragraph.paragraph_format
    margin = int(width * (1 - part) / 2)
    shape.left_indent = shape.right_indent = margin
    shape.space_before, shape.space_after = Pt(3), Pt(4)
    shape.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def no_borders(table: Any) -> None:
    """Use a table to set two columns side by side, without lines; it holds no data."""
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    table.style = "Normal Table"


def describe_picture(picture: Any, text: str) -> None:
    """Say what a picture shows, for who cannot see it."""
    picture._inline.docPr.set("descr", text)
