"""Styles and numbered pages of the portal's PDF documents."""

from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.print_type import SERIF, SERIF_BOLD, register_typeface

FOOT = 10 * mm
SIDE = 15 * mm


def _style(name: str, **options: Any) -> ParagraphStyle:
    # splitLongWords: a name without spaces is broken rather than cut off.
    defaults = {"fontName": SERIF, "fontSize": 10, "leading": 13, "splitLongWords": True}
    return ParagraphStyle(name, **(defaults | options))


register_typeface()
LEFT = _style("left", alignment=TA_LEFT)
RIGHT = _style("right", alignment=TA_RIGHT)
CENTRED = _style("centred", alignment=TA_CENTER)
BOLD = _style("bold", fontName=SERIF_BOLD)
MIDDLE = _style("middle", fontName=SERIF_BOLD, alignment=TA_CENTER)
HEAD = _style("head", fontName=SERIF_BOLD, fontSize=14, leading=19, alignment=TA_CENTER)


class NumberedCanvas(Canvas):
    """Pages that say “page 2 of 7”, which is known only at the end, and a line on the left."""

    def __init__(self, *args: Any, footer: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._footer = footer
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page until the number of pages is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write every page with its number."""
        for page in self._pages:
            self.__dict__.update(page)
            self._write_foot(len(self._pages))
            super().showPage()
        super().save()

    def _write_foot(self, total: int) -> None:
        self.setFont(SERIF, 8.5)
        self.drawString(SIDE, FOOT, self._footer)
        text = _("Page %(number)s of %(total)s") % {"number": self._pageNumber, "total": total}
        self.drawRightString(self._pagesize[0] - SIDE, FOOT, text)
