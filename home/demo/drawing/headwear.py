"""What people wear on their heads at work: helmet, conical hat, cap, scarf."""

from home.demo.drawing.canvas import Canvas, Point
from home.demo.drawing.palette import darker, lighter


def draw_hat(c: Canvas, hat: str, colour: str, head: Point, unit: float, side: int) -> None:
    if hat:
        HATS[hat](c, colour, head[0], head[1], unit, side)


def _helmet(c: Canvas, colour: str, x: float, y: float, u: float, side: int) -> None:
    c.slice(x, y - 1.5 * u, 9.2 * u, 10.2 * u, 180, 360, colour)
    c.slice(x + side * 3 * u, y - 1.5 * u, 6 * u, 9 * u, 180, 360, darker(colour, 0.08))
    c.limb([(x - 8.6 * u, y - 2 * u), (x + side * 3 * u + 8.6 * u, y - 2 * u)], colour, 2.2 * u)
    c.limb([(x - u, y - 11 * u), (x + u, y - 11 * u)], lighter(colour), 1.8 * u)


def _conical(c: Canvas, colour: str, x: float, y: float, u: float, side: int) -> None:
    c.oval(x, y - 2.5 * u, 19 * u, 3.4 * u, darker(colour, 0.25))
    c.poly([(x - 19 * u, y - 2.8 * u), (x, y - 17 * u), (x + 19 * u, y - 2.8 * u)], colour)
    c.oval(x, y - 3 * u, 18.6 * u, 2.1 * u, colour)
    c.poly(
        [(x, y - 17 * u), (x + side * 19 * u, y - 2.8 * u), (x + side * 4 * u, y - 1.2 * u)],
        darker(colour, 0.09),
    )
    for part in (0.4, 0.7):
        edge, level = 19 * u * part, y - 17 * u + 14.2 * u * part
        c.line(
            [(x - edge, level), (x, level + u), (x + edge, level)], darker(colour, 0.14), 0.4 * u
        )


def _cap(c: Canvas, colour: str, x: float, y: float, u: float, side: int) -> None:
    c.slice(x, y - 2 * u, 8.4 * u, 8.4 * u, 180, 360, colour)
    c.limb([(x, y - 2.4 * u), (x + side * 11 * u, y - 2 * u)], darker(colour, 0.15), 1.9 * u)


def _scarf(c: Canvas, colour: str, x: float, y: float, u: float, side: int) -> None:
    c.slice(x, y - u, 8.6 * u, 9.6 * u, 180, 360, colour)
    c.poly(
        [
            (x - side * 8 * u, y - 2 * u),
            (x - side * 13 * u, y + 3 * u),
            (x - side * 7 * u, y + 2 * u),
        ],
        darker(colour, 0.12),
    )
    c.line([(x - 8.4 * u, y - 1.4 * u), (x + 8.4 * u, y - 1.4 * u)], darker(colour, 0.12), 1.3 * u)


def _cook(c: Canvas, colour: str, x: float, y: float, u: float, side: int) -> None:
    c.rect(x - 7.6 * u, y - 11 * u, 15.2 * u, 8 * u, darker(colour, 0.06))
    for shift in (-5, 0, 5):
        c.oval(x + shift * u, y - 13 * u, 5 * u, 4.6 * u, colour)


def _nurse(c: Canvas, colour: str, x: float, y: float, u: float, side: int) -> None:
    c.poly(
        [
            (x - 7 * u, y - 6 * u),
            (x - 5 * u, y - 12 * u),
            (x + 5 * u, y - 12 * u),
            (x + 7 * u, y - 6 * u),
        ],
        colour,
    )
    c.rect(x - 2 * u, y - 9.8 * u, 4 * u, 1.2 * u, "#D0473C")
    c.rect(x - 0.6 * u, y - 11.2 * u, 1.2 * u, 4 * u, "#D0473C")


HATS = {
    "helmet": _helmet,
    "conical": _conical,
    "cap": _cap,
    "scarf": _scarf,
    "cook": _cook,
    "nurse": _nurse,
}
