"""Simple people: one body plan, many clothes, hats and poses."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from home.demo.drawing.canvas import Canvas, Point
from home.demo.drawing.headwear import draw_hat
from home.demo.drawing.palette import HAIR, SKINS, darker, lighter

Placer = Callable[[Point], Point]


@dataclass(frozen=True)
class Look:
    top: str
    bottom: str = "#2F3A4C"
    skin: str = SKINS[1]
    hair: str = HAIR
    long_hair: bool = False
    hat: str = ""
    hat_colour: str = "#F4C542"
    wear: str = "shirt"
    extra: str = "#F08A2C"
    back: bool = False
    legs: bool = True


# Elbow and hand of the left and of the right arm, knee and foot of the left and of the right
# leg, in hundredths of the body's height from the point between the feet.
STAND_LEGS = ((-5, -24), (-6, -1), (5, -24), (6, -1))
WALK_LEGS = ((-4, -24), (-13, -3), (9, -25), (11, -1))
POSES: dict[str, tuple[Point, ...]] = {
    "stand": ((-16, -60), (-15, -45), (16, -60), (15, -45), *STAND_LEGS),
    "walk": ((-17, -61), (-11, -49), (14, -60), (21, -51), *WALK_LEGS),
    "wave": ((-16, -60), (-15, -45), (22, -83), (25, -101), *STAND_LEGS),
    "cheer": ((-21, -86), (-23, -104), (21, -86), (23, -104), *STAND_LEGS),
    "point": ((-16, -60), (-12, -47), (24, -71), (38, -77), *STAND_LEGS),
    "hold": ((-16, -61), (-3, -57), (16, -61), (6, -57), *STAND_LEGS),
    "reach": ((-10, -64), (14, -61), (20, -66), (33, -62), *STAND_LEGS),
    "type": ((-16, -60), (-7, -52), (16, -60), (7, -52), *STAND_LEGS),
    "hips": ((-22, -62), (-11, -50), (22, -62), (11, -50), *STAND_LEGS),
    "clap": ((-16, -64), (-1, -68), (16, -64), (1, -68), *STAND_LEGS),
    "run": (
        (-21, -64),
        (-17, -52),
        (17, -65),
        (25, -72),
        (-9, -26),
        (-24, -15),
        (13, -31),
        (12, -4),
    ),
    "kick": (
        (-23, -70),
        (-29, -60),
        (20, -66),
        (27, -58),
        (-3, -24),
        (-7, -1),
        (14, -30),
        (27, -17),
    ),
}


def person(
    c: Canvas, x: float, y: float, h: float, look: Look, pose: str = "stand", flip: bool = False
) -> None:
    """Draw somebody `h` units tall whose feet stand at (x, y); `flip` mirrors the pose."""
    unit, side = h / 100, -1 if flip else 1

    def at(point: Point) -> Point:
        return x + side * point[0] * unit, y + point[1] * unit

    joints = [at(point) for point in POSES[pose]]
    shoulders = [at((-10.5, -74)), at((10.5, -74))]
    if look.legs:
        c.oval(x, y, 19 * unit, 3.2 * unit, "#14182A", 0.16)
        _legs(c, at, joints, unit, look)
    if look.long_hair:
        c.oval(x, y - 86.5 * unit, 9 * unit, 11 * unit, look.hair)
        c.limb([at((-6, -86)), at((-8.5, -73))], look.hair, 5.5 * unit)
        c.limb([at((6, -86)), at((7.5, -76))], look.hair, 5 * unit)
    _arm(c, shoulders[0], joints[0], joints[1], unit, replace(look, top=darker(look.top, 0.1)))
    _torso(c, at, unit, look)
    _head(c, at, unit, look, side, h)
    _arm(c, shoulders[1], joints[2], joints[3], unit, look)


def _legs(c: Canvas, at: Placer, joints: list[Point], unit: float, look: Look) -> None:
    shoe = darker(look.bottom, 0.45)
    for hip, knee, foot, colour in (
        (at((-5, -47)), joints[4], joints[5], darker(look.bottom, 0.14)),
        (at((5, -47)), joints[6], joints[7], look.bottom),
    ):
        bare = look.wear == "kit"
        c.limb([hip, knee, foot], look.skin if bare else colour, 7.6 * unit)
        if bare:
            middle = ((knee[0] + foot[0]) / 2, (knee[1] + foot[1]) / 2)
            c.limb([hip, knee], colour, 9.5 * unit)
            c.limb([middle, foot], look.extra, 7.6 * unit)
        else:
            c.limb([hip, knee], colour, 9.4 * unit)
        c.oval(foot[0] + 1.5 * unit, foot[1], 6 * unit, 2.8 * unit, shoe)


def _arm(c: Canvas, shoulder: Point, elbow: Point, hand: Point, unit: float, look: Look) -> None:
    sleeve = "#F7F9FA" if look.wear == "coat" else look.top
    c.limb([shoulder, elbow], sleeve, 7.4 * unit)
    short = look.wear == "kit"
    c.limb([elbow, hand], look.skin if short else sleeve, 6 * unit)
    c.oval(*hand, 3.5 * unit, 3.6 * unit, look.skin)


def _torso(c: Canvas, at: Placer, unit: float, look: Look) -> None:
    colour = "#F7F9FA" if look.wear == "coat" else look.top
    c.limb([at((0, -84)), at((0, -76))], darker(look.skin, 0.1), 6.4 * unit)
    hem = {"coat": -27, "aodai": -10}.get(look.wear, -44)
    spread = {"coat": 13, "aodai": 13}.get(look.wear, 10.5)
    outline = [(-5, -79), (5, -79), (12, -76.5), (13.5, -72), (10, -55), (spread, hem)]
    outline += [(-spread, hem), (-10, -55), (-13.5, -72), (-12, -76.5)]
    c.poly([at(p) for p in outline], colour)
    shadow = [(2, -79), (5, -79), (12, -76.5), (13.5, -72), (10, -55), (spread, hem), (5, hem)]
    c.poly([at(p) for p in shadow], "#14182A", 0.07)
    if not look.back:
        c.poly([at((-4.5, -79.5)), at((4.5, -79.5)), at((0, -73.5))], lighter(look.skin, 0.05))
    _clothes(c, at, unit, look)


def _clothes(c: Canvas, at: Placer, unit: float, look: Look) -> None:
    if look.wear == "vest":
        c.poly([at(p) for p in ((-12, -77), (-4, -79), (-1, -46), (-10.5, -44))], look.extra)
        c.poly([at(p) for p in ((12, -77), (4, -79), (1, -46), (10.5, -44))], look.extra)
        for level in (-64, -53):
            c.line([at((-10.8, level)), at((10.8, level))], "#FFF4C2", 2.4 * unit)
    elif look.wear == "overall":
        c.poly([at(p) for p in ((-7, -68), (7, -68), (10.3, -44), (-10.3, -44))], look.bottom)
        for sign in (-1, 1):
            c.line([at((sign * 6, -68)), at((sign * 7, -78))], look.bottom, 2.6 * unit)
        c.poly([at(p) for p in ((-3, -62), (3, -62), (3, -57), (-3, -57))], lighter(look.bottom))
    elif look.wear == "apron":
        c.poly([at(p) for p in ((-6, -71), (6, -71), (11, -34), (-11, -34))], look.extra)
        for sign in (-1, 1):
            c.line([at((sign * 5, -71)), at((sign * 5, -79))], look.extra, 1.8 * unit)
        c.line([at((-10, -56)), at((10, -56))], darker(look.extra, 0.15), 1.5 * unit)
    elif look.wear == "coat" and not look.back:
        c.poly([at(p) for p in ((-4, -79), (4, -79), (0, -62))], look.top)
        c.line([at((0, -62)), at((0, -28))], "#C9D3DA", 0.8 * unit)
    elif look.wear == "kit" and look.back:
        c.line([at((-8, -66)), at((8, -66))], "#FFFFFF", 3 * unit)
    elif look.wear == "shirt" and not look.back:
        c.line([at((0, -73)), at((0, -46))], darker(look.top, 0.12), 0.8 * unit)


def _head(c: Canvas, at: Placer, unit: float, look: Look, side: int, h: float) -> None:
    head = at((0, -90))
    if look.long_hair and look.back:
        c.oval(head[0], head[1] + 8 * unit, 6.5 * unit, 13 * unit, look.hair)
    c.oval(head[0], head[1] - 1.4 * unit, 7.9 * unit, 8.8 * unit, look.hair)
    if not look.back:
        c.oval(head[0] + side * 0.6 * unit, head[1] + 1.6 * unit, 6.9 * unit, 7.6 * unit, look.skin)
        if h > 230:
            _face(c, (head[0] + side * 1.2 * unit, head[1] + 1.6 * unit), unit, look)
    draw_hat(c, look.hat, look.hat_colour, head, unit, side)


def _face(c: Canvas, middle: Point, unit: float, look: Look) -> None:
    x, y = middle
    for sign in (-1, 1):
        c.oval(x + sign * 2.7 * unit, y - 0.4 * unit, 0.62 * unit, 0.8 * unit, "#3A2A2A")
        c.oval(x + sign * 4 * unit, y + 2.4 * unit, 1.3 * unit, 0.9 * unit, "#D9694F", 0.25)
    c.arc(x, y + 2 * unit, 2 * unit, 1.9 * unit, 25, 155, "#8A3F36", 0.6 * unit)
