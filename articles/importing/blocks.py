"""Turns the parts of a document into the blocks of a piece's text."""

from html import escape
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from articles.importing import lengths
from articles.importing.captions import captioned, split_credit
from articles.importing.content import Part, TableContent
from articles.importing.errors import ImportRefused
from articles.importing.notes import Note
from articles.importing.pictures import FoundPicture
from core.sent_blocks import MAX_BLOCKS

Block = tuple[str, Any]


def body_blocks(parts: list[Part], notes: set[Note]) -> list[Block]:
    """Return `[(type, value)]`; a picture's `image` is what was found, to be replaced by the image.

    Raises `ImportRefused` for more blocks than the editor can hold.
    """
    top = min((part.level for part in parts if part.kind == "heading"), default=1)
    blocks: list[Block] = []
    for is_text, group in groupby(captioned(parts), key=lambda pair: _is_text(pair[0])):
        if is_text:
            blocks.append(("rich_text", "".join(_html(part) for part, _caption in group)))
        else:
            blocks += [_block(part, caption, top, notes) for part, caption in group]
    if len(blocks) > MAX_BLOCKS:
        raise ImportRefused(
            _(
                "This document has too many headings, pictures and tables for one piece. Split "
                "it into several."
            )
        )
    return blocks


def _is_text(part: Part) -> bool:
    if part.kind == "heading":
        return len(part.text) > lengths.HEADING
    return part.kind not in ("picture", "table")


def _html(part: Part) -> str:
    if part.kind == "heading":
        return f"<p><b>{escape(part.text, quote=False)}</b></p>"
    return part.html


def _block(part: Part, caption: str, top: int, notes: set[Note]) -> Block:
    if part.picture is not None:
        return "picture", _picture(part.picture, caption, notes)
    if part.table is not None:
        return "table", _table(part.table, caption, notes)
    return "heading", {"text": part.text, "level": "h2" if part.level == top else "h3"}


def _picture(picture: FoundPicture, caption: str, notes: set[Note]) -> dict[str, Any]:
    words, credit = split_credit(caption)
    return {
        "image": picture,
        "alt": _cut(picture.alt, lengths.ALT, notes),
        "caption": _cut(words, lengths.CAPTION, notes),
        "credit": _cut(credit, lengths.CREDIT, notes),
    }


def _table(table: TableContent, caption: str, notes: set[Note]) -> dict[str, Any]:
    return {
        "data": table.rows,
        "cell": [],
        "mergeCells": [],
        "table_caption": _cut(caption, lengths.CAPTION, notes),
        "table_header_choice": "row" if table.has_head else "neither",
        "first_row_is_table_header": table.has_head,
        "first_col_is_header": False,
    }


def _cut(text: str, length: int, notes: set[Note]) -> str:
    if len(text) > length:
        notes.add(Note.CAPTIONS_CUT)
    return lengths.cut(text, length)
