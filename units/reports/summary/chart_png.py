"""Draws a chart as a picture for files that hold no drawings: three pixels for each point."""

from functools import cache
from io import BytesIO

from font_source_serif_pro import font_files_ttf
from PIL import Image, ImageDraw, ImageFont

from .charts import Bar, Chart

SCALE = 3
WIDTH, MARGIN, TEXT, BAR, GAP = 460 * SCALE, 4 * SCALE, 12 * SCALE, 11 * SCALE, 10 * SCALE
INK, NOW, BEFORE, GROUND = "#1c1c1c", "#0b5e57", "#c98a12", "#e9ecec"


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_files_ttf["SourceSerifPro"], TEXT)


def chart_png(chart: Chart) -> bytes:
    """Return a PNG on white, 460 points wide; labels above their bars, values at the right."""
    height = 2 * MARGIN + sum(_height(bar) for bar in chart.bars)
    height += TEXT + 2 * GAP if chart.legend else 0
    picture = Image.new("RGB", (WIDTH, height), "white")
    pen = ImageDraw.Draw(picture)
    top = MARGIN
    if chart.legend:
        _draw_legend(pen, chart, top)
        top += TEXT + 2 * GAP
    for bar in chart.bars:
        _draw(pen, bar, top)
        top += _height(bar)
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True, dpi=(72 * SCALE, 72 * SCALE))
    return buffer.getvalue()


def _height(bar: Bar) -> int:
    second = 0 if bar.before is None else BAR + SCALE
    return TEXT + 2 * SCALE + BAR + second + GAP


def _draw(pen: ImageDraw.ImageDraw, bar: Bar, top: int) -> None:
    pen.text((MARGIN, top), bar.label, INK, _font(), anchor="lt")
    values = f"{bar.shown} / {bar.before_shown}" if bar.before_shown else bar.shown
    pen.text((WIDTH - MARGIN, top), values, INK, _font(), anchor="rt")
    top += TEXT + 3 * SCALE
    _draw_length(pen, float(bar.length), top, NOW)
    if bar.before is not None:
        _draw_length(pen, float(bar.before), top + BAR + SCALE, BEFORE)


def _draw_length(pen: ImageDraw.ImageDraw, length: float, top: int, colour: str) -> None:
    whole = WIDTH - 2 * MARGIN
    pen.rectangle((MARGIN, top, MARGIN + whole, top + BAR), GROUND)
    if length > 0:
        pen.rectangle((MARGIN, top, MARGIN + round(whole * length / 100), top + BAR), colour)


def _draw_legend(pen: ImageDraw.ImageDraw, chart: Chart, top: int) -> None:
    left = MARGIN
    for text, colour in zip(chart.legend, (NOW, BEFORE), strict=False):
        pen.rectangle((left, top, left + BAR, top + BAR), colour)
        left += BAR + 4 * SCALE
        pen.text((left, top), text, INK, _font(), anchor="lt")
        left += round(_font().getlength(text)) + 16 * SCALE
