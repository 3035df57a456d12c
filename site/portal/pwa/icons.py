"""Draws the application's icons from the portal's logo."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

STATIC = Path(__file__).resolve().parents[1] / "static" / "portal"
LOGO = STATIC / "logo.svg"
FOLDER = STATIC / "icons"
BACKGROUND = "#961a1d"
SVG = "{http://www.w3.org/2000/svg}"
OVERSAMPLING = 4
# Devices cut a maskable icon to their own shape; what lies in the middle four fifths is safe.
SAFE_SHARE = 0.7


class Icon(NamedTuple):
    """One file: its name, its side in pixels, and whether devices may cut it."""

    name: str
    side: int
    is_maskable: bool = False

    @property
    def purpose(self) -> str:
        """Return the word of the manifest."""
        return "maskable" if self.is_maskable else "any"


ICONS = (
    Icon("icon-192.png", 192),
    Icon("icon-512.png", 512),
    Icon("icon-maskable-512.png", 512, is_maskable=True),
)


def draw(icon: Icon) -> Image.Image:
    """Return the picture of an icon."""
    side = icon.side * OVERSAMPLING
    background = BACKGROUND if icon.is_maskable else (0, 0, 0, 0)
    picture = Image.new("RGBA", (side, side), background)
    share = SAFE_SHARE if icon.is_maskable else 1.0
    _draw_logo(ImageDraw.Draw(picture), size=side * share, offset=side * (1 - share) / 2)
    return picture.resize((icon.side, icon.side), Image.Resampling.LANCZOS)


def _draw_logo(canvas: ImageDraw.ImageDraw, *, size: float, offset: float) -> None:
    root = ElementTree.parse(LOGO).getroot()  # noqa: S314 (our own file)
    scale = size / float(root.attrib["viewBox"].split()[2])

    def place(*numbers: float) -> list[float]:
        return [offset + number * scale for number in numbers]

    for shape in root:
        given = shape.attrib
        if shape.tag == f"{SVG}circle":
            x, y, radius = (float(given[key]) for key in ("cx", "cy", "r"))
            box = place(x - radius, y - radius, x + radius, y + radius)
            canvas.ellipse(box, fill=given["fill"])
        elif shape.tag == f"{SVG}path" and not re.search(r"[^MLz\d\s.,-]", given["d"]):
            numbers = map(float, re.findall(r"-?\d+(?:\.\d+)?", given["d"]))
            canvas.polygon(place(*numbers), fill=given["fill"])
        else:
            raise ValueError(f"the logo has a shape that is not drawn: {shape.tag} {given}")
