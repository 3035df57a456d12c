"""The typeface of the portal's PDF documents."""

from functools import cache
from xml.sax.saxutils import escape

from font_source_serif_pro import font_files_ttf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SERIF, SERIF_BOLD = "SourceSerifPro", "SourceSerifPro-Bold"


@cache
def register_typeface() -> None:
    """Make regular and bold known; the italics lack Vietnamese letters and are left out."""
    pdfmetrics.registerFont(TTFont(SERIF, font_files_ttf["SourceSerifPro"]))
    pdfmetrics.registerFont(TTFont(SERIF_BOLD, font_files_ttf["SourceSerifProBold"]))
    pdfmetrics.registerFontFamily(
        SERIF, normal=SERIF, bold=SERIF_BOLD, italic=SERIF, boldItalic=SERIF_BOLD
    )


def shown(text: str) -> str:
    """Return text without markup of its own; the typeface lacks only the non-breaking hyphen."""
    return escape(text).replace("\N{NON-BREAKING HYPHEN}", "-")
