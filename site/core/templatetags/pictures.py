"""The `<picture>` element, from renditions made at publication."""

from typing import Any

from django import template

from core.models import PortalImage
from core.pictures import picture_of

register = template.Library()

SIZES = {
    "card": "(min-width: 60rem) 24rem, (min-width: 36rem) 45vw, 7rem",
    "first": "(min-width: 60rem) 24rem, (min-width: 36rem) 45vw, 92vw",
    "strip": "(min-width: 60rem) 18rem, 15rem",
    "lead": "(min-width: 60rem) 48rem, 92vw",
    "cover": "(min-width: 60rem) 56rem, 92vw",
    "thumb": "8rem",
    "text": "(min-width: 48rem) 44rem, 94vw",
    "tile": "(min-width: 36rem) 22rem, 94vw",
}
WIDE_USES = {"lead", "cover", "text", "tile"}


@register.inclusion_tag("core/picture.html")
def picture(
    image: PortalImage | None, use: str = "card", alt: str = "", eager: bool = False
) -> dict[str, Any]:
    """Render an image for a use, a name in SIZES."""
    shape = "wide" if use in WIDE_USES else "card"
    return {
        "picture": picture_of(image, shape=shape),
        "sizes": SIZES[use],
        "alt": alt,
        "eager": eager,
    }
