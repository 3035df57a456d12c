"""Draws the picture of a title: whole, however long, in the colours of its unit."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from font_source_serif_pro import font_files_ttf
from PIL import Image, ImageDraw, ImageFont

from portal.pwa.icons import Icon
from portal.pwa.icons import draw as draw_icon

SIZE = (1200, 630)
# The accents of the style sheet; a test compares them.
ACCENTS = {
    "red": "#961a1d",
    "blue": "#1b4c8b",
    "green": "#1c5d36",
    "teal": "#0c585f",
    "violet": "#58388a",
    "orange": "#8f400b",
}
GOLD, INK, PALE = "#e0b23c", "#ffffff", "#f1e9e0"
# Stacked marks (Ẩ, Ộ) never touch the line above.
LEADING = 1.3
COLOURS = 64
LOGO = 72
TITLE_FACE, NAME_FACE = "SourceSerifProBold", "SourceSerifProSemibold"


class Box(NamedTuple):
    """Where a text goes, and the sizes that are tried, the largest first."""

    left: int
    top: int
    width: int
    height: int
    sizes: range


class Fitted(NamedTuple):
    """A text in lines that fit their box at a size."""

    lines: list[str]
    size: int

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return len(self.lines) * self.size * LEADING


PORTAL_BOX = Box(left=172, top=66, width=948, height=72, sizes=range(34, 17, -2))
TITLE_BOX = Box(left=80, top=164, width=1040, height=332, sizes=range(78, 17, -2))
OWNER_BOX = Box(left=80, top=518, width=1040, height=84, sizes=range(34, 13, -2))


def draw_card(*, title: str, owner: str, portal: str, accent: str) -> bytes:
    """Return the PNG of a card: the portal's name, the title, whose it is."""
    picture = Image.new("RGB", SIZE, ACCENTS.get(accent, ACCENTS["red"]))
    canvas = ImageDraw.Draw(picture)
    logo = draw_icon(Icon("card", LOGO))
    picture.paste(logo, (TITLE_BOX.left, PORTAL_BOX.top), logo)
    _write(canvas, portal, PORTAL_BOX, face=NAME_FACE, colour=PALE)
    _write(canvas, title, TITLE_BOX, face=TITLE_FACE, colour=INK)
    canvas.rectangle((TITLE_BOX.left, 506, TITLE_BOX.left + 120, 510), fill=GOLD)
    _write(canvas, owner, OWNER_BOX, face=NAME_FACE, colour=PALE)
    buffer = BytesIO()
    picture.quantize(COLOURS).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def fit(text: str, box: Box, *, face: str) -> Fitted:
    """Return the whole text in the largest size at which its lines fit the box."""
    fitted = Fitted([], box.sizes[0])
    for size in box.sizes:
        fitted = Fitted(_wrap(text, _font(face, size), box.width), size)
        if fitted.height <= box.height:
            break
    return fitted


def _write(canvas: ImageDraw.ImageDraw, text: str, box: Box, *, face: str, colour: str) -> None:
    fitted = fit(text, box, face=face)
    font, top = _font(face, fitted.size), box.top + (box.height - fitted.height) / 2
    for number, line in enumerate(fitted.lines):
        middle = top + (number + 0.5) * fitted.size * LEADING
        canvas.text((box.left, middle), line, font=font, fill=colour, anchor="lm")


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, font, width)
    return lines


def _pieces(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return a word, or its parts where it is wider than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=128)
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_files_ttf[face], size, layout_engine=ImageFont.Layout.BASIC)
