"""Scenes where people meet: the hall, the stage, the pitch, the canteen."""

from home.demo.drawing.buildings import bunting, lamp, room, star, table, window_view
from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import hills, sky, tree
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def meeting_hall(c: Canvas) -> None:
    p = c.palette
    room(c, 620, mix(p.second, p.light, 0.72), mix(p.ground, p.accent, 0.18))
    for x in (0, 1330):
        c.rect(x, 0, 270, 604, mix(p.near, p.mid, 0.3))
        for fold in range(9):
            c.rect(x + fold * 30, 0, 10, 604, darker(mix(p.near, p.mid, 0.3), 0.12))
    c.rect(270, 0, 1060, 604, "#B92D2B")
    for fold in range(18):
        c.rect(270 + fold * 60, 0, 20, 604, "#A62626")
    c.rect(0, 0, 1600, 64, darker("#B92D2B", 0.2))
    star(c, 800, 190, 84)
    c.rect(450, 320, 700, 34, "#F6D479", 0.9, r=6)
    c.rect(540, 376, 520, 20, "#F6D479", 0.7, r=6)
    c.rect(200, 596, 1200, 46, mix(p.ground, "#8A5A3B", 0.45))
    c.rect(200, 640, 1200, 18, darker(mix(p.ground, "#8A5A3B", 0.45), 0.3))
    for index, x in enumerate((560, 700, 840, 980)):
        look = Look(
            (p.work, p.accent, p.ink, p.leaf)[index],
            skin=SKINS[index % 3],
            long_hair=index % 2 == 1,
            legs=False,
        )
        person(c, x, 640, 240, look, "type")
    c.rect(480, 530, 600, 80, "#F4E9D0")
    c.rect(480, 530, 600, 14, lighter("#F4E9D0"))
    _flowers(c, 780, 530)
    person(c, 1220, 600, 270, Look(p.light, p.ink, SKINS[0], long_hair=True), "wave")
    c.poly([(1160, 480), (1280, 480), (1264, 602), (1176, 602)], mix(p.ground, "#8A5A3B", 0.5))
    star(c, 1220, 530, 22)
    _audience(c)


def _flowers(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    for dx, dy, colour in (
        (-34, -26, p.accent),
        (-12, -42, p.second),
        (14, -40, "#F2A0AE"),
        (36, -24, p.second),
        (0, -22, p.accent),
    ):
        c.oval(x + dx - 8, y + dy + 10, 14, 8, p.leaf)
        c.oval(x + dx, y + dy, 15, 14, colour)
        c.oval(x + dx, y + dy, 6, 6, lighter(colour, 0.4))
    c.rect(x - 26, y - 16, 52, 18, lighter(p.far, 0.4), r=6)


def _audience(c: Canvas) -> None:
    p = c.palette
    tops = (p.work, mix(p.work, p.light, 0.5), p.accent, p.leaf, p.second, p.light)
    for row, (y, h, count) in enumerate(((800, 250, 11), (930, 310, 9), (1080, 390, 7))):
        step = 1600 / count
        for index in range(count):
            x = step * (index + 0.5) + (row % 2) * 30 - 15
            look = Look(
                tops[(index * 2 + row) % 6],
                skin=SKINS[1],
                long_hair=(index + row) % 2 == 0,
                back=True,
                legs=False,
            )
            raised = c.chance.random() < 0.12
            person(c, x, y + 50, h, look, "wave" if raised else "stand")
            u = h / 100
            c.rect(x - 15 * u, y - 8 * u, 30 * u, 34 * u, darker(p.accent, 0.35), r=5 * u)
            c.rect(x - 15 * u, y - 8 * u, 30 * u, 5 * u, darker(p.accent, 0.2), r=3 * u)


def stage(c: Canvas) -> None:
    p = c.palette
    deep = mix(p.near, p.ink, 0.45)
    c.shade((darker(deep, 0.3), deep, mix(deep, p.accent, 0.35)), 0, 700)
    for x, colour in ((260, p.second), (800, p.sun), (1340, p.accent)):
        c.poly([(x - 24, 40), (x + 24, 40), (x + 300, 760), (x - 300, 760)], colour, 0.13)
        c.glow(x, 50, 150, colour, 0.9)
    c.oval(800, 430, 330, 330, mix(p.second, p.accent, 0.25))
    c.oval(800, 430, 290, 290, mix(p.second, p.light, 0.25))
    for index in range(7):
        x = 560 + index * 80
        c.poly(
            [(x, 560), (x + 26, 500), (x + 40, 430), (x + 54, 500), (x + 80, 560)],
            mix(p.leaf, p.second, 0.3),
        )
    c.rect(0, 0, 1600, 44, p.ink)
    for x in range(40, 1600, 90):
        c.line([(x, 0), (x + 45, 44), (x + 90, 0)], p.mid, 4)
    c.shade((mix(p.ground, "#8A5A3B", 0.5), darker(p.ground, 0.5)), 740, 1000)
    c.rect(0, 736, 1600, 10, p.second)
    colours = (p.accent, p.second, mix(p.accent, p.light, 0.45), p.leaf, p.accent)
    for index, x in enumerate((360, 570, 800, 1030, 1240)):
        look = Look(
            colours[index],
            p.light,
            SKINS[index % 2],
            long_hair=True,
            wear="aodai",
            hat="conical" if index % 2 == 0 else "",
            hat_colour="#F2DFB2",
        )
        person(
            c,
            x,
            900 + (index % 2) * 26,
            410 if index == 2 else 370,
            look,
            ("wave", "cheer", "cheer", "cheer", "wave")[index],
            flip=index < 2,
        )
    player = Look(p.work, p.ink, SKINS[1])
    person(c, 160, 880, 350, player, "hold")
    c.oval(170, 710, 34, 42, mix(p.second, "#8A5A3B", 0.6))
    c.line([(180, 690), (262, 600)], "#6B4B3A", 12)
    person(c, 1440, 890, 350, Look(p.light, p.ink, SKINS[0]), "clap", flip=True)
    for index in range(19):
        c.oval(index * 92 - 20, 1004, 52, 62, p.ink)
        if index % 4 == 1:
            c.limb([(index * 92, 990), (index * 92 + 24, 920)], p.ink, 18)


def football_match(c: Canvas) -> None:
    p = c.palette
    sky(c, 480, (c.chance.choice((250, 1350)), 180))
    hills(c, 400, 40)
    c.rect(90, 300, 640, 120, mix(p.far, p.light, 0.35))
    c.poly([(70, 300), (120, 262), (700, 262), (750, 300)], p.accent)
    for x in (850, 1010, 1180, 1370, 1520):
        tree(c, x, 425, c.chance.uniform(130, 190))
    c.rect(0, 400, 1600, 74, mix(p.near, p.mid, 0.3))
    tops = (p.accent, p.second, p.work, p.light, p.leaf)
    for index in range(34):
        place = index * 48 + c.chance.uniform(-8, 8)
        pose = c.chance.choice(("cheer", "clap", "stand", "wave"))
        person(c, place, 480, 92, Look(tops[index % 5], p.ink, SKINS[index % 3], legs=False), pose)
    bunting(c, 250, 30)
    c.rect(0, 452, 1600, 34, p.light)
    for index in range(9):
        c.rect(index * 190 + 20, 458, 150, 22, tops[index % 3], 0.85, r=4)
    grass = mix(p.leaf, p.second, 0.15)
    for index in range(8):
        top = 486 + 8 * index**2.15
        c.rect(0, top, 1600, 1000 - top, lighter(grass, 0.1) if index % 2 else grass)
    c.line([(0, 560), (1600, 560)], p.light, 6, 0.9)
    c.arc(800, 770, 420, 120, 0, 360, p.light, 7)
    _goal(c, 1250, 640)
    home, away = p.accent, p.work
    for x, y, h, pose, flip, shirt, back in (
        (560, 880, 380, "kick", False, home, False),
        (980, 850, 350, "run", True, away, False),
        (260, 790, 290, "run", False, home, False),
        (1190, 720, 230, "run", True, away, True),
        (740, 670, 200, "run", False, home, True),
        (1380, 660, 190, "cheer", False, p.second, False),
    ):
        look = Look(
            shirt,
            p.light if shirt == home else p.ink,
            c.chance.choice(SKINS),
            wear="kit",
            extra=shirt,
            back=back,
        )
        person(c, x, y, h, look, pose, flip)
    _ball(c, 720, 830, 30)


def _goal(c: Canvas, x: float, y: float) -> None:
    for index in range(1, 12):
        c.line([(x + index * 22, y - 150), (x + index * 22, y)], "#FFFFFF", 1.6, 0.6)
    for index in range(1, 7):
        c.line([(x, y - index * 22), (x + 260, y - index * 22)], "#FFFFFF", 1.6, 0.6)
    c.line([(x, y), (x, y - 154), (x + 262, y - 154), (x + 262, y)], "#FFFFFF", 9)


def _ball(c: Canvas, x: float, y: float, r: float) -> None:
    c.oval(x, y + r + 36, r * 1.2, r * 0.25, "#14182A", 0.25)
    c.oval(x, y, r, r, "#FFFFFF")
    c.poly(
        [
            (x, y - r * 0.4),
            (x + r * 0.4, y - r * 0.1),
            (x + r * 0.24, y + r * 0.36),
            (x - r * 0.24, y + r * 0.36),
            (x - r * 0.4, y - r * 0.1),
        ],
        "#26303C",
    )
    for dx, dy in ((0, -0.85), (0.8, -0.25), (-0.8, -0.25), (0.5, 0.7), (-0.5, 0.7)):
        c.oval(x + dx * r, y + dy * r, r * 0.15, r * 0.15, "#26303C")


def canteen(c: Canvas) -> None:
    p = c.palette
    room(c, 560, mix(p.second, p.light, 0.75), mix(p.far, p.ground, 0.5))
    for x in (60, 1200):
        window_view(c, x, 90, 340, 230)
    for x in (300, 800, 1300):
        lamp(c, x, 50, p.accent)
    c.rect(480, 130, 640, 190, mix(p.near, p.mid, 0.3), r=8)
    c.rect(500, 150, 600, 150, mix(p.light, p.far, 0.3))
    for index, x in enumerate((600, 800, 1000)):
        person(
            c,
            x,
            480,
            330,
            Look(
                "#FBFBF7",
                p.near,
                SKINS[index],
                long_hair=index == 1,
                hat="cook",
                hat_colour="#FFFFFF",
                wear="apron",
                extra=p.accent,
                legs=False,
            ),
            "hold",
        )
    c.rect(420, 360, 760, 30, lighter(p.far, 0.5), r=6)
    c.rect(440, 390, 720, 186, lighter(p.far, 0.25))
    for index in range(6):
        c.rect(470 + index * 114, 340, 90, 24, lighter(p.far, 0.1), r=8)
        c.oval(
            515 + index * 114,
            342,
            38,
            10,
            (p.second, p.leaf, p.accent, p.light, p.leaf, p.second)[index],
        )
    _diners(c, 660, 4, 270)
    _diners(c, 880, 3, 390)


def _diners(c: Canvas, y: float, count: int, h: float) -> None:
    p, step, u = c.palette, 1600 / count, h / 100
    for index in range(count):
        for side in (-1, 1):
            x = step * (index + 0.5) + side * 22 * u
            look = Look(
                mix(p.work, p.light, 0.1 * (index % 3)),
                skin=c.chance.choice(SKINS),
                long_hair=(index + side) % 2 == 0,
                legs=False,
            )
            person(c, x, y + 38 * u, h, look, "type", flip=side > 0)
    for index in range(count):
        left, w = step * (index + 0.5) - 46 * u, 92 * u
        table(c, left, y - 6 * u, w, mix(p.second, p.light, 0.35), 42 * u)
        for part in (0.26, 0.74):
            x = left + w * part
            c.rect(x - 14 * u, y - 8.5 * u, 28 * u, 4 * u, lighter(p.far, 0.55), r=2 * u)
            c.oval(x - 7 * u, y - 9 * u, 5 * u, 2.4 * u, "#FFFFFF")
            c.oval(x + 1 * u, y - 9 * u, 3 * u, 1.8 * u, p.leaf)
            c.oval(x + 8 * u, y - 9 * u, 4 * u, 2 * u, p.accent)
        c.rect(left + w * 0.48, y - 14 * u, 4 * u, 8 * u, p.leaf, r=u)
