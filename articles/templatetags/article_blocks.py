"""Prepares the values of a piece's blocks for their templates."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template

from articles.embeds import player_of
from articles.validators import VIDEO_SUFFIXES
from core.models import PortalImage
from core.pictures import rendition_of

register = template.Library()
register.filter("player_of", player_of)
# The largest size that every browser shows; the second is there from the moment of publication.
LARGE_SPECS = ("width-1440|format-jpeg", "width-960|format-jpeg")


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `scope` is set for a heading."""

    text: str
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1


@register.filter
def table_rows(value: dict[str, Any]) -> dict[str, list[list[Cell]]]:
    """Return `{"head", "body"}` of a table block: rows of cells, merged ones given once."""
    spans = {(one["row"], one["col"]): one for one in value.get("mergeCells") or []}
    covered = {place for one in spans.values() for place in _covered(one)}
    has_head = bool(value.get("first_row_is_table_header"))
    has_side = bool(value.get("first_col_is_header"))
    rows = []
    for row, texts in enumerate(value.get("data") or []):
        cells = []
        for column, text in enumerate(texts):
            if (row, column) in covered:
                continue
            scope = "col" if has_head and row == 0 else "row" if has_side and column == 0 else ""
            span = spans.get((row, column), {})
            cells.append(Cell(text or "", scope, span.get("colspan", 1), span.get("rowspan", 1)))
        rows.append(cells)
    return {"head": rows[:1] if has_head else [], "body": rows[1:] if has_head else rows}


@register.filter
def is_video_file(url: str) -> bool:
    """Tell whether an address is a video itself and not a page of a video site."""
    return urlsplit(url).path.lower().endswith(VIDEO_SUFFIXES)


@register.filter
def large_url(image: PortalImage | None) -> str:
    """Return the address of a picture as large as readers get it, empty when there is none yet."""
    found = (rendition_of(image, spec=spec) for spec in LARGE_SPECS)
    return next((one.url for one in found if one), "")


@register.filter
def host_name(url: str) -> str:
    """Return the site of an address as readers know it."""
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")


@register.filter
def file_type(filename: str) -> str:
    """Return the extension of a file in capitals."""
    return filename.rpartition(".")[2].upper()


def _covered(span: dict[str, int]) -> set[tuple[int, int]]:
    """Return the places that a merged cell takes from others."""
    rows = range(span["row"], span["row"] + span["rowspan"])
    columns = range(span["col"], span["col"] + span["colspan"])
    return {(row, column) for row in rows for column in columns} - {(span["row"], span["col"])}
