"""Scenes of building and of thinking: construction site, library, digital office, talk."""

from home.demo.drawing.buildings import room, table, window_view
from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import hills, sky
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def construction_site(c: Canvas) -> None:
    p = c.palette
    sky(c, 720, (c.chance.uniform(250, 650), 260))
    hills(c, 700, 40)
    for index in range(6):
        h = c.chance.uniform(100, 260)
        c.rect(index * 280 - 40, 705 - h, 180, h, mix(p.far, p.sky[-1], 0.35))
    _frame(c, 620, 780)
    _tower_crane(c, 470, 780)
    c.shade((p.ground, darker(p.ground, 0.22)), 770, 1000)
    for index in range(5):
        for row in range(3 - index // 2):
            c.rect(60 + index * 62, 880 - row * 26, 58, 22, mix(p.accent, p.ground, 0.3))
    for row in range(4):
        c.line([(1180, 900 + row * 9), (1560, 872 + row * 9)], darker(p.far, 0.2), 6)
    vest = mix(p.accent, p.second, 0.5)
    for x, h, pose, flip, hat in (
        (300, 370, "point", False, p.light),
        (440, 350, "hold", True, p.second),
        (1080, 340, "walk", True, p.second),
        (1290, 330, "reach", True, p.accent),
    ):
        look = Look(
            p.work,
            p.ink,
            c.chance.choice(SKINS),
            hat="helmet",
            hat_colour=hat,
            wear="vest",
            extra=vest,
        )
        person(c, x, 975, h, look, pose, flip)
    c.rect(392, 770, 92, 66, p.light)
    for level in (784, 800, 816):
        c.line([(402, level), (474, level)], p.work, 3)


def _frame(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    slab, pillar = lighter(p.far, 0.3), mix(p.far, p.mid, 0.4)
    for floor in range(5):
        base = y - floor * 98
        for column in range(6):
            c.rect(x + 16 + column * 128, base - 98, 22, 98, pillar)
        if floor < 3:
            for column in range(5):
                c.rect(x + 38 + column * 128, base - 80, 106, 80, mix(p.accent, p.light, 0.45))
                c.rect(x + 68 + column * 128, base - 66, 44, 44, p.near)
        c.rect(x - 10, base - 106, 730, 20, slab)
    for column in range(6):
        for dx in (2, 12):
            c.line(
                [(x + 18 + column * 128 + dx, y - 492), (x + 18 + column * 128 + dx, y - 552)],
                p.ink,
                3,
            )
    for index in range(7):
        c.line([(x - 50, y - index * 84), (x - 12, y - index * 84)], p.second, 6)
    for left in (x - 50, x - 16):
        c.line([(left, y), (left, y - 560)], p.second, 6)
    for column, pose in ((0, "hold"), (2, "reach"), (4, "point")):
        look = Look(
            p.work, p.ink, SKINS[1], hat="helmet", hat_colour=p.second, wear="vest", extra=p.accent
        )
        person(c, x + 90 + column * 128, y - 498, 100, look, pose)


def _tower_crane(c: Canvas, x: float, y: float) -> None:
    steel = c.palette.second
    for left in (x - 22, x + 22):
        c.line([(left, y), (left, 130)], steel, 8)
    for level in range(150, int(y), 46):
        c.line([(x - 22, level), (x + 22, level + 46)], steel, 4)
    for level in (120, 160):
        c.line([(x - 240, level), (x + 760, level)], steel, 7)
    for index in range(25):
        left = x - 240 + index * 40
        c.line([(left, 160), (left + 20, 120), (left + 40, 160)], steel, 3.5)
    c.line([(x - 240, 120), (x, 40), (x + 620, 120)], c.palette.ink, 3)
    c.poly([(x - 20, 120), (x, 34), (x + 20, 120)], steel)
    c.rect(x - 250, 160, 90, 60, c.palette.near)
    c.rect(x + 26, 164, 50, 54, c.palette.light)
    c.line([(x + 560, 160), (x + 560, 250)], c.palette.ink, 4)
    c.rect(x + 480, 250, 160, 16, darker(c.palette.far, 0.15))


def library_study(c: Canvas) -> None:
    p = c.palette
    room(c, 620, mix(p.light, p.second, 0.2), mix("#9C6B48", p.ground, 0.45))
    for x in (40, 1120):
        _bookcase(c, x, 60, 440, 560)
    window_view(c, 590, 100, 420, 340, 3)
    c.rect(640, 520, 320, 84, mix("#8A5A3B", p.ground, 0.3))
    for index in range(9):
        c.rect(
            660 + index * 32,
            466 + index % 3 * 8,
            24,
            54 - index % 3 * 8,
            (p.accent, p.work, p.second, p.leaf)[index % 4],
        )
    person(c, 300, 850, 400, Look(p.light, p.near, SKINS[0], long_hair=True), "hold")
    c.poly([(262, 606), (300, 618), (340, 606), (340, 646), (300, 656), (262, 646)], p.accent)
    for x, top, pose, hair in (
        (640, p.work, "type", False),
        (860, p.accent, "type", True),
        (1080, p.leaf, "type", False),
        (1300, p.second, "type", True),
    ):
        person(
            c, x, 930, 400, Look(top, skin=c.chance.choice(SKINS), long_hair=hair, legs=False), pose
        )
    table(c, 480, 770, 1000, mix("#B98556", p.light, 0.15), 210)
    for x in (640, 860, 1080, 1300):
        c.poly([(x - 74, 766), (x - 60, 736), (x, 746), (x, 776)], "#FFFFFF")
        c.poly([(x + 74, 766), (x + 60, 736), (x, 746), (x, 776)], "#EFEAE0")
        for row in range(3):
            c.line([(x - 52, 748 + row * 8), (x - 10, 754 + row * 7)], p.far, 2)
            c.line([(x + 52, 748 + row * 8), (x + 10, 754 + row * 7)], p.far, 2)
    for index, colour in enumerate((p.work, p.second, p.accent)):
        c.rect(1390 - index * 4, 748 - index * 22, 84, 20, colour, r=4)


def _bookcase(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    wood = mix("#8A5A3B", p.ground, 0.25)
    c.rect(x, y, w, h, wood, r=6)
    for shelf in range(4):
        top = y + 18 + shelf * (h - 10) / 4
        c.rect(x + 16, top, w - 32, h / 4 - 24, darker(wood, 0.28))
        left = x + 20
        while left < x + w - 54:
            width, height = c.chance.uniform(16, 34), c.chance.uniform(70, 106)
            colour = c.chance.choice((p.accent, p.second, p.work, p.leaf, p.light, p.mid, p.near))
            c.rect(left, top + h / 4 - 24 - height, width, height, colour, r=3)
            c.rect(left, top + h / 4 - 24 - height * 0.8, width, 6, lighter(colour, 0.4))
            left += width + (c.chance.uniform(20, 50) if c.chance.random() < 0.1 else 3)


def digital_office(c: Canvas) -> None:
    p = c.palette
    room(c, 620, mix(p.light, p.far, 0.3), mix(p.far, p.ground, 0.55))
    for x in (80, 560):
        window_view(c, x, 90, 380, 270, 3)
    c.rect(1060, 80, 460, 320, p.ink, r=14)
    c.rect(1076, 96, 428, 288, mix(p.near, p.ink, 0.3), r=6)
    for index, part in enumerate((0.5, 0.72, 0.6, 0.66, 0.86, 0.62)):
        c.rect(
            1104 + index * 66,
            356 - 220 * part,
            40,
            220 * part,
            (p.second, p.accent)[index % 2],
            r=5,
        )
    c.line(
        [(1104, 226), (1190, 176), (1256, 200), (1322, 186), (1388, 140), (1470, 180)], p.light, 6
    )
    for x, h in ((1010, 190), (30, 220)):
        c.poly([(x - 34, 600), (x + 34, 600), (x + 24, 660), (x - 24, 660)], p.accent)
        for lean in (-60, -30, 0, 30, 60):
            c.poly(
                [(x - 8, 600), (x + lean, 600 - h), (x + 8, 600)],
                mix(p.leaf, p.near, abs(lean) / 150),
            )
    person(c, 1350, 960, 450, Look(p.accent, p.ink, SKINS[0], long_hair=True), "point", flip=True)
    for x, top, hair in ((300, p.work, True), (640, p.light, False), (980, p.leaf, True)):
        person(
            c,
            x,
            910,
            410,
            Look(top, skin=c.chance.choice(SKINS), long_hair=hair, legs=False),
            "type",
        )
    table(c, 120, 760, 1060, mix(p.second, p.light, 0.5), 200)
    for x in (300, 640, 980):
        c.poly([(x - 70, 690), (x + 70, 690), (x + 80, 762), (x - 80, 762)], lighter(p.far, 0.3))
        c.oval(x, 726, 10, 10, p.light)
        c.rect(x - 96, 756, 192, 10, darker(p.far, 0.1), r=4)
        c.rect(x + 112, 728, 30, 34, p.accent, r=5)


def dialogue(c: Canvas) -> None:
    p = c.palette
    room(c, 600, mix(p.light, p.leaf, 0.15), mix(p.ground, p.mid, 0.25))
    for x in (100, 1130):
        window_view(c, x, 100, 370, 280, 3)
    c.rect(600, 110, 400, 270, lighter(p.light, 0.5), r=10)
    for index, colour in enumerate((p.accent, p.second, p.work)):
        c.oval(660, 170 + index * 74, 22, 22, colour)
        c.rect(700, 158 + index * 74, 240 - index * 40, 10, p.far, r=4)
        c.rect(700, 176 + index * 74, 180, 8, lighter(p.far, 0.3), r=4)
    tops = (p.work, p.work, mix(p.work, p.light, 0.3), p.light, p.light, lighter(p.far, 0.3))
    for index, x in enumerate((250, 450, 650, 950, 1150, 1350)):
        look = Look(
            tops[index],
            skin=SKINS[index % 3],
            long_hair=index % 2 == 0,
            legs=False,
            hat="helmet" if index == 1 else "",
            hat_colour=p.second,
        )
        person(
            c,
            x,
            890,
            390,
            look,
            ("type", "wave", "hold", "type", "point", "type")[index],
            flip=index > 2,
        )
    board = mix("#B98556", p.light, 0.1)
    c.oval(800, 960, 760, 30, "#14182A", 0.14)
    c.poly([(120, 730), (1480, 730), (1580, 800), (20, 800)], board)
    c.rect(20, 800, 1560, 150, darker(board, 0.25))
    for x in (250, 450, 650, 950, 1150, 1350):
        c.poly([(x - 60, 780), (x - 46, 748), (x + 46, 748), (x + 60, 780)], "#FFFFFF")
        c.rect(x + 74, 732, 22, 40, mix(p.sky[0], p.light, 0.5), r=6)
    for dx, colour in ((-40, p.accent), (-10, p.second), (20, "#F2A0AE"), (46, p.second)):
        c.oval(800 + dx, 726, 22, 20, colour)
        c.oval(800 + dx, 744, 20, 9, p.leaf)
