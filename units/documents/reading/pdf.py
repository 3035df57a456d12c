"""Text of a PDF, page by page."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from .fonts import Piece, mended
from .limits import MOST_PAGES

# What is odd in a file is the file's own affair.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Locked(Exception):
    """The file asks for a password."""


def pages(content: bytes, *, most: int = MOST_PAGES) -> Iterator[str]:
    """Yield the text of each page. Raises `Locked`, and pypdf's own errors for a damaged file."""
    reader = PdfReader(BytesIO(content), strict=False)
    # Many offices forbid printing with an empty password: everybody may read such a file.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    for number, page in enumerate(reader.pages):
        if number >= most:
            return
        yield _text_of(page)


def _text_of(page: Any) -> str:
    pieces: list[Piece] = []

    def visit(text: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        name = font.get("/BaseFont") if font else None
        pieces.append((text, str(name) if name else None))

    plain = page.extract_text(visitor_text=visit)
    has_old_fonts = any(font and _looks_old(font) for _text, font in pieces)
    return mended(pieces) if has_old_fonts else plain


def _looks_old(font: str) -> bool:
    name = font.lstrip("/").rpartition("+")[2].casefold()
    return name.startswith((".vn", "vni-", "vni "))
