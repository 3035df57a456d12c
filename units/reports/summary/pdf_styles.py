"""Styles of the portal's official reports as PDF; sizes of Decree 30/2020/NĐ-CP, appendix I."""

from functools import cache
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from core.print_type import SERIF, SERIF_BOLD, register_typeface

register_typeface()


def _style(name: str, size: float, **options: Any) -> ParagraphStyle:
    # splitLongWords: a name without spaces is broken rather than cut off.
    defaults = {"fontName": SERIF, "fontSize": size, "leading": size * 1.3, "splitLongWords": True}
    return ParagraphStyle(name, **(defaults | options))


def _centred(name: str, size: float, **options: Any) -> ParagraphStyle:
    return _style(name, size, alignment=TA_CENTER, **options)


_BOLD = {"fontName": SERIF_BOLD}
_HEADING = _BOLD | {"spaceBefore": 8, "spaceAfter": 4, "keepWithNext": True}
STYLES = {
    style.name: style
    for style in (
        _style("body", 13, alignment=TA_JUSTIFY, firstLineIndent=10 * mm, spaceAfter=5),
        _style("heading1", 13, alignment=TA_LEFT, **_HEADING),
        _style("heading2", 13, alignment=TA_LEFT, **_HEADING),
        _centred("caption", 11, **_HEADING),
        _centred("long_caption", 11, **_BOLD, spaceBefore=8, spaceAfter=4),
        _centred("title", 14, **_BOLD),
        _centred("subject", 13, **_BOLD),
        _centred("centred", 12),
        _centred("small_centred", 10),
        _centred("head", 11.5),
        _centred("head_bold", 11.5, **_BOLD),
        _centred("head_large", 12),
        _centred("motto", 12.5, **_BOLD),
        _style("recipients_head", 11, **_BOLD),
        _style("recipients", 10),
    )
}


@cache
def cell_style(size: float, *, bold: bool, align: int) -> ParagraphStyle:
    """Return the style of a table's cell."""
    return _style(
        f"cell-{size}-{bold}-{align}",
        size,
        fontName=SERIF_BOLD if bold else SERIF,
        leading=size * 1.2,
        alignment=align,
    )
