"""Roofs, windows, furniture and flags shared by several scenes."""

from math import cos, pi, sin

from home.demo.drawing.canvas import Canvas
from home.demo.drawing.palette import darker, lighter, mix


def windows(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    columns: int,
    rows: int,
    colour: str,
    lit: str = "",
    share: float = 0.0,
) -> None:
    """A grid of panes; about `share` of them are lit."""
    for row in range(rows):
        for column in range(columns):
            pane = lit if lit and c.chance.random() < share else colour
            c.rect(
                x + column * w / columns + w / columns * 0.16,
                y + row * h / rows + h / rows * 0.16,
                w / columns * 0.68,
                h / rows * 0.64,
                pane,
            )


def sawtooth(
    c: Canvas, x: float, y: float, w: float, h: float, teeth: int, wall: str, roof: str
) -> None:
    """A factory hall with a saw-tooth roof standing on y."""
    c.rect(x, y - h, w, h, wall)
    step = w / teeth
    for index in range(teeth):
        left = x + index * step
        c.poly([(left, y - h), (left, y - h * 1.5), (left + step, y - h)], roof)
        c.poly(
            [
                (left + step * 0.06, y - h * 1.06),
                (left + step * 0.06, y - h * 1.4),
                (left + step * 0.22, y - h * 1.3),
                (left + step * 0.22, y - h * 1.06),
            ],
            lighter(c.palette.sky[-1], 0.1),
        )
    c.rect(x, y - h * 0.14, w, h * 0.14, darker(wall, 0.14))


def chimney(c: Canvas, x: float, y: float, h: float, w: float, colour: str) -> None:
    c.poly(
        [(x - w * 0.5, y), (x - w * 0.32, y - h), (x + w * 0.32, y - h), (x + w * 0.5, y)], colour
    )
    c.poly(
        [(x, y), (x + w * 0.05, y - h), (x + w * 0.32, y - h), (x + w * 0.5, y)],
        darker(colour, 0.1),
    )
    for part in (0.84, 0.94):
        half = w * (0.5 - 0.18 * part)
        c.rect(x - half, y - h * part, 2 * half, h * 0.045, c.palette.accent)


def flag(c: Canvas, x: float, y: float, h: float, w: float = 90) -> None:
    """The national flag on a pole of height h that stands at (x, y)."""
    c.line([(x, y), (x, y - h)], c.palette.light, max(4, w * 0.06))
    top = y - h + 4
    c.poly(
        [
            (x, top),
            (x + w * 0.5, top + w * 0.05),
            (x + w, top),
            (x + w, top + w * 0.64),
            (x + w * 0.5, top + w * 0.69),
            (x, top + w * 0.64),
        ],
        "#C8322B",
    )
    star(c, x + w * 0.5, top + w * 0.35, w * 0.19)


def star(c: Canvas, x: float, y: float, r: float, colour: str = "#F9D342") -> None:
    points = []
    for index in range(10):
        length, turn = (r if index % 2 == 0 else r * 0.4), index * pi / 5
        points.append((x + length * sin(turn), y - length * cos(turn)))
    c.poly(points, colour)


def bunting(c: Canvas, y: float, sag: float = 50, left: float = -20, right: float = 1620) -> None:
    """A string of small pennants from wall to wall."""
    colours = (c.palette.accent, c.palette.second, c.palette.work, c.palette.light)
    count = int((right - left) / 62)
    spots = []
    for index in range(count + 1):
        part = index / count
        spots.append((left + part * (right - left), y + sag * 4 * part * (1 - part)))
    c.line(spots, c.palette.ink, 3, 0.6)
    for index, (x, top) in enumerate(spots):
        c.poly([(x - 17, top), (x + 17, top), (x, top + 38)], colours[index % 4])


def room(c: Canvas, floor: float, wall: str, ground: str) -> None:
    """A back wall with a skirting and a floor that darkens towards the viewer."""
    c.shade((lighter(wall, 0.2), wall), 0, floor)
    c.shade((lighter(ground, 0.12), darker(ground, 0.12)), floor, 1000)
    c.rect(0, floor - 16, 1600, 16, darker(wall, 0.12))


def window_view(c: Canvas, x: float, y: float, w: float, h: float, panes: int = 2) -> None:
    """A window through which sky and trees are seen."""
    frame = lighter(c.palette.light, 0.4)
    c.rect(x - 12, y - 12, w + 24, h + 24, frame, r=6)
    c.shade(c.palette.sky, y, y + h, x, x + w)
    for index in range(4):
        cx = x + w * (0.12 + 0.25 * index)
        radius = w * c.chance.uniform(0.09, 0.13)
        c.oval(cx, y + h - radius * 0.6, radius, radius, mix(c.palette.leaf, c.palette.far, 0.35))
    c.rect(x, y + h * 0.93, w, h * 0.07, mix(c.palette.leaf, c.palette.far, 0.15))
    for index in range(1, panes):
        c.rect(x + w * index / panes - 5, y, 10, h, frame)
    c.rect(x, y + h * 0.42, w, 8, frame)
    c.rect(x - 22, y + h + 10, w + 44, 16, darker(frame, 0.1), r=4)


def lamp(c: Canvas, x: float, length: float, colour: str) -> None:
    """A hanging lamp with its cone of light."""
    c.line([(x, 0), (x, length)], c.palette.ink, 4)
    c.poly(
        [(x - 16, length), (x + 16, length), (x + 56, length + 42), (x - 56, length + 42)], colour
    )
    c.oval(x, length + 42, 50, 9, c.palette.sun)
    c.poly(
        [
            (x - 52, length + 44),
            (x + 52, length + 44),
            (x + 190, length + 420),
            (x - 190, length + 420),
        ],
        c.palette.sun,
        0.13,
    )


def table(c: Canvas, x: float, y: float, w: float, top: str, legs: float = 150) -> None:
    """A plain table whose board lies at y."""
    c.oval(x + w / 2, y + legs, w * 0.52, 14, "#14182A", 0.13)
    for left in (x + 24, x + w - 42):
        c.rect(left, y, 18, legs, darker(top, 0.35))
    c.rect(x, y, w, 22, top, r=6)
    c.rect(x + 6, y + 22, w - 12, 16, darker(top, 0.2))
