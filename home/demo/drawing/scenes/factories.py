"""Scenes of industry under a roof or behind a gate."""

from home.demo.drawing.buildings import (
    chimney,
    flag,
    lamp,
    room,
    sawtooth,
    table,
    window_view,
    windows,
)
from home.demo.drawing.canvas import Canvas
from home.demo.drawing.nature import birds, bush, hills, sky, tree
from home.demo.drawing.palette import SKINS, darker, lighter, mix
from home.demo.drawing.people import Look, person


def garment_line(c: Canvas) -> None:
    p = c.palette
    room(c, 560, mix(p.light, p.far, 0.45), mix(p.ground, p.far, 0.35))
    for x in (90, 520, 950, 1380):
        window_view(c, x, 130, 250, 220)
    for x in (300, 800, 1300):
        lamp(c, x, 60, p.near)
    cloths = (p.accent, p.second, p.work, p.leaf, lighter(p.accent, 0.4), p.mid)
    for row, (y, h, count) in enumerate(((560, 250, 6), (700, 330, 5), (900, 430, 4))):
        step = 1600 / count
        for index in range(count):
            seat = step * (index + 0.5) + (row % 2) * 40 - 20
            _seamstress(c, seat, y, h, cloths[(index + row * 2) % 6])


def _seamstress(c: Canvas, x: float, y: float, h: float, cloth: str) -> None:
    p, unit = c.palette, h / 100
    uniform = mix(p.work, p.light, 0.12)
    look = Look(
        uniform,
        p.near,
        c.chance.choice(SKINS),
        long_hair=True,
        hat="scarf",
        hat_colour=p.second,
        legs=False,
    )
    person(c, x - 8 * unit, y + 42 * unit, h, look, "type")
    board = lighter(mix(p.ground, "#B98D63", 0.4), 0.2)
    c.rect(x - 48 * unit, y - 4 * unit, 92 * unit, 6 * unit, board, r=2 * unit)
    c.rect(x - 46 * unit, y + 2 * unit, 88 * unit, 40 * unit, darker(board, 0.3))
    c.poly(
        [
            (x - 30 * unit, y - 4 * unit),
            (x + 4 * unit, y - 8 * unit),
            (x + 16 * unit, y - 3 * unit),
            (x + 20 * unit, y + 18 * unit),
            (x + 4 * unit, y + 22 * unit),
            (x - 20 * unit, y + 15 * unit),
        ],
        cloth,
    )
    c.line(
        [(x - 10 * unit, y - 3 * unit), (x - 4 * unit, y + 17 * unit)], darker(cloth, 0.15), unit
    )
    _sewing_machine(c, x + 20 * unit, y - 4 * unit, unit)


def _sewing_machine(c: Canvas, x: float, y: float, unit: float) -> None:
    body = lighter(c.palette.far, 0.55)
    c.rect(x - 10 * unit, y - 3 * unit, 30 * unit, 3.4 * unit, body, r=unit)
    c.rect(x + 10 * unit, y - 20 * unit, 8 * unit, 18 * unit, darker(body, 0.07))
    c.rect(x - 9 * unit, y - 22 * unit, 28 * unit, 8 * unit, body, r=3 * unit)
    c.rect(x - 8 * unit, y - 15 * unit, 5 * unit, 8 * unit, darker(body, 0.12))
    c.line(
        [(x - 5.5 * unit, y - 8 * unit), (x - 5.5 * unit, y - 1 * unit)], c.palette.ink, 0.8 * unit
    )
    c.oval(x + 19 * unit, y - 18 * unit, 3 * unit, 4.4 * unit, darker(body, 0.3))
    c.rect(x + 2 * unit, y - 28 * unit, 4 * unit, 6 * unit, c.palette.accent, r=unit)


def factory_dawn(c: Canvas) -> None:
    p = c.palette
    sky(c, 662, (c.chance.choice((420, 1130)), 470))
    hills(c, 640, 34)
    for x, h in ((1010, 400), (1110, 350)):
        chimney(c, x, 640, h, 62, lighter(p.mid, 0.25))
    sawtooth(c, 60, 660, 860, 170, 5, lighter(p.far, 0.3), p.mid)
    windows(c, 90, 550, 800, 76, 14, 1, p.near, p.second, 0.7)
    c.rect(940, 470, 560, 190, lighter(p.far, 0.42))
    c.rect(925, 452, 590, 26, p.accent)
    windows(c, 965, 495, 510, 140, 9, 2, p.near, p.second, 0.5)
    c.shade((p.ground, darker(p.ground, 0.1)), 655, 1000)
    c.poly([(560, 660), (760, 660), (1240, 1000), (240, 1000)], lighter(p.ground, 0.3))
    for x, h in ((40, 190), (1545, 220), (1400, 150), (190, 150)):
        tree(c, x, 690, h)
    flag(c, 860, 690, 330, 100)
    for x in (300, 420, 980, 1090):
        bush(c, x, 712, 120)
    birds(c, 250, 230)
    _shift(c)


def _shift(c: Canvas) -> None:
    p = c.palette
    tops = (p.work, mix(p.work, p.leaf, 0.5), p.near, p.work)
    crowd = [
        (560, 740, 150),
        (700, 745, 150),
        (790, 735, 140),
        (470, 800, 210),
        (890, 810, 215),
        (660, 830, 235),
        (1030, 900, 300),
        (330, 930, 330),
        (800, 975, 370),
    ]
    for index, (x, y, h) in enumerate(crowd):
        look = Look(
            tops[index % 4],
            p.ink,
            SKINS[index % 3],
            long_hair=index % 2 == 0,
            hat=("helmet", "", "cap")[index % 3],
            hat_colour=p.second,
            back=index % 4 == 1,
        )
        person(c, x + c.chance.uniform(-15, 15), y, h, look, "walk", flip=index % 2 == 1)


def workshop(c: Canvas) -> None:
    p = c.palette
    room(c, 600, mix(p.far, p.light, 0.35), mix(p.mid, p.ground, 0.6))
    for x in (80, 640, 1200):
        window_view(c, x, 90, 330, 230, 3)
    c.rect(0, 380, 1600, 26, p.near)
    for x in range(60, 1600, 190):
        c.rect(x, 406, 16, 194, p.near)
        for shelf, colour in ((430, p.accent), (500, p.second)):
            c.rect(x + 40, shelf, 90, 46, mix(colour, p.far, 0.25), r=5)
    _lathe(c, 130, 690, 1.0)
    _lathe(c, 930, 690, 1.0)
    for x, y, h, flip, pose in (
        (330, 800, 400, False, "reach"),
        (1180, 800, 400, True, "reach"),
        (1400, 830, 390, True, "stand"),
    ):
        look = Look(
            lighter(p.work, 0.1),
            p.ink,
            SKINS[int(x) % 3],
            hat="helmet",
            hat_colour=p.second if x < 1300 else p.light,
            wear="overall",
        )
        person(c, x, y, h, look, pose, flip)
    _sparks(c, 760, 800)


def _lathe(c: Canvas, x: float, y: float, s: float) -> None:
    p = c.palette
    body = mix(p.leaf, p.near, 0.45)
    c.oval(x + 260 * s, y + 150 * s, 330 * s, 18, "#14182A", 0.16)
    c.rect(x, y - 20 * s, 520 * s, 50 * s, body, r=8)
    c.rect(x + 30 * s, y + 30 * s, 110 * s, 115 * s, darker(body, 0.2))
    c.rect(x + 380 * s, y + 30 * s, 110 * s, 115 * s, darker(body, 0.2))
    c.rect(x - 10 * s, y - 130 * s, 170 * s, 120 * s, lighter(body, 0.1), r=10)
    c.oval(x + 60 * s, y - 85 * s, 24 * s, 24 * s, p.light)
    c.rect(x + 110 * s, y - 100 * s, 30 * s, 12 * s, p.accent, r=4)
    c.rect(x + 160 * s, y - 86 * s, 40 * s, 44 * s, lighter(p.far, 0.3))
    c.rect(x + 200 * s, y - 74 * s, 200 * s, 18 * s, lighter(p.far, 0.55))
    c.rect(x + 400 * s, y - 100 * s, 90 * s, 84 * s, lighter(body, 0.05), r=8)


def _sparks(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    table(c, x - 170, y, 340, mix(p.near, p.mid, 0.5), 140)
    look = Look(
        p.near,
        p.ink,
        SKINS[1],
        hat="helmet",
        hat_colour=p.accent,
        wear="apron",
        extra=mix(p.ground, "#8A5A3B", 0.6),
    )
    person(c, x - 210, y + 175, 430, look, "reach")
    c.glow(x - 60, y - 60, 170, p.sun, 0.9)
    for _ in range(38):
        dx, dy = c.chance.uniform(-40, 170), c.chance.uniform(-110, 60)
        c.line(
            [(x - 60 + dx * 0.75, y - 60 + dy * 0.75), (x - 60 + dx, y - 60 + dy)], p.second, 3.4
        )
    c.oval(x - 60, y - 60, 12, 12, "#FFFFFF")
