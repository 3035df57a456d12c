"""Scenes of heavy work under the open sky: a mine and a power line."""

from collections.abc import Callable
from itertools import pairwise

from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import birds, hills, sky, tree
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def open_cast_mine(c: Canvas) -> None:
    p = c.palette
    sky(c, 520, (c.chance.choice((300, 1250)), 250))
    hills(c, 420, 70)
    soil = mix(p.ground, p.near, 0.45)
    for index, level in enumerate((390, 470, 560, 660, 770)):
        colour = mix(lighter(soil, 0.25), darker(p.ink, 0.1), index * 0.17)
        _bench(c, c.waves(level, 16, 760), colour)
    _dumper(c, 130, 470, 0.28, flip=False)
    _dumper(c, 1180, 555, 0.4, flip=True)
    _excavator(c, 560, 655, 0.75)
    c.ridge(c.waves(850, 12, 900), mix(soil, p.ink, 0.35))
    _dumper(c, 800, 905, 1.15, flip=False)
    look = Look(
        p.work, p.ink, SKINS[1], hat="helmet", hat_colour=p.second, wear="vest", extra=p.accent
    )
    person(c, 300, 965, 370, look, "point")
    person(
        c,
        460,
        985,
        350,
        Look(
            p.near, p.ink, SKINS[2], hat="helmet", hat_colour=p.light, wear="vest", extra=p.second
        ),
        "hold",
        flip=True,
    )
    c.haze(p.sky[-1], 300, 520, 0.25)


def _bench(c: Canvas, edge: Callable[[float], float], colour: str) -> None:
    """One step of the mine, with a dark band where the haul road runs."""
    c.ridge(edge, colour)
    c.ridge(lambda x: edge(x) + 30, darker(colour, 0.13))
    c.ridge(lambda x: edge(x) + 44, colour)


def _dumper(c: Canvas, x: float, y: float, s: float, flip: bool) -> None:
    """A mining lorry; (x, y) is the ground below its tail."""
    p, side = c.palette, -1 if flip else 1

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + side * px * s, y + py * s) for px, py in points]

    c.oval(x + side * 230 * s, y, 300 * s, 20 * s, "#14182A", 0.25)
    c.poly(at((60, -230), (150, -285), (270, -290), (350, -235)), p.ink)
    c.poly(
        at(
            (-30, -235), (370, -235), (520, -262), (520, -240), (380, -205), (330, -105), (50, -105)
        ),
        p.second,
    )
    c.poly(at((-30, -235), (370, -235), (380, -205), (0, -205)), darker(p.second, 0.12))
    c.poly(at((350, -205), (460, -205), (480, -110), (340, -110)), lighter(p.second, 0.15))
    c.poly(at((385, -190), (448, -190), (458, -145), (385, -145)), p.near)
    c.poly(at((40, -110), (490, -110), (500, -70), (40, -70)), darker(p.second, 0.28))
    for wheel in (110, 400):
        ((cx, cy),) = at((wheel, -62))
        c.oval(cx, cy, 64 * s, 64 * s, p.ink)
        c.oval(cx, cy, 30 * s, 30 * s, p.second)
        c.oval(cx, cy, 12 * s, 12 * s, p.ink)


def _excavator(c: Canvas, x: float, y: float, s: float) -> None:
    p = c.palette
    c.rect(x - 110 * s, y - 46 * s, 220 * s, 46 * s, p.ink, r=22 * s)
    c.rect(x - 100 * s, y - 130 * s, 190 * s, 84 * s, p.accent, r=8 * s)
    c.rect(x + 10 * s, y - 200 * s, 80 * s, 80 * s, p.accent, r=6 * s)
    c.rect(x + 26 * s, y - 186 * s, 52 * s, 50 * s, lighter(p.far, 0.4))
    c.line(
        [(x + 70 * s, y - 120 * s), (x + 210 * s, y - 290 * s), (x + 330 * s, y - 180 * s)],
        p.accent,
        24 * s,
    )
    c.poly(
        [
            (x + 300 * s, y - 190 * s),
            (x + 350 * s, y - 190 * s),
            (x + 360 * s, y - 110 * s),
            (x + 280 * s, y - 130 * s),
        ],
        p.ink,
    )


def power_lines(c: Canvas) -> None:
    p = c.palette
    sky(c, 760, (c.chance.choice((330, 1250)), 520))
    hills(c, 690, 80)
    c.ridge(c.waves(720, 26, 1100), mix(p.near, p.leaf, 0.4))
    towers = ((180, 690, 0.34), (470, 720, 0.55), (960, 800, 1.0))
    _wires(c, towers)
    for x, y, s in towers:
        _pylon(c, x, y, s)
    c.ridge(c.waves(860, 22, 1300), mix(p.near, p.ink, 0.35))
    for x, h in ((70, 150), (1480, 190), (1560, 130)):
        tree(c, x, 880, h, mix(p.leaf, p.ink, 0.3))
    for x, h, pose, flip in (
        (430, 340, "point", False),
        (570, 330, "hips", True),
        (1290, 300, "walk", True),
    ):
        look = Look(mix(p.accent, p.second, 0.5), p.ink, SKINS[1], hat="helmet", hat_colour=p.light)
        person(c, x, 975, h, look, pose, flip)
    birds(c, 1150, 260)


def _pylon(c: Canvas, x: float, y: float, s: float) -> None:
    steel = mix(c.palette.ink, c.palette.near, 0.25)
    wide = 9 * s
    for side in (-1, 1):
        c.line(
            [
                (x + side * 100 * s, y),
                (x + side * 24 * s, y - 430 * s),
                (x + side * 8 * s, y - 650 * s),
            ],
            steel,
            wide,
        )
    for low, high in ((0, 110), (110, 210), (210, 300), (300, 380), (380, 450)):
        a, b = 100 - low * 0.177, 100 - high * 0.177
        c.line(
            [
                (x - a * s, y - low * s),
                (x + b * s, y - high * s),
                (x - b * s, y - high * s),
                (x + a * s, y - low * s),
            ],
            steel,
            wide * 0.55,
        )
    for level, reach in ((440, 150), (530, 190), (610, 130)):
        c.poly(
            [
                (x - reach * s, y - level * s),
                (x, y - (level + 44) * s),
                (x + reach * s, y - level * s),
                (x, y - (level + 12) * s),
            ],
            steel,
        )
        for side in (-1, 1):
            c.line(
                [
                    (x + side * reach * s, y - level * s),
                    (x + side * reach * s, y - (level - 34) * s),
                ],
                c.palette.second,
                6 * s,
            )
    if s > 0.9:
        look = Look(
            c.palette.accent, c.palette.ink, SKINS[1], hat="helmet", hat_colour=c.palette.second
        )
        person(c, x + 40, y - 300, 105, look, "reach")
        person(c, x - 14, y - 455, 100, look, "wave")


def _wires(c: Canvas, towers: tuple[tuple[float, float, float], ...]) -> None:
    ends = (*towers, (1900, 830, 1.7))
    for (x1, y1, s1), (x2, y2, s2) in pairwise(ends):
        for level, reach in ((406, 150), (496, 190), (576, 130)):
            for side in (-1, 1):
                a = (x1 + side * reach * s1, y1 - level * s1)
                b = (x2 + side * reach * s2, y2 - level * s2)
                points = []
                for index in range(17):
                    t = index / 16
                    sag = 70 * s2 * 4 * t * (1 - t)
                    points.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + sag))
                c.line(points, c.palette.ink, 2.6, 0.75)
