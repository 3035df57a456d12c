"""Scenes of the land: rubber trees, rice and its canal."""

from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import birds, bush, hills, palm, sky, tree, tufts
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def rubber_plantation(c: Canvas) -> None:
    p = c.palette
    sky(c, 560, (800, 300))
    c.ridge(c.waves(500, 14, 500), mix(p.leaf, p.far, 0.55), 640)
    c.shade((mix(p.leaf, p.ground, 0.62), mix(p.leaf, p.ground, 0.2)), 560, 1000)
    c.poly([(775, 560), (825, 560), (1180, 1000), (420, 1000)], lighter(p.ground, 0.15))
    for depth in range(9, 0, -1):
        scale = 1.75 / depth**0.85
        ground = 560 + 330 * scale / 1.75
        for side in (-1, 1):
            for column in (0, 1, 2):
                x = 800 + side * (150 + column * 215) * scale * 1.25
                _rubber_tree(c, x, ground, scale)
        if depth % 3 == 1:
            c.haze(p.sky[-1], 250, 620, 0.14)
    tufts(c, 700, 1000, 110)
    look = Look(p.work, p.ink, SKINS[1], long_hair=True, hat="conical", hat_colour="#F2DFB2")
    person(c, 505, 930, 410, look, "reach", flip=True)
    person(
        c,
        930,
        800,
        250,
        Look(p.accent, p.ink, SKINS[2], hat="conical", hat_colour="#EAD3A0"),
        "walk",
    )
    person(
        c,
        1180,
        950,
        380,
        Look(p.second, p.ink, SKINS[0], hat="cap", hat_colour=p.leaf),
        "hold",
        flip=True,
    )
    for x in (600, 1090):
        _bucket(c, x, 940)


def _rubber_tree(c: Canvas, x: float, y: float, s: float) -> None:
    p = c.palette
    bark = mix(lighter(p.near, 0.2), p.far, max(0.0, 0.75 - s))
    height = 560 * s
    c.poly(
        [(x - 26 * s, y), (x - 15 * s, y - height), (x + 15 * s, y - height), (x + 26 * s, y)], bark
    )
    c.poly(
        [(x + 4 * s, y), (x + 2 * s, y - height), (x + 15 * s, y - height), (x + 26 * s, y)],
        darker(bark, 0.13),
    )
    for dx, dy, r in (
        (-90, 1.02, 120),
        (80, 1.05, 125),
        (0, 1.2, 150),
        (-40, 1.32, 110),
        (70, 1.34, 100),
    ):
        leaf = mix(p.leaf, p.far, max(0.0, 0.6 - s * 0.7))
        c.oval(
            x + dx * s,
            y - height * dy,
            r * s,
            r * s * 0.62,
            darker(leaf, 0.14 if dy < 1.1 else 0.02),
        )
    c.line([(x - 20 * s, y - 170 * s), (x + 20 * s, y - 142 * s)], lighter(bark, 0.3), 5 * s)
    c.poly(
        [
            (x - 2 * s, y - 128 * s),
            (x + 30 * s, y - 128 * s),
            (x + 24 * s, y - 98 * s),
            (x + 4 * s, y - 98 * s),
        ],
        p.accent,
    )
    c.oval(x + 14 * s, y - 128 * s, 16 * s, 4 * s, "#FFFFFF")


def _bucket(c: Canvas, x: float, y: float) -> None:
    grey = lighter(c.palette.far, 0.25)
    c.arc(x, y - 70, 34, 46, 180, 360, c.palette.ink, 4)
    c.poly([(x - 38, y - 72), (x + 38, y - 72), (x + 28, y), (x - 28, y)], grey)
    c.oval(x, y - 72, 38, 10, "#FFFFFF")


def rice_canal(c: Canvas) -> None:
    p = c.palette
    sky(c, 520, (c.chance.uniform(350, 1250), 280))
    hills(c, 500, 60)
    rice = mix(p.leaf, p.second, 0.3)
    c.shade((lighter(rice, 0.35), rice, darker(rice, 0.08)), 498, 1000)
    for index in range(13):
        level = 505 + 6 * index**1.62
        c.line([(0, level), (1600, level + 14)], darker(rice, 0.12), 2 + index * 0.7, 0.7)
    for x in (70, 250, 1420, 1560):
        palm(c, x, 530, c.chance.uniform(130, 190), c.chance.choice((-0.12, 0.14)))
    _sluice(c)
    _canal(c)
    for x, h in ((1380, 150), (1500, 240)):
        tree(c, x, 640, h)
    bush(c, 1290, 655, 120)
    birds(c, 900, 190)
    for x, y, h in ((330, 610, 120), (450, 640, 140), (590, 680, 165), (60, 640, 140)):
        _planter(c, x, y, h)
    hat = "#F2DFB2"
    person(
        c,
        290,
        940,
        360,
        Look(p.accent, p.ink, SKINS[1], long_hair=True, hat="conical", hat_colour=hat),
        "hold",
    )
    person(
        c,
        130,
        965,
        380,
        Look(
            p.work, p.ink, SKINS[0], hat="helmet", hat_colour=p.light, wear="vest", extra=p.second
        ),
        "point",
    )
    tufts(c, 820, 1000, 60, rice, 640)


def _canal(c: Canvas) -> None:
    p = c.palette
    bank = mix(p.ground, p.light, 0.35)
    c.poly([(800, 560), (920, 560), (1600, 860), (1600, 1000), (650, 1000)], bank)
    c.poly([(820, 562), (900, 562), (1450, 1000), (780, 1000)], p.mid)
    c.poly([(840, 562), (880, 562), (1250, 1000), (930, 1000)], mix(p.sky[-1], p.mid, 0.45))
    for index in range(22):
        y = 580 + index * 19
        part = (y - 562) / 438
        x = c.chance.uniform(822 - 30 * part, 890 + 480 * part)
        c.rect(x, y, 20 + 60 * part, 4, p.light, 0.5, r=2)


def _sluice(c: Canvas) -> None:
    p = c.palette
    wall = lighter(p.far, 0.45)
    for x in (760, 840, 920):
        c.rect(x, 430, 24, 140, wall)
        c.rect(x + 14, 430, 10, 140, darker(wall, 0.12))
    c.rect(735, 410, 230, 26, p.accent)
    c.rect(748, 340, 204, 72, lighter(p.light, 0.3))
    for x in (764, 812, 860, 908):
        c.rect(x, 356, 30, 36, p.near)
    c.poly([(735, 342), (850, 296), (965, 342)], p.accent)
    for x in (784, 864):
        c.rect(x, 470, 56, 100, p.near)


def _planter(c: Canvas, x: float, y: float, h: float) -> None:
    """Somebody who bends over the rice."""
    p, u = c.palette, h / 100
    c.limb([(x - 8 * u, y), (x - 6 * u, y - 40 * u)], p.ink, 9 * u)
    c.limb([(x + 4 * u, y), (x - 2 * u, y - 40 * u)], p.ink, 9 * u)
    c.limb([(x - 4 * u, y - 42 * u), (x + 26 * u, y - 50 * u)], p.work, 17 * u)
    c.limb([(x + 26 * u, y - 48 * u), (x + 30 * u, y - 14 * u)], p.work, 6 * u)
    c.poly(
        [(x + 20 * u, y - 40 * u), (x + 48 * u, y - 66 * u), (x + 58 * u, y - 32 * u)], "#F2DFB2"
    )
    for dx in (-4, 0, 4):
        c.line([(x + 30 * u, y - 8 * u), (x + (30 + dx) * u, y - 24 * u)], p.leaf, 2.4)
