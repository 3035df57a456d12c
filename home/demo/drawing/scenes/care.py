"""Scenes of health, school and childcare."""

from home.demo.drawing.buildings import bunting, flag, room, window_view
from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import bush, hills, sky, tree
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def hospital(c: Canvas) -> None:
    p = c.palette
    room(c, 600, mix(p.light, p.far, 0.4), mix(p.far, p.light, 0.35))
    c.rect(0, 380, 1600, 204, mix(p.leaf, p.light, 0.6))
    for x in (120, 560):
        window_view(c, x, 90, 330, 230)
    c.rect(1080, 120, 380, 464, lighter(p.light, 0.4), r=8)
    for x in (1100, 1280):
        c.rect(x, 150, 160, 434, mix(p.far, p.light, 0.5))
        c.rect(x + 40, 200, 80, 130, mix(p.sky[-1], p.far, 0.35), r=6)
    c.rect(1236, 40, 70, 70, lighter(p.light, 0.5), r=12)
    c.rect(1263, 52, 16, 46, "#D0473C")
    c.rect(1248, 67, 46, 16, "#D0473C")
    _bed(c, 110, 760)
    coat = Look(p.work, p.near, SKINS[0], wear="coat")
    person(c, 640, 950, 440, coat, "hold")
    person(
        c,
        130,
        930,
        400,
        Look(
            mix(p.work, p.light, 0.35),
            p.light,
            SKINS[1],
            long_hair=True,
            hat="nurse",
            hat_colour="#FFFFFF",
        ),
        "reach",
    )
    c.rect(612, 676, 80, 60, p.light, r=5)
    c.rect(620, 688, 60, 5, p.far)
    c.rect(620, 702, 44, 5, p.far)
    green = mix(p.leaf, p.light, 0.25)
    person(
        c,
        1010,
        930,
        400,
        Look(green, green, SKINS[2], long_hair=True, hat="nurse", hat_colour=lighter(green)),
        "walk",
    )
    person(
        c,
        1330,
        960,
        430,
        Look(p.accent, p.near, SKINS[1], long_hair=True, wear="coat"),
        "point",
        flip=True,
    )
    person(
        c,
        1470,
        965,
        400,
        Look(p.second, p.ink, SKINS[0], hat="helmet", hat_colour=p.light),
        "stand",
        flip=True,
    )


def _bed(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    c.oval(x + 220, y + 130, 280, 16, "#14182A", 0.14)
    for left in (x + 10, x + 400):
        c.rect(left, y - 110, 14, 230, lighter(p.far, 0.3), r=6)
        c.oval(left + 7, y + 122, 13, 13, p.ink)
    c.rect(x, y, 430, 40, lighter(p.far, 0.4), r=8)
    c.rect(x + 14, y - 34, 400, 40, lighter(p.light, 0.6), r=14)
    c.rect(x + 250, y - 80, 130, 54, lighter(p.light, 0.8), r=22)
    c.oval(x + 316, y - 78, 36, 38, "#2B2426")
    c.oval(x + 310, y - 70, 31, 32, SKINS[1])
    c.rect(x + 14, y - 64, 250, 74, p.work, r=26)
    c.rect(x + 14, y - 30, 250, 12, lighter(p.work, 0.4))
    c.line([(x + 470, y + 120), (x + 470, y - 260), (x + 430, y - 260)], lighter(p.far, 0.2), 7)
    c.rect(x + 414, y - 250, 36, 60, p.light, 0.9, r=8)
    c.line([(x + 432, y - 190), (x + 420, y - 90), (x + 340, y - 40)], p.far, 3)


def school(c: Canvas) -> None:
    p = c.palette
    sky(c, 640, (c.chance.uniform(200, 1400), 200))
    hills(c, 600, 60)
    c.rect(190, 330, 1220, 300, mix(p.second, p.light, 0.55))
    c.rect(190, 470, 1220, 14, lighter(p.light, 0.5))
    for row in (352, 500):
        for index in range(11):
            if not (row == 500 and index == 5):
                c.rect(222 + index * 108, row, 72, 88, p.near, r=4)
                c.rect(254 + index * 108, row, 6, 88, p.light)
    c.poly([(160, 330), (230, 262), (1370, 262), (1440, 330)], p.accent)
    c.poly([(660, 330), (800, 210), (940, 330)], darker(p.accent, 0.1))
    c.oval(800, 292, 26, 26, p.light)
    c.rect(745, 490, 110, 140, p.work)
    c.shade((lighter(p.ground, 0.25), p.ground), 626, 1000)
    for x, h in ((110, 300), (1490, 320), (330, 180), (1270, 190)):
        tree(c, x, 690, h, mix(p.leaf, p.accent, 0.18) if x in (110, 1490) else "")
    flag(c, 800, 720, 330, 110)
    bunting(c, 30, 40)
    c.rect(690, 716, 220, 22, lighter(p.ground, 0.5), r=6)
    _pupils(c)


def _pupils(c: Canvas) -> None:
    p = c.palette
    person(
        c, 430, 940, 400, Look(p.accent, p.light, SKINS[0], long_hair=True, wear="aodai"), "point"
    )
    person(
        c,
        1230,
        930,
        390,
        Look(p.work, p.light, SKINS[1], long_hair=True, wear="aodai"),
        "hold",
        flip=True,
    )
    for index, x in enumerate((560, 680, 800, 920, 1040, 620, 980)):
        y, h = (880, 230) if index < 5 else (965, 255)
        look = Look("#FBFBF7", p.near, SKINS[index % 3], long_hair=index % 2 == 0)
        person(
            c, x, y, h, look, ("wave", "stand", "cheer", "clap", "stand")[index % 5], index % 3 == 0
        )
        u = h / 100
        c.poly([(x - 4 * u, y - 78 * u), (x + 4 * u, y - 78 * u), (x, y - 64 * u)], "#D0312B")
        c.poly([(x, y - 72 * u), (x - 4 * u, y - 58 * u), (x - u, y - 60 * u)], "#D0312B")


def creche(c: Canvas) -> None:
    p = c.palette
    room(c, 600, mix(p.second, p.light, 0.72), mix(p.leaf, p.light, 0.6))
    for x in (130, 1110):
        window_view(c, x, 110, 360, 260)
    c.rect(590, 140, 420, 250, p.light, r=10)
    for index in range(6):
        x, y = 640 + (index % 3) * 140, 200 + index // 3 * 110
        c.rect(
            x,
            y,
            100,
            76,
            lighter((p.work, p.accent, p.leaf, p.second, p.mid, p.accent)[index], 0.45),
            r=6,
        )
        c.oval(x + 50, y + 38, 22, 22, (p.second, p.work, p.accent, p.leaf, p.light, p.work)[index])
    bunting(c, 20, 40)
    c.oval(800, 880, 620, 105, mix(p.accent, p.light, 0.5))
    c.oval(800, 880, 540, 86, mix(p.second, p.light, 0.4))
    _toys(c)
    teacher = Look(
        p.accent, p.near, SKINS[0], long_hair=True, wear="apron", extra=mix(p.second, p.light, 0.3)
    )
    person(c, 330, 900, 450, teacher, "hold")
    person(c, 1330, 910, 440, Look(p.work, p.ink, SKINS[1], long_hair=True), "wave", flip=True)
    colours = (p.work, p.accent, p.leaf, p.second, mix(p.accent, p.light, 0.4))
    for index, (x, y) in enumerate(((520, 870), (690, 840), (860, 900), (1030, 850), (1180, 900))):
        pose = ("cheer", "clap", "wave", "hold", "cheer")[index]
        person(
            c,
            x,
            y,
            215,
            Look(colours[index], p.near, SKINS[index % 3], long_hair=index % 2 == 1),
            pose,
        )


def _toys(c: Canvas) -> None:
    p = c.palette
    for x, y, colour in ((600, 930, p.accent), (650, 930, p.work), (626, 882, p.second)):
        c.rect(x, y - 46, 46, 46, colour, r=6)
        c.rect(x + 10, y - 36, 26, 26, lighter(colour, 0.25), r=4)
    c.oval(960, 940, 36, 36, p.work)
    c.slice(960, 940, 36, 36, 200, 320, p.light)
    for index, colour in enumerate((p.accent, p.second, p.leaf, p.work)):
        width = 90 - index * 18
        c.rect(1080 - width / 2, 930 - index * 24, width, 22, colour, r=10)


def workers_housing(c: Canvas) -> None:
    p = c.palette
    sky(c, 660, (c.chance.choice((250, 1350)), 260))
    hills(c, 610, 50)
    for x, floors, colour in (
        (60, 7, p.far),
        (1180, 8, mix(p.second, p.light, 0.5)),
        (470, 6, mix(p.accent, p.light, 0.62)),
    ):
        _block(c, x, 650, floors, colour)
    c.shade((mix(p.leaf, p.light, 0.35), mix(p.leaf, p.ground, 0.3)), 644, 1000)
    c.poly([(720, 648), (800, 648), (1180, 1000), (430, 1000)], lighter(p.ground, 0.35))
    for x, h in ((450, 200), (1130, 230), (930, 170), (30, 260), (1580, 270)):
        tree(c, x, 700, h)
    for x in (540, 1000, 1250, 290):
        bush(c, x, 730, 130)
    _bench(c, 1130, 880)
    person(c, 560, 950, 360, Look(p.work, p.ink, SKINS[1], hat="", wear="shirt"), "walk")
    person(c, 690, 955, 345, Look(p.accent, p.near, SKINS[0], long_hair=True), "walk")
    person(c, 630, 965, 200, Look(p.second, p.work, SKINS[1]), "cheer")
    person(c, 960, 820, 230, Look(p.leaf, p.ink, SKINS[2]), "walk", flip=True)
    person(c, 300, 860, 260, Look(p.light, p.near, SKINS[0], long_hair=True), "wave")


def _block(c: Canvas, x: float, y: float, floors: int, colour: str) -> None:
    p, h = c.palette, floors * 58
    c.rect(x, y - h, 360, h, colour)
    c.rect(x + 290, y - h, 70, h, darker(colour, 0.08))
    c.rect(x - 8, y - h - 16, 376, 20, p.accent)
    c.rect(x + 40, y - h - 52, 60, 40, lighter(p.far, 0.3), r=8)
    cloths = (p.accent, p.second, p.work, p.light)
    for floor in range(floors):
        for column in range(5):
            left, top = x + 16 + column * 69, y - h + 10 + floor * 58
            c.rect(left, top, 46, 34, p.near if (floor + column) % 3 else p.second)
            c.rect(left - 6, top + 28, 58, 13, lighter(colour, 0.45))
            if c.chance.random() < 0.28:
                c.rect(left + 4, top + 12, 12, 18, c.chance.choice(cloths))
                c.rect(left + 20, top + 12, 12, 15, c.chance.choice(cloths))


def _bench(c: Canvas, x: float, y: float) -> None:
    wood = mix(c.palette.second, "#8A5A3B", 0.5)
    for level in (-70, -48, -20):
        c.rect(x, y + level, 240, 14, wood, r=5)
    for left in (x + 20, x + 206):
        c.rect(left, y - 70, 12, 104, c.palette.ink)
