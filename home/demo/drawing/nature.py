"""Sky, land and plants shared by the outdoor scenes."""

from home.demo.drawing.canvas import WIDTH, Canvas
from home.demo.drawing.palette import darker, lighter, mix


def sky(c: Canvas, horizon: float, sun: tuple[float, float] | None = None) -> None:
    """Gradient, sun with its glow, and a few long clouds."""
    c.shade(c.palette.sky, 0, horizon)
    if sun:
        c.glow(sun[0], sun[1], 420, c.palette.sun, 0.85)
        c.oval(sun[0], sun[1], 58, 58, c.palette.sun)
    for _ in range(5):
        cloud(c, c.chance.uniform(-80, WIDTH), c.chance.uniform(60, horizon * 0.55))


def cloud(c: Canvas, x: float, y: float) -> None:
    colour, length = lighter(c.palette.sky[-1], 0.3), c.chance.uniform(120, 260)
    for part in range(3):
        shift, width = part * length * 0.22, length * (1 - 0.25 * part)
        c.rect(x + shift, y - part * 15, width, 20, colour, 0.5, r=10)


def hills(c: Canvas, horizon: float, swing: float = 50) -> None:
    """Three ranges that fade with distance, down to the horizon."""
    p = c.palette
    for level, part, length, colour in (
        (horizon - 95, 1.0, 900, mix(p.far, p.sky[-1], 0.35)),
        (horizon - 50, 0.7, 620, p.far),
        (horizon - 18, 0.4, 430, mix(p.far, p.mid, 0.6)),
    ):
        c.ridge(c.waves(level, swing * part, length), colour, horizon + 4)
        c.haze(p.sky[-1], level - 20, horizon, 0.4)


def birds(c: Canvas, x: float, y: float) -> None:
    for index in range(4):
        left, top = x + index * 46 + c.chance.uniform(-9, 9), y + c.chance.uniform(-22, 22)
        c.line([(left - 15, top - 7), (left, top), (left + 15, top - 7)], c.palette.near, 3, 0.7)


def tree(c: Canvas, x: float, y: float, h: float, colour: str = "") -> None:
    """A broad round tree that stands at (x, y)."""
    leaf = colour or c.palette.leaf
    c.oval(x, y, h * 0.28, h * 0.035, "#14182A", 0.13)
    c.poly(
        [
            (x - h * 0.035, y),
            (x - h * 0.02, y - h * 0.55),
            (x + h * 0.02, y - h * 0.55),
            (x + h * 0.035, y),
        ],
        mix("#6B4B3A", c.palette.near, 0.25),
    )
    for dx, dy, r, tone in (
        (-0.14, 0.55, 0.2, darker(leaf, 0.14)),
        (0.15, 0.53, 0.19, darker(leaf, 0.08)),
        (0, 0.72, 0.25, leaf),
        (-0.06, 0.79, 0.14, lighter(leaf, 0.14)),
    ):
        c.oval(x + dx * h, y - dy * h, r * h, r * h * 0.92, tone)


def palm(c: Canvas, x: float, y: float, h: float, lean: float = 0.1) -> None:
    """A coconut palm; `lean` is the shift of its crown as a part of its height."""
    trunk = mix("#7A5A44", c.palette.near, 0.3)
    top = (x + lean * h, y - h)
    c.line([(x, y), (x + lean * h * 0.35, y - h * 0.5), top], trunk, h * 0.035)
    for dx, dy in (
        (-0.3, 0.1),
        (-0.26, -0.08),
        (-0.1, -0.17),
        (0.12, -0.17),
        (0.27, -0.07),
        (0.3, 0.12),
    ):
        tip, bend = (
            (top[0] + dx * h, top[1] + dy * h),
            (top[0] + dx * h * 0.5, top[1] + dy * h * 0.5),
        )
        colour = darker(c.palette.leaf, 0.05 + 0.25 * (dy > 0))
        c.poly([top, (bend[0], bend[1] - h * 0.07), tip, (bend[0], bend[1] + h * 0.005)], colour)


def bush(c: Canvas, x: float, y: float, w: float, colour: str = "") -> None:
    leaf = colour or c.palette.leaf
    c.oval(x - w * 0.25, y - w * 0.1, w * 0.26, w * 0.2, darker(leaf, 0.16))
    c.oval(x + w * 0.25, y - w * 0.1, w * 0.25, w * 0.18, darker(leaf, 0.1))
    c.oval(x, y - w * 0.17, w * 0.3, w * 0.26, leaf)
    c.rect(x - w * 0.5, y - w * 0.08, w, w * 0.1, darker(leaf, 0.16), r=w * 0.05)


def tufts(
    c: Canvas, top: float, bottom: float, count: int, colour: str = "", right: float = WIDTH
) -> None:
    """Scatter small blades of grass, larger towards the viewer."""
    for _ in range(count):
        x, y = c.chance.uniform(0, right), c.chance.uniform(top, bottom)
        size = 8 + 20 * (y - top) / (bottom - top)
        tone = darker(colour or c.palette.leaf, c.chance.uniform(0, 0.2))
        for dx in (-0.5, 0, 0.5):
            c.line([(x, y), (x + dx * size, y - size)], tone, 3)


def water(c: Canvas, top: float, bottom: float) -> None:
    """Calm water that mirrors the lower sky."""
    p = c.palette
    c.shade((mix(p.sky[-1], p.far, 0.4), p.mid, p.near), top, bottom)
    for _ in range(70):
        y = c.chance.uniform(top + 6, bottom)
        length = 20 + 120 * (y - top) / (bottom - top)
        x = c.chance.uniform(-40, WIDTH)
        c.rect(x, y, length, 3.5, p.light, 0.28, r=2)
