"""Chooses among renditions that exist: a reader's request never makes one."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from core.models import PortalImage

# Beginning of the filter specs that serve each use, best first.
SHAPES = {"card": ("fill-", "width-"), "wide": ("width-", "fill-")}
MIME_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
MODERN = ("avif", "webp")


@dataclass(frozen=True)
class PictureSource:
    """One `<source>`: its type and the sizes it comes in."""

    mime_type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What a `<picture>` needs; `src` is empty when no rendition exists yet."""

    src: str = ""
    width: int = 16
    height: int = 10
    srcset: str = ""
    mime_type: str = ""
    sources: list[PictureSource] = field(default_factory=list)


def picture_of(image: PortalImage | None, *, shape: str) -> Picture:
    """Return the picture of an image in a shape, `card` or `wide`.

    Reads `image.renditions`, which lists prefetch. Falls back to the other shape, then to an
    empty picture, for which the template draws a placeholder.
    """
    by_format = _renditions_by_format(image, shape) if image else {}
    if not by_format:
        return Picture()
    name = next((name for name in by_format if name not in MODERN), next(iter(by_format)))
    fallback = by_format[name]
    main = fallback[len(fallback) // 2]
    return Picture(
        src=main.url,
        width=main.width,
        height=main.height,
        srcset=_srcset(fallback),
        mime_type=MIME_TYPES[name],
        sources=[
            PictureSource(MIME_TYPES[modern], _srcset(by_format[modern]))
            for modern in MODERN
            if modern in by_format and modern != name
        ],
    )


def rendition_of(image: PortalImage | None, *, spec: str) -> Any | None:
    """Return the rendition of exactly this filter spec when it exists."""
    if image is None:
        return None
    return next((one for one in image.renditions.all() if one.filter_spec == spec), None)


def _renditions_by_format(image: PortalImage, shape: str) -> dict[str, list[Any]]:
    """Return the renditions of the first shape that has any, by format, by rising width.

    The share picture (1200 × 630) is cut for other sites and belongs to neither shape.
    """
    renditions = [one for one in image.renditions.all() if "1200x630" not in one.filter_spec]
    for prefix in SHAPES[shape]:
        found: dict[str, dict[int, Any]] = defaultdict(dict)
        for rendition in renditions:
            name = rendition.filter_spec.rpartition("format-")[2]
            if rendition.filter_spec.startswith(prefix) and name in MIME_TYPES:
                found[name][rendition.width] = rendition
        if found:
            return {name: [sizes[w] for w in sorted(sizes)] for name, sizes in found.items()}
    return {}


def _srcset(renditions: list[Any]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in renditions)
