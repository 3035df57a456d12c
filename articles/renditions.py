"""Sizes of pictures that readers get, made at publication and never at a reader's request."""

from collections.abc import Iterable

from core.models import PortalImage

CARD_WIDTHS = ("fill-320x200", "fill-640x400")
WIDE_WIDTHS = ("width-480", "width-960", "width-1440")
FORMATS = ("avif", "webp", "jpeg")


def _specs(sizes: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{size}|format-{name}" for size in sizes for name in FORMATS)


CARD_SPECS = _specs(CARD_WIDTHS)
WIDE_SPECS = _specs(WIDE_WIDTHS)
SHARE_SPEC = "fill-1200x630|format-jpeg"


def make_renditions(*, cover: PortalImage | None, pictures: Iterable[PortalImage]) -> None:
    """Make every size of a piece's pictures that does not exist yet."""
    for picture in pictures:
        picture.get_renditions(*WIDE_SPECS)
    if cover is not None:
        cover.get_renditions(*CARD_SPECS, *WIDE_SPECS, SHARE_SPEC)
