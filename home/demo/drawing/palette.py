"""Colour harmonies: every scene takes all its colours from one palette."""

from dataclasses import dataclass

Colour = tuple[int, int, int, int]


@dataclass(frozen=True)
class Palette:
    sky: tuple[str, ...]
    sun: str
    far: str
    mid: str
    near: str
    leaf: str
    ground: str
    accent: str
    second: str
    ink: str
    light: str
    work: str


PALETTES = {
    "dawn": Palette(
        sky=("#6E9CC0", "#B9C9CE", "#F8D8B4", "#FCEBD2"),
        sun="#FFF1CF",
        far="#A8B8C4",
        mid="#7D98A9",
        near="#4A6C82",
        leaf="#5F8F6E",
        ground="#DCC8A4",
        accent="#D4523A",
        second="#EBAE45",
        ink="#26384A",
        light="#FFF8EA",
        work="#3F78A8",
    ),
    "clear": Palette(
        sky=("#4F9BCB", "#9BD0E4", "#E9F5F1"),
        sun="#FFF6D8",
        far="#A5CBCF",
        mid="#74A9AE",
        near="#3C7985",
        leaf="#589A60",
        ground="#E4D7B2",
        accent="#D0473C",
        second="#F1B54A",
        ink="#1E3A4C",
        light="#FFFDF5",
        work="#2F6FB0",
    ),
    "jade": Palette(
        sky=("#7FC3B4", "#CFE8D3", "#F8F3DA"),
        sun="#FFF4CC",
        far="#A9CCB7",
        mid="#72AB90",
        near="#39765C",
        leaf="#3D8A56",
        ground="#DFD2A4",
        accent="#D6543B",
        second="#EFA83D",
        ink="#1D3F38",
        light="#FFFCF0",
        work="#2B7A78",
    ),
    "dusk": Palette(
        sky=("#2F3B66", "#7E628C", "#EE9A78", "#FBD09A"),
        sun="#FFE3A8",
        far="#77719A",
        mid="#55568A",
        near="#363C66",
        leaf="#41636A",
        ground="#9A8087",
        accent="#E6633F",
        second="#F8BD5B",
        ink="#1F2541",
        light="#FFF1D9",
        work="#4A7FB5",
    ),
    "amber": Palette(
        sky=("#E7A261", "#F6CD90", "#FDEBCB"),
        sun="#FFF7DC",
        far="#DDBB93",
        mid="#BB9070",
        near="#835F4D",
        leaf="#7D8C4C",
        ground="#DABB8C",
        accent="#B63F2F",
        second="#E8A33A",
        ink="#3B2B2C",
        light="#FFF7E6",
        work="#2E7C84",
    ),
    "rose": Palette(
        sky=("#A98BB0", "#E8B9B4", "#FBE6D4"),
        sun="#FFF3DC",
        far="#C9AFBB",
        mid="#A0879F",
        near="#6A5878",
        leaf="#6E9079",
        ground="#E2CBB5",
        accent="#CF4F4A",
        second="#EDB353",
        ink="#33294A",
        light="#FFF7EF",
        work="#4E6FA6",
    ),
}

SKINS = ("#EBC09A", "#DDAA80", "#CB9568")
HAIR = "#2B2426"


def rgba(colour: str, opacity: float = 1.0) -> Colour:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, round(255 * opacity)


def mix(first: str, other: str, amount: float) -> str:
    """Move `first` towards `other`; 0 leaves it, 1 reaches the other."""
    pairs = zip(rgba(first)[:3], rgba(other)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * amount):02X}" for a, b in pairs)


def darker(colour: str, amount: float = 0.18) -> str:
    return mix(colour, "#14182A", amount)


def lighter(colour: str, amount: float = 0.25) -> str:
    return mix(colour, "#FFFFFF", amount)
