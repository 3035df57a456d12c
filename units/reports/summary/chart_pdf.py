"""Draws a chart as vectors for PDF; the same bars as `chart_png`."""

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from core.print_type import SERIF

from .chart_png import BEFORE, GROUND, INK, NOW
from .charts import Bar, Chart

TEXT, BAR, GAP = 10.5, 9, 9


def chart_drawing(chart: Chart, width: float) -> Drawing:
    """Return a drawing as wide as the column of text, in points."""
    legend = TEXT + GAP if chart.legend else 0
    height = legend + sum(_height(bar) for bar in chart.bars)
    drawing = Drawing(width, height)
    top = height
    if chart.legend:
        _draw_legend(drawing, chart, top)
        top -= legend
    for bar in chart.bars:
        _draw(drawing, bar, top)
        top -= _height(bar)
    return drawing


def _height(bar: Bar) -> float:
    return TEXT + 4 + BAR + (0 if bar.before is None else BAR + 1) + GAP


def _draw(drawing: Drawing, bar: Bar, top: float) -> None:
    values = f"{bar.shown} / {bar.before_shown}" if bar.before_shown else bar.shown
    drawing.add(_text(0, top - TEXT, bar.label))
    drawing.add(_text(drawing.width, top - TEXT, values, anchor="end"))
    top -= TEXT + 4
    _draw_length(drawing, float(bar.length), top, NOW)
    if bar.before is not None:
        _draw_length(drawing, float(bar.before), top - BAR - 1, BEFORE)


def _draw_length(drawing: Drawing, length: float, top: float, colour: str) -> None:
    drawing.add(_bar(0, top, drawing.width, GROUND))
    if length > 0:
        drawing.add(_bar(0, top, drawing.width * length / 100, colour))


def _draw_legend(drawing: Drawing, chart: Chart, top: float) -> None:
    left = 0.0
    for text, colour in zip(chart.legend, (NOW, BEFORE), strict=False):
        drawing.add(_bar(left, top, BAR, colour))
        drawing.add(_text(left + BAR + 4, top - TEXT + 2, text))
        left += BAR + 20 + stringWidth(text, SERIF, TEXT)


def _bar(left: float, top: float, width: float, colour: str) -> Rect:
    return Rect(left, top - BAR, width, BAR, fillColor=HexColor(colour), strokeColor=None)


def _text(left: float, base: float, text: str, *, anchor: str = "start") -> String:
    ink = HexColor(INK)
    return String(left, base, text, fontName=SERIF, fontSize=TEXT, textAnchor=anchor, fillColor=ink)
