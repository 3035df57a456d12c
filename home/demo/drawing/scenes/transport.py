"""Scenes of transport: a railway station, the bus home for Tết, an airport apron."""

from math import pi, sin

from home.demo.drawing.buildings import bunting, flag, windows
from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import hills, sky, tree
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def railway(c: Canvas) -> None:
    p = c.palette
    sky(c, 600, (c.chance.uniform(300, 800), 330))
    hills(c, 590, 70)
    c.shade((mix(p.leaf, p.ground, 0.3), mix(p.leaf, p.ground, 0.55)), 586, 700)
    for x, h in ((60, 150), (310, 120), (720, 140)):
        tree(c, x, 618, h)
    c.shade((mix(p.ground, p.near, 0.35), mix(p.ground, p.near, 0.55)), 690, 850)
    for x in range(-30, 1640, 58):
        c.poly([(x, 716), (x + 30, 716), (x + 12, 748), (x - 22, 748)], darker(p.ground, 0.45))
    _train(c, 170, 716)
    for y in (722, 742):
        c.rect(0, y, 1600, 6, lighter(p.far, 0.4))
    _platform(c)
    cap = mix(p.work, p.ink, 0.45)
    person(c, 250, 975, 370, Look(p.work, p.ink, SKINS[0], hat="cap", hat_colour=cap), "wave")
    worker = Look(
        mix(p.work, p.near, 0.4),
        p.ink,
        SKINS[2],
        hat="helmet",
        hat_colour=p.second,
        wear="vest",
        extra=p.accent,
    )
    person(c, 470, 985, 345, worker, "hips", flip=True)
    person(c, 1180, 970, 340, Look(p.accent, p.ink, SKINS[1], long_hair=True), "walk", flip=True)
    person(c, 1380, 960, 330, Look(p.light, p.near, SKINS[0]), "stand", flip=True)
    c.rect(1440, 890, 74, 66, p.second, r=8)


def _train(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    red, cream = p.accent, p.light
    for index in range(3):
        left = x + 330 + index * 400
        c.rect(left, y - 190, 385, 165, p.work, r=14)
        c.rect(left, y - 75, 385, 26, cream)
        for pane in range(6):
            c.rect(left + 28 + pane * 57, y - 160, 40, 54, mix(p.sky[-1], p.far, 0.3), r=6)
        for wheel in (60, 120, 265, 325):
            c.oval(left + wheel, y - 8, 24, 24, p.ink)
    nose = [
        (x + 315, y - 205),
        (x + 110, y - 205),
        (x + 40, y - 170),
        (x, y - 90),
        (x, y - 25),
        (x + 315, y - 25),
    ]
    c.poly(nose, red)
    c.poly([(x + 4, y - 100), (x + 315, y - 100), (x + 315, y - 70), (x, y - 70)], cream)
    c.poly(
        [(x + 52, y - 164), (x + 112, y - 190), (x + 112, y - 118), (x + 22, y - 118)],
        mix(p.sky[-1], p.near, 0.35),
    )
    c.rect(x + 150, y - 176, 52, 50, mix(p.sky[-1], p.near, 0.35), r=6)
    for slot in range(4):
        c.rect(x + 226, y - 176 + slot * 16, 66, 8, darker(red, 0.25))
    c.oval(x + 18, y - 52, 13, 13, p.sun)
    c.glow(x + 14, y - 52, 120, p.sun, 0.8)
    c.rect(x - 8, y - 25, 330, 14, p.ink)
    for wheel in (60, 125, 215, 280):
        c.oval(x + wheel, y - 8, 24, 24, p.ink)
        c.oval(x + wheel, y - 8, 9, 9, p.far)


def _platform(c: Canvas) -> None:
    p = c.palette
    c.shade((lighter(p.ground, 0.35), p.ground), 830, 1000)
    c.rect(0, 822, 1600, 12, p.light)
    c.rect(0, 834, 1600, 14, p.second)
    for x in (930, 1530):
        c.rect(x, 330, 22, 520, mix(p.near, p.mid, 0.3))
        c.line([(x + 11, 440), (x - 80, 340)], mix(p.near, p.mid, 0.3), 12)
    c.poly([(790, 340), (860, 270), (1640, 270), (1640, 340)], p.accent)
    c.rect(780, 336, 840, 20, p.light)
    c.line([(1220, 356), (1220, 400)], p.ink, 5)
    c.oval(1220, 440, 44, 44, p.ink)
    c.oval(1220, 440, 36, 36, p.light)
    c.line([(1220, 415), (1220, 440), (1238, 450)], p.ink, 5)


def tet_bus(c: Canvas) -> None:
    p = c.palette
    sky(c, 640, (1250, 300))
    hills(c, 610, 36)
    for index in range(7):
        h = c.chance.uniform(120, 260)
        c.rect(index * 230 - 20, 620 - h, 190, h + 30, mix(p.far, p.mid, 0.2 + 0.1 * (index % 3)))
        windows(
            c, index * 230 - 12, 628 - h, 174, h - 16, 4, 4, mix(p.far, p.light, 0.4), p.second, 0.3
        )
    c.shade((lighter(p.ground, 0.2), darker(p.ground, 0.08)), 630, 1000)
    c.rect(0, 800, 1600, 10, p.light, 0.6)
    bunting(c, 60, 60)
    _bus(c, 330, 800)
    _blossom(c, 120, 800, mix(p.accent, "#F7A8B8", 0.72))
    _blossom(c, 1500, 820, p.second)
    for x, y, h, pose, flip, colour, hair in (
        (250, 930, 300, "wave", False, p.accent, True),
        (390, 960, 330, "walk", True, p.work, False),
        (1190, 940, 320, "walk", True, p.second, True),
        (1330, 965, 340, "wave", True, p.leaf, False),
        (520, 900, 190, "cheer", False, p.light, False),
    ):
        person(c, x, y, h, Look(colour, p.ink, c.chance.choice(SKINS), long_hair=hair), pose, flip)
    for x, y, w, colour in (
        (640, 960, 96, p.near),
        (760, 965, 80, p.accent),
        (1090, 955, 88, p.work),
    ):
        c.rect(x + w * 0.3, y - w * 0.95, w * 0.4, w * 0.16, p.ink, r=6)
        c.rect(x, y - w * 0.85, w, w * 0.85, colour, r=10)
        c.rect(x, y - w * 0.5, w, w * 0.12, lighter(colour, 0.35))
    _gift(c, 890, 962, 84)


def _bus(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    c.oval(x + 440, y + 4, 500, 22, "#14182A", 0.2)
    c.rect(x, y - 360, 880, 320, p.light, r=36)
    c.rect(x, y - 150, 880, 110, p.accent, r=20)
    c.rect(x, y - 165, 880, 40, p.second)
    glass = mix(p.sky[0], p.near, 0.3)
    for index in range(6):
        left = x + 110 + index * 116
        c.rect(left, y - 320, 104, 120, glass, r=10)
        person(
            c,
            left + 52,
            y - 110,
            190,
            Look(
                (p.accent, p.leaf, p.work)[index % 3],
                skin=SKINS[index % 3],
                long_hair=index % 2 == 0,
                legs=False,
            ),
            "wave" if index % 3 == 1 else "stand",
        )
        c.rect(left, y - 200, 104, 38, p.light)
    c.rect(x, y - 165, 880, 40, p.second)
    c.rect(x, y - 126, 880, 86, p.accent, r=16)
    c.rect(x + 812, y - 325, 68, 150, glass, r=14)
    c.rect(x + 24, y - 320, 70, 250, glass, r=8)
    c.line([(x + 59, y - 320), (x + 59, y - 70)], p.light, 6)
    c.oval(x + 858, y - 80, 16, 16, p.sun)
    for wheel in (210, 690):
        c.oval(x + wheel, y - 36, 58, 58, p.ink)
        c.oval(x + wheel, y - 36, 26, 26, p.far)


def _blossom(c: Canvas, x: float, y: float, colour: str) -> None:
    """A peach or apricot tree in a pot, as every home has it at Tết."""
    p = c.palette
    wood = mix("#6B4B3A", p.near, 0.2)
    c.poly([(x - 60, y - 90), (x + 60, y - 90), (x + 44, y), (x - 44, y)], p.accent)
    c.rect(x - 66, y - 104, 132, 20, darker(p.accent, 0.1), r=6)
    for dx, dy in (
        (-90, -330),
        (-40, -400),
        (30, -390),
        (85, -320),
        (0, -300),
        (-60, -250),
        (60, -240),
    ):
        c.line([(x, y - 100), (x + dx * 0.3, y - 190), (x + dx, y + dy)], wood, 8)
        for _ in range(9):
            px, py = x + dx + c.chance.uniform(-38, 38), y + dy + c.chance.uniform(-30, 60)
            c.oval(px, py, 9, 9, mix(colour, "#FFFFFF", c.chance.uniform(0, 0.35)))
            c.oval(px, py, 3, 3, darker(colour, 0.2))


def _gift(c: Canvas, x: float, y: float, w: float) -> None:
    c.rect(x, y - w * 0.8, w, w * 0.8, "#C8322B", r=6)
    c.rect(x + w * 0.42, y - w * 0.8, w * 0.16, w * 0.8, "#F6C544")
    for sign in (-1, 1):
        c.oval(x + w * 0.5 + sign * w * 0.16, y - w * 0.88, w * 0.17, w * 0.1, "#F6C544")


def airport(c: Canvas) -> None:
    p = c.palette
    sky(c, 640, (c.chance.choice((320, 1320)), 360))
    hills(c, 600, 30)
    c.rect(980, 500, 620, 130, mix(p.light, p.far, 0.3))
    for index in range(13):
        c.rect(995 + index * 46, 520, 34, 84, mix(p.sky[0], p.near, 0.2))
    c.poly([(960, 500), (1600, 440), (1600, 505), (960, 512)], p.accent)
    c.rect(860, 330, 44, 300, lighter(p.far, 0.4))
    c.poly([(826, 270), (938, 270), (918, 344), (846, 344)], p.near)
    c.rect(840, 252, 84, 20, p.light)
    c.shade((mix(p.far, p.ground, 0.5), mix(p.mid, p.ground, 0.45)), 624, 1000)
    for index in range(8):
        c.poly(
            [
                (index * 220 - 60, 905),
                (index * 220 + 60, 905),
                (index * 220 + 40, 925),
                (index * 220 - 84, 925),
            ],
            p.light,
            0.7,
        )
    _airliner(c, 130, 760)
    flag(c, 1540, 640, 260, 80)
    for x, h, pose, flip, wear in (
        (300, 340, "cheer", False, "vest"),
        (1120, 330, "point", True, "vest"),
        (1270, 340, "hold", True, "overall"),
        (1430, 320, "walk", True, "vest"),
    ):
        look = Look(
            p.work,
            p.ink,
            c.chance.choice(SKINS),
            hat="cap",
            hat_colour=p.second,
            wear=wear,
            extra=p.accent,
        )
        person(c, x, 970, h, look, pose, flip)


def _airliner(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    c.oval(x + 440, y + 40, 470, 24, "#14182A", 0.2)
    for wheel in (150, 470, 500):
        c.line([(x + wheel, y - 60), (x + wheel, y + 20)], p.ink, 10)
        c.oval(x + wheel, y + 24, 20, 20, p.ink)
    c.poly([(x + 740, y - 190), (x + 850, y - 390), (x + 940, y - 390), (x + 900, y - 180)], p.near)
    c.poly(
        [(x + 775, y - 252), (x + 828, y - 350), (x + 934, y - 350), (x + 914, y - 252)], p.second
    )
    spots = [
        (x + 60 + 40 * (1 - sin(t * pi / 2)), y - 60 - 130 * t) for t in (0, 0.25, 0.5, 0.75, 1)
    ]
    c.poly(
        [
            *spots,
            (x + 780, y - 190),
            (x + 940, y - 168),
            (x + 760, y - 80),
            (x + 600, y - 52),
            (x + 120, y - 48),
        ],
        lighter(p.light, 0.5),
    )
    c.oval(x + 106, y - 118, 90, 70, lighter(p.light, 0.5))
    c.poly(
        [
            (x + 70, y - 64),
            (x + 120, y - 48),
            (x + 600, y - 52),
            (x + 760, y - 80),
            (x + 640, y - 82),
        ],
        p.near,
    )
    c.poly([(x + 40, y - 152), (x + 84, y - 164), (x + 92, y - 138), (x + 28, y - 134)], p.ink)
    for index in range(20):
        c.oval(x + 160 + index * 29, y - 138, 8, 10, p.near)
    c.poly(
        [(x + 330, y - 100), (x + 470, y - 100), (x + 730, y + 4), (x + 680, y + 10)],
        mix(p.far, p.light, 0.3),
    )
    c.rect(x + 390, y - 66, 120, 56, p.near, r=26)
    c.oval(x + 398, y - 38, 18, 28, p.ink)
