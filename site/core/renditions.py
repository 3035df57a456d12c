"""Sizes of pictures that readers get, made at publication and never at a reader's request."""

from collections.abc import Iterable

from core.models import PortalImage

CARD_SIZES = ("fill-320x200", "fill-640x400")
WIDE_SIZES = ("width-480", "width-960", "width-1440")
FORMATS = ("avif", "webp", "jpeg")


def _specs(sizes: Iterable[str], formats: Iterable[str] = FORMATS) -> tuple[str, ...]:
    return tuple(f"{size}|format-{name}" for size in sizes for name in formats)


CARD_SPECS = _specs(CARD_SIZES)
WIDE_SPECS = _specs(WIDE_SIZES)
SHARE_SPEC = "fill-1200x630|format-jpeg"


def make_first_renditions(*, cover: PortalImage | None, pictures: Iterable[PortalImage]) -> None:
    """Make the one quick size of each picture that a page can show at once."""
    for picture in pictures:
        picture.get_renditions("width-960|format-jpeg")
    if cover is not None:
        cover.get_renditions(*_specs(CARD_SIZES, ["jpeg"]))


def make_renditions(*, cover: PortalImage | None, pictures: Iterable[PortalImage]) -> None:
    """Make every size of a piece's pictures that does not exist yet."""
    for picture in pictures:
        picture.get_renditions(*WIDE_SPECS)
    if cover is not None:
        cover.get_renditions(*CARD_SPECS, *WIDE_SPECS, SHARE_SPEC)
