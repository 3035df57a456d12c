"""Turns the cells of a table into the editor's rows of plain text, or a frame into its content."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importing import lengths, limits
from articles.importing.content import Part, TableContent
from articles.importing.errors import ImportRefused

Rows = list[list["Cell"]]
Places = dict[tuple[int, int], "Cell"]


@dataclass(frozen=True)
class Cell:
    """A cell: what is in it, how many columns it spans, and whether it continues the one above."""

    parts: list[Part]
    span: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        """Return its lines, one for each paragraph."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def pictures(self) -> list[Part]:
        """Return its pictures."""
        return [part for part in self.parts if part.picture]


def table_parts(rows: Rows, *, has_head: bool) -> list[Part]:
    """Return what a table becomes: a table with its pictures after it, or what it only frames.

    Raises `ImportRefused` for a table that no page can show.
    """
    cells = [cell for row in rows for cell in row]
    pictures = [picture for cell in cells for picture in cell.pictures]
    if len(cells) == 1:
        return cells[0].parts
    places = _places(rows)
    if pictures and _is_frame(places):
        return list(_framed(places))
    if not any(cell.text for cell in cells):
        return pictures
    table = TableContent(_filled(places, len(rows)), has_head or _is_bold(rows[0]))
    text = "\n".join(" ".join(row).strip() for row in table.rows)
    return [Part("table", text=text, table=table), *pictures]


def has_merged_cells(rows: Rows) -> bool:
    """Tell whether a cell spans others."""
    return any(cell.span > 1 or cell.continues for row in rows for cell in row)


def _places(rows: Rows) -> Places:
    """Return the cells by row and column; one that spans several stands in the first of them."""
    places: Places = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            places[number, column] = cell
            column += cell.span
            if column > limits.TABLE_COLUMNS:
                raise _too_large()
    return places


def _filled(places: Places, height: int) -> list[list[str]]:
    width = max(column + cell.span for (_row, column), cell in places.items())
    if width * height > limits.TABLE_CELLS:
        raise _too_large()
    texts = {place: "" if cell.continues else cell.text for place, cell in places.items()}
    return [[texts.get((row, column), "") for column in range(width)] for row in range(height)]


def _is_frame(places: Places) -> bool:
    """Tell whether a table only holds pictures in place: all words stand below one, as captions."""
    columns = {column for _row, column in places}
    return all(
        (len(columns) == 1 or len(cell.text) <= lengths.CAPTION)
        and any(column == at and other.pictures and up <= row for (up, at), other in places.items())
        for (row, column), cell in places.items()
        if cell.text
    )


def _framed(places: Places) -> Iterator[Part]:
    """Yield each column from top to bottom, words below a picture as its caption."""
    for _place, cell in sorted(places.items(), key=lambda item: item[0][::-1]):
        if not cell.text or len(cell.text) > lengths.CAPTION:
            yield from cell.parts
            continue
        yield from cell.pictures
        yield Part("caption", text=" ".join(cell.text.split()), html=_paragraphs(cell))


def _paragraphs(cell: Cell) -> str:
    return "".join(part.html for part in cell.parts)


def _is_bold(row: list[Cell]) -> bool:
    worded = [part for cell in row for part in cell.parts if part.text]
    return bool(worded) and all(part.is_bold for part in worded)


def _too_large() -> ImportRefused:
    return ImportRefused(
        _("A table in this document is too large to be imported. Attach it to the piece as a file.")
    )
