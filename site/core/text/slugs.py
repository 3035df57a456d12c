"""Makes addresses, anchors and file names out of Vietnamese text."""

import re

from .folding import fold

SLUG_MAX_LENGTH = 255  # Wagtail's slug column
TITLE_SLUG_LENGTH = 80  # an address that a title gives; the editor's widget cuts here
FILENAME_MAX_LENGTH = 80

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,10})$")

# Names that Windows gives to devices, with any extension.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")


def slugify(text: str, *, max_length: int = SLUG_MAX_LENGTH, fallback: str = "") -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, or `fallback` when none is left.

    `Đại hội Công đoàn` is `dai-hoi-cong-doan`. With TITLE_SLUG_LENGTH, VietnameseSlugInput gives
    the same in the editor. Longer text loses whole words.
    """
    slug = _NOT_IN_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) > max_length:
        slug = slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
    return slug or fallback


def safe_filename(name: str, *, max_length: int = FILENAME_MAX_LENGTH) -> str:
    """Return the last part of `name` as an ASCII file name that keeps its extension.

    The result has no path, no hidden or reserved name, and is never empty.
    """
    base = re.split(r"[/\\]", name)[-1].strip(" .\t\r\n\0")
    found = _EXTENSION.search(base)
    suffix = f".{found[1].lower()}" if found else ""
    stem = base[: found.start()] if found else base
    slug = slugify(stem, max_length=max_length - len(suffix), fallback="tep")
    return f"tep-{slug}{suffix}" if _RESERVED.fullmatch(slug) else f"{slug}{suffix}"
