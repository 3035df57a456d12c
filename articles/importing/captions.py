"""Finds which line is the caption of which picture or table, and who took the picture."""

import re

from articles.importing import lengths
from articles.importing.content import Part

# “… Ảnh: Hải Yến”, “… (ảnh: CTV)” at the end of a caption, in the ways the press writes it.
CREDIT = re.compile(
    r"(?P<caption>.*?)"
    r"(?:\s*[(\[–-]\s*[Ảả]nh|\s*[(\[–-]\s*[Nn]guồn|\s*\bẢnh|\s*\bẢNH|\s*\bNguồn|\s*\bNGUỒN)"
    r"(?: minh họa| minh hoạ| ảnh)?\s*:\s*(?P<credit>[^()\[\]:]+?)[\s)\].]*"
)
TABLE_NAMES = ("bảng", "biểu")


def captioned(parts: list[Part]) -> list[tuple[Part, str]]:
    """Return each part with its caption; captions that belong to something are no parts.

    A caption stands below a picture, or above a table or picture.
    """
    captions: dict[int, int] = {}
    for number, part in enumerate(parts[:-1]):
        if part.kind == "picture" and _is_caption(parts[number + 1], parts[number + 2 :][:1]):
            captions[number] = number + 1
    for number, part in enumerate(parts[1:], start=1):
        above = number - 1
        free = number not in captions and above not in captions.values()
        if part.kind in ("picture", "table") and free and parts[above].kind == "caption":
            captions[number] = above
    taken = set(captions.values())
    return [
        (part, parts[captions[number]].text if number in captions else "")
        for number, part in enumerate(parts)
        if number not in taken
    ]


def split_credit(caption: str) -> tuple[str, str]:
    """Return (caption, credit); a caption that names nobody has no credit."""
    if len(caption) > lengths.CAPTION + lengths.CREDIT:
        return caption, ""
    found = CREDIT.fullmatch(caption)
    return (found["caption"], found["credit"]) if found else (caption, "")


def _is_caption(part: Part, after: list[Part]) -> bool:
    """Tell whether what follows a picture is its caption.

    By its style, or as a short line that is italic or names who took the picture; the caption of
    a table that follows is none.
    """
    if part.kind == "caption":
        names_table = part.text.casefold().startswith(TABLE_NAMES)
        return not (names_table and after and after[0].kind == "table")
    is_short = part.kind == "paragraph" and len(part.text) <= lengths.CAPTION
    return is_short and (part.is_italic or bool(split_credit(part.text)[1]))
