"""Scenes by the water: a container harbour and a shipyard."""

from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import birds, hills, sky, water
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def harbour(c: Canvas) -> None:
    p = c.palette
    sky(c, 600, (c.chance.uniform(500, 1100), c.chance.uniform(240, 400)))
    hills(c, 560, 44)
    water(c, 556, 800)
    _container_ship(c, 120, 700)
    for x, s in ((1180, 1.0), (1450, 1.12)):
        _quay_crane(c, x, 800, s)
    c.shade((lighter(p.ground, 0.15), darker(p.ground, 0.16)), 790, 1000)
    c.rect(0, 784, 1600, 16, p.near)
    for x in range(40, 1600, 170):
        c.rect(x, 764, 34, 24, p.ink, r=8)
    _containers(c, 820, 875)
    birds(c, 420, 170)
    for x, h, hat, pose, flip in (
        (210, 330, p.second, "point", False),
        (400, 300, p.light, "hold", True),
        (640, 250, p.accent, "walk", False),
    ):
        look = Look(
            p.work,
            p.ink,
            c.chance.choice(SKINS),
            hat="helmet",
            hat_colour=hat,
            wear="vest",
            extra=mix(p.accent, p.second, 0.45),
        )
        person(c, x, 965, h, look, pose, flip)


def _container_ship(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    colours = (p.accent, p.second, p.work, p.leaf, p.mid)
    for row in range(3):
        for column in range(9 - row):
            colour = mix(c.chance.choice(colours), p.far, 0.12)
            _box(c, x + 190 + column * 72, y - 140 - row * 44, 70, 42, colour)
    c.rect(x + 60, y - 300, 110, 210, p.light)
    for level in range(4):
        c.rect(x + 72, y - 284 + level * 44, 86, 16, p.near)
    c.rect(x + 90, y - 350, 44, 54, p.accent)
    hull = [(x, y - 98), (x + 900, y - 98), (x + 970, y - 140), (x + 900, y + 46), (x + 50, y + 46)]
    c.poly(hull, p.near)
    c.poly([(x + 34, y + 14), (x + 912, y + 14), (x + 900, y + 46), (x + 50, y + 46)], p.accent)
    c.line([(x + 6, y - 84), (x + 930, y - 84)], p.light, 5, 0.6)
    c.rect(x - 30, y + 44, 1010, 10, p.light, 0.35, r=5)


def _box(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> None:
    """A shipping container with its ribs."""
    c.rect(x, y, w, h, colour)
    for index in range(1, 7):
        c.rect(x + index * w / 7, y + h * 0.12, w * 0.02, h * 0.76, darker(colour, 0.16))
    c.rect(x, y + h * 0.92, w, h * 0.08, darker(colour, 0.22))


def _quay_crane(c: Canvas, x: float, y: float, s: float) -> None:
    p = c.palette
    steel, wide = p.accent, 15 * s
    for dx in (-100, 70):
        c.line([(x + dx * s, y), (x + dx * 0.8 * s, y - 470 * s)], darker(steel, 0.1), wide)
    c.line([(x - 98 * s, y - 130 * s), (x + 66 * s, y - 130 * s)], steel, wide)
    c.line([(x - 92 * s, y - 130 * s), (x + 60 * s, y - 440 * s)], steel, 8 * s)
    c.line([(x - 470 * s, y - 400 * s), (x + 170 * s, y - 400 * s)], steel, 20 * s)
    c.line(
        [(x - 470 * s, y - 404 * s), (x - 10 * s, y - 600 * s), (x + 170 * s, y - 404 * s)],
        steel,
        6 * s,
    )
    c.line(
        [(x - 60 * s, y - 460 * s), (x - 10 * s, y - 604 * s), (x + 40 * s, y - 460 * s)],
        steel,
        wide,
    )
    c.rect(x + 90 * s, y - 440 * s, 80 * s, 50 * s, p.light)
    for dx in (-250, -210):
        c.line([(x + dx * s, y - 392 * s), (x + dx * s, y - 270 * s)], p.ink, 3 * s)
    c.rect(x - 300 * s, y - 410 * s, 60 * s, 34 * s, p.near)
    _box(c, x - 280 * s, y - 270 * s, 100 * s, 56 * s, p.second)


def _containers(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    for row, count in ((0, 4), (1, 3)):
        for index in range(count):
            colour = (p.work, p.accent, p.leaf, p.second, p.near)[(index + row * 2) % 5]
            _box(c, x + index * 186 + row * 80, y - row * 92, 180, 90, colour)


def shipyard(c: Canvas) -> None:
    p = c.palette
    sky(c, 620, (c.chance.choice((260, 1380)), 330))
    hills(c, 600, 40)
    water(c, 598, 760)
    _gantry(c)
    c.shade((lighter(p.ground, 0.05), darker(p.ground, 0.2)), 740, 1000)
    _hull(c, 330, 760)
    for x in range(380, 1180, 130):
        c.rect(x, 742, 46, 50, mix(p.near, "#6B4B3A", 0.5))
    for x, y in ((440, 560), (700, 640), (960, 600)):
        c.glow(x, y, 110, "#FFF6D0", 0.95)
        c.oval(x, y, 8, 8, "#FFFFFF")
        for _ in range(16):
            c.line(
                [(x, y), (x + c.chance.uniform(-44, 44), y + c.chance.uniform(10, 80))],
                p.second,
                2.5,
            )
    for x, y, h, pose, flip, wear in (
        (180, 960, 350, "point", False, "vest"),
        (350, 975, 330, "hold", True, "shirt"),
        (1290, 960, 340, "walk", True, "overall"),
        (1440, 930, 290, "stand", True, "vest"),
    ):
        look = Look(
            p.work,
            p.ink,
            c.chance.choice(SKINS),
            hat="helmet",
            hat_colour=p.second,
            wear=wear,
            extra=p.accent,
        )
        person(c, x, y, h, look, pose, flip)


def _gantry(c: Canvas) -> None:
    p = c.palette
    steel = mix(p.second, p.accent, 0.25)
    for x in (120, 1440):
        c.poly(
            [
                (x - 60, 770),
                (x - 22, 150),
                (x + 22, 150),
                (x + 60, 770),
                (x + 34, 770),
                (x, 260),
                (x - 34, 770),
            ],
            steel,
        )
        c.line([(x - 46, 560), (x + 46, 560)], steel, 14)
    c.rect(40, 110, 1500, 62, steel)
    c.rect(40, 150, 1500, 22, darker(steel, 0.14))
    for x in range(60, 1520, 60):
        c.line([(x, 150), (x + 30, 114), (x + 60, 150)], darker(steel, 0.2), 4)
    c.rect(720, 166, 110, 44, p.near)
    for x in (745, 805):
        c.line([(x, 210), (x, 330)], p.ink, 4)
    c.poly([(690, 330), (860, 330), (880, 400), (670, 400)], p.far)


def _hull(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    c.poly(
        [(x, y - 330), (x + 690, y - 330), (x + 900, y - 400), (x + 760, y), (x + 70, y)], p.work
    )
    c.poly([(x + 46, y - 120), (x + 802, y - 120), (x + 760, y), (x + 70, y)], p.accent)
    c.rect(x + 60, y - 470, 230, 150, p.light)
    c.rect(x + 100, y - 540, 150, 80, lighter(p.far, 0.4))
    for index in range(5):
        c.rect(x + 80 + index * 40, y - 440, 26, 30, p.near)
    for row in (0, 1, 2):
        c.line(
            [(x + 10 + row * 14, y - 270 + row * 70), (x + 850 - row * 24, y - 270 + row * 70)],
            darker(p.work, 0.12),
            3,
        )
    for index in range(9):
        left = x + 60 + index * 84
        c.line([(left, y + 20), (left, y - 350)], lighter(p.ground, 0.3), 5)
    for level in (60, 170, 280):
        c.rect(x + 50, y - level, 700, 8, lighter(p.ground, 0.3))
    for dx, dy, pose in (
        (120, -60, "reach"),
        (370, -170, "hold"),
        (600, -60, "reach"),
        (250, -280, "reach"),
        (620, -280, "hold"),
    ):
        look = Look(p.near, p.ink, SKINS[1], hat="helmet", hat_colour=p.second)
        person(c, x + dx, y + dy, 96, look, pose)
