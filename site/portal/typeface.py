"""Cuts the headline face to Latin and Vietnamese, so that a cheap phone loads it at once.

The face comes from a package; what is made of it lies beside the database, never in the repository.
"""

import hashlib
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from font_source_serif_pro import font_files_ttf

NAME = "portal/fonts/headline.woff2"
SOURCE = Path(font_files_ttf["SourceSerifProBold"])
# Latin and its neighbours, ơ and ư, the composed Vietnamese letters, combining marks of text that
# was not composed, dashes and quotes, signs of money and numbers.
CHARACTERS = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),
        *(0x01A0, 0x01A1, 0x01AF, 0x01B0),
        *(0x0300, 0x0301, 0x0303, 0x0309, 0x0323),
        *range(0x1EA0, 0x1EFA),
        *range(0x2010, 0x2028),
        *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AB, 0x20AC, 0x2122, 0x2212),
    ]
)
# Kerning, and marks that find their place on a letter; no swashes, small capitals or old figures.
FEATURES = ("ccmp", "kern", "liga", "locl", "mark")


def cut_typeface(target: Path) -> None:
    """Write the part of the face that headlines need, as WOFF2. Half a second."""
    # Loaded here: the web server never needs it.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=list(FEATURES), hinting=False, flavor="woff2")
    with TTFont(SOURCE, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may cut at once: each writes its own file, the last one takes the place.
        part = target.with_suffix(f".{os.getpid()}")
        subset.save_font(font, part, options)
    part.replace(target)


def fingerprint() -> str:
    """Return a short digest of all that decides what the cut face holds."""
    digest = hashlib.sha256(SOURCE.read_bytes())
    digest.update(repr((sorted(CHARACTERS), FEATURES)).encode())
    return digest.hexdigest()[:12]


class TypefaceFinder(BaseFinder):
    """Gives the cut face to whoever collects or serves static files, cutting it when missing."""

    @cached_property
    def storage(self) -> FileSystemStorage:
        """Return the folder of this very cut: another source or another choice is another one."""
        folder = Path(settings.GENERATED_ROOT) / fingerprint()
        if not (folder / NAME).exists():
            cut_typeface(folder / NAME)
        return FileSystemStorage(location=folder)

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        """Return where the face lies, if it is what `path` asks for."""
        is_wanted = path == NAME
        found = self.storage.path(NAME) if is_wanted else ""
        return [found] if find_all and is_wanted else found or []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield the one file there is."""
        yield NAME, self.storage
