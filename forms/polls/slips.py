"""Voters' codes as slips to cut out: in Vietnamese, ten on a sheet, drawn without a layout engine.

Twenty thousand slips are two thousand pages: what all have alike is drawn once.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from core.print_type import SERIF, SERIF_BOLD, register_typeface
from units.models import Unit

from .models import Poll

COLUMNS, ROWS = 2, 5
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / ROWS
PADDING = 7 * mm
INNER = WIDTH - 2 * PADDING
TITLE_LINES = 2
DASHES = (2, 2)
FORM = "slip"


def slip_sheets(*, poll: Poll, unit: Unit, codes: Sequence[str], address: str) -> bytes:
    """Return a PDF with one slip for each code; `address` is what voters type."""
    register_typeface()
    buffer = BytesIO()
    with override("vi"):
        canvas = Canvas(buffer, pagesize=A4, pageCompression=1)
        canvas.setTitle(poll.title_vi)
        canvas.setSubject(unit.name_vi)
        code_y = _keep_form(canvas, _Lines(poll, unit, address))
        for place, code in enumerate(codes):
            if place and place % (COLUMNS * ROWS) == 0:
                canvas.showPage()
            _draw(canvas, place % (COLUMNS * ROWS), code, code_y)
        canvas.save()
    return buffer.getvalue()


class _Lines:
    """What all slips of a batch say alike, broken into lines once."""

    def __init__(self, poll: Poll, unit: Unit, address: str) -> None:
        self.unit = _fitting(unit.name_vi, SERIF, 8.5)
        self.title = _broken(poll.title_vi, SERIF_BOLD, 11, TITLE_LINES)
        self.label = _("Your code")
        self.how = _broken(_how(poll.closes_at), SERIF, 8.5, 3)
        self.address = _broken(address, SERIF_BOLD, 10, 2)


def _how(closes_at: datetime | None) -> str:
    text = _(
        "Open the address below on a phone, enter the code, answer and send. The code gives one "
        "ballot and is not linked to your name."
    )
    if closes_at is None:
        return text
    until = timezone.localtime(closes_at, timezone.get_default_timezone())
    return f"{text} {_('Until %(time)s.') % {'time': f'{until:%H:%M %d/%m/%Y}'}}"


def _keep_form(canvas: Canvas, lines: _Lines) -> float:
    """Draw once what all slips have alike; return the height of the code above the lower edge."""
    canvas.beginForm(FORM, 0, 0, WIDTH, HEIGHT)
    canvas.setDash(*DASHES)
    canvas.setLineWidth(0.3)
    canvas.rect(0, 0, WIDTH, HEIGHT)
    canvas.setDash()
    y = _write(canvas, HEIGHT - 8 * mm, [lines.unit], SERIF, 8.5, 11)
    y = _write(canvas, y - 1, lines.title, SERIF_BOLD, 11, 13.5)
    code_y = _write(canvas, y - 5, [lines.label], SERIF, 8.5, 20)
    y = _write(canvas, code_y - 17, lines.how, SERIF, 8.5, 11)
    _write(canvas, y - 3, lines.address, SERIF_BOLD, 10, 12)
    canvas.endForm()
    return code_y


def _draw(canvas: Canvas, place: int, code: str, code_y: float) -> None:
    left = place % COLUMNS * WIDTH
    bottom = A4[1] - (place // COLUMNS + 1) * HEIGHT
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.doForm(FORM)
    canvas.setFont(SERIF_BOLD, 20)
    canvas.drawString(PADDING, code_y, code)
    canvas.restoreState()


def _write(
    canvas: Canvas, y: float, lines: Sequence[str], font: str, size: float, leading: float
) -> float:
    """Write lines below each other; return the height at which the next one stands."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(PADDING, y, line)
        y -= leading
    return y


def _broken(text: str, font: str, size: float, most: int) -> list[str]:
    """Break text into at most so many lines; the rest is cut with an ellipsis."""
    text = text.replace("\N{NON-BREAKING HYPHEN}", "-")
    lines: list[str] = []
    for line in simpleSplit(text, font, size, INNER):
        lines += _pieces(line, font, size)
    if len(lines) > most:
        lines = [*lines[: most - 1], _fitting(f"{lines[most - 1]} …", font, size)]
    return lines


def _pieces(line: str, font: str, size: float) -> list[str]:
    """Cut a word without spaces, such as an address, where it leaves the slip."""
    pieces = [""]
    for letter in line:
        if stringWidth(pieces[-1] + letter, font, size) > INNER:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _fitting(text: str, font: str, size: float) -> str:
    """Shorten text until it fits on one line."""
    text = text.replace("\N{NON-BREAKING HYPHEN}", "-")
    pieces = _pieces(text, font, size)
    return text if len(pieces) == 1 else f"{pieces[0][:-1].rstrip(' …')}…"
