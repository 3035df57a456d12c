"""A drawing surface of 1600 x 1000 units, whatever the number of pixels below."""

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from home.demo.drawing.palette import Palette, mix, rgba

WIDTH, HEIGHT = 1600, 1000
Point = tuple[float, float]


class Canvas:
    def __init__(self, scale: float, palette: Palette, chance: Random) -> None:
        self.scale = scale
        self.palette = palette
        self.chance = chance
        self.image = Image.new(
            "RGB", (round(WIDTH * scale), round(HEIGHT * scale)), palette.sky[-1]
        )
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def px(self, value: float) -> int:
        return round(value * self.scale)

    def poly(self, points: Sequence[Point], fill: str, opacity: float = 1.0) -> None:
        pixels = [(x * self.scale, y * self.scale) for x, y in points]
        self.pen.polygon(pixels, fill=rgba(fill, opacity))

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str, opacity: float = 1.0, r: float = 0
    ) -> None:
        box = [self.px(x), self.px(y), self.px(x + w) - 1, self.px(y + h) - 1]
        if box[2] < box[0] or box[3] < box[1]:
            return
        if r:
            self.pen.rounded_rectangle(box, self.px(r), fill=rgba(fill, opacity))
        else:
            self.pen.rectangle(box, fill=rgba(fill, opacity))

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1.0
    ) -> None:
        box = [self.px(x - rx), self.px(y - ry), self.px(x + rx), self.px(y + ry)]
        self.pen.ellipse(box, fill=rgba(fill, opacity))

    def slice(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, fill: str
    ) -> None:
        box = [self.px(x - rx), self.px(y - ry), self.px(x + rx), self.px(y + ry)]
        self.pen.pieslice(box, start, end, fill=rgba(fill))

    def line(self, points: Sequence[Point], fill: str, width: float, opacity: float = 1.0) -> None:
        pixels = [(x * self.scale, y * self.scale) for x, y in points]
        thick = max(1, self.px(width))
        self.pen.line(pixels, fill=rgba(fill, opacity), width=thick, joint="curve")

    def limb(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round ends: arms, legs, cables."""
        self.line(points, fill, width)
        for x, y in (points[0], points[-1]):
            self.oval(x, y, width / 2, width / 2, fill)

    def arc(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        start: float,
        end: float,
        fill: str,
        width: float,
    ) -> None:
        box = [self.px(x - rx), self.px(y - ry), self.px(x + rx), self.px(y + ry)]
        self.pen.arc(box, start, end, fill=rgba(fill), width=max(1, self.px(width)))

    def shade(
        self,
        colours: Sequence[str],
        top: float = 0,
        bottom: float = HEIGHT,
        left: float = 0,
        right: float = WIDTH,
    ) -> None:
        """Fill a box with a gradient that runs from the first colour down to the last."""
        width, height = self.px(right) - self.px(left), self.px(bottom) - self.px(top)
        column = Image.new("RGB", (1, height))
        steps = len(colours) - 1
        for row in range(height):
            place = row / max(1, height - 1) * steps
            index = min(int(place), steps - 1)
            colour = mix(colours[index], colours[index + 1], place - index)
            column.putpixel((0, row), rgba(colour)[:3])
        box = (self.px(left), self.px(top))
        self.image.paste(column.resize((width, height), Image.Resampling.NEAREST), box)

    def haze(self, colour: str, top: float, bottom: float, opacity: float = 0.6) -> None:
        """Mist that thickens downwards between two heights."""
        height = self.px(bottom) - self.px(top)
        mask = Image.new("L", (1, height))
        for row in range(height):
            mask.putpixel((0, row), round(255 * opacity * row / height))
        mask = mask.resize((self.image.width, height), Image.Resampling.NEAREST)
        self.image.paste(rgba(colour)[:3], (0, self.px(top)), mask)

    def glow(self, x: float, y: float, r: float, colour: str, opacity: float = 0.8) -> None:
        size = max(2, self.px(2 * r))
        mask = Image.radial_gradient("L").point(
            [round(255 * opacity * max(0.0, 1 - v / 180) ** 2) for v in range(256)]
        )
        mask = mask.resize((size, size), Image.Resampling.BILINEAR)
        self.image.paste(rgba(colour)[:3], (self.px(x - r), self.px(y - r)), mask)

    def ridge(
        self,
        height: Callable[[float], float],
        fill: str,
        base: float = HEIGHT,
        step: int = 10,
        opacity: float = 1.0,
    ) -> None:
        """Fill below a line given as a function of x."""
        top = [(x, height(x)) for x in range(0, WIDTH + step, step)]
        self.poly([*top, (WIDTH, base), (0, base)], fill, opacity)

    def waves(self, level: float, swing: float, length: float) -> Callable[[float], float]:
        """A gentle random hill line around `level`."""
        first, second = self.chance.uniform(0, 2 * pi), self.chance.uniform(0, 2 * pi)

        def height(x: float) -> float:
            slow = sin(x / length * 2 * pi + first)
            quick = cos(x / length * 5.2 + second)
            return level - swing * (0.65 * slow + 0.35 * quick)

        return height
