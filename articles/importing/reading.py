"""Reads a Word document into a flat list of what stands in it, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from articles.importing.checks import check_length
from articles.importing.cleaning import PICTURE, Cleaner
from articles.importing.content import Part
from articles.importing.errors import damaged
from articles.importing.lists import join_items
from articles.importing.notes import Note
from articles.importing.numbering import Item, Numbering, read_numbering
from articles.importing.old_fonts import convert_old_fonts
from articles.importing.parts import NUMBERING, STYLES, THEME, Parts, find_parts
from articles.importing.pictures import FoundPicture
from articles.importing.rich import inline, is_all, line_of
from articles.importing.spans import Span, SpanReader
from articles.importing.styles import StyleBook, read_styles
from articles.importing.tables import Cell, has_merged_cells, table_parts
from articles.importing.xml_parts import Element, value_of, w
from core.text import normalize

WORDS_SHOWN = 8  # of those before a picture, when it is refused
CONTENTS = ("toc", "table of figures")


@dataclass(frozen=True)
class Reading:
    """The parts of a document, and what was left out or changed while they were read."""

    parts: list[Part]
    notes: set[Note]


def read(package: ZipFile) -> Reading:
    """Return what stands in a checked document; raise `ImportRefused` when it is too long."""
    found = find_parts(package)
    body = found.document.find(w("body"))
    if body is None:
        raise damaged()
    check_length(package, body)
    cleaner = Cleaner()
    cleaner.clean(body)
    styles = read_styles(found.read(package, STYLES), found.read(package, THEME))
    has_old_fonts = convert_old_fonts(body, styles)
    reader = PartReader(styles, read_numbering(found.read(package, NUMBERING)), found)
    parts = reader.parts_in(body)
    fonts = {Note.OLD_FONTS} if has_old_fonts else set()
    return Reading(parts, cleaner.notes | reader.notes | fonts)


class PartReader:
    """Goes through a document once, in order: the numbers of lists and pictures depend on it."""

    def __init__(self, styles: StyleBook, numbering: Numbering, found: Parts) -> None:
        self.styles, self.numbering, self.files = styles, numbering, found.files
        self.spans = SpanReader(styles, found.links)
        self.notes: set[Note] = self.spans.notes
        self._pictures = 0
        self._words: list[str] = []

    def parts_in(self, element: Element) -> list[Part]:
        """Return the parts below an element: the body or a cell."""
        found: list[Part] = []
        for child in element:
            if child.tag == w("p"):
                found += self._paragraph(child, in_cell=element.tag == w("tc"))
            elif child.tag == w("tbl"):
                found += self._table(child)
        return join_items(found)

    def _paragraph(self, paragraph: Element, *, in_cell: bool) -> Iterator[Part]:
        """Yield a paragraph, then the pictures that are in it."""
        meaning = self.styles.meaning_of(paragraph)
        if meaning.startswith(CONTENTS):
            self.notes.add(Note.CONTENTS)
            return
        spans = self.spans.read(paragraph)
        named = self.styles.numbering_of(paragraph)
        item = self.numbering.item(*named) if named else None
        # A column of numbers without words is made of empty items.
        if line_of(spans) or (in_cell and item and item.label):
            yield _text_part(spans, meaning, item)
            self._words = line_of(spans).split()[-WORDS_SHOWN:]
        for picture in paragraph.iter(PICTURE):
            yield from self._picture(picture)

    def _picture(self, element: Element) -> Iterator[Part]:
        path = self.files.get(element.get("file", ""), "")
        if not path:
            self.notes.add(Note.LINKED_PICTURES)
            return
        self._pictures += 1
        alt = " ".join(normalize(element.get("alt", "")).split())
        picture = FoundPicture(path, alt, self._pictures, " ".join(self._words))
        yield Part("picture", picture=picture)

    def _table(self, table: Element) -> list[Part]:
        lines = table.findall(w("tr"))
        rows = [[self._cell(cell) for cell in line.findall(w("tc"))] for line in lines]
        if has_merged_cells(rows):
            self.notes.add(Note.MERGED_CELLS)
        marked = bool(lines) and lines[0].find(f"{w('trPr')}/{w('tblHeader')}") is not None
        return table_parts(rows, has_head=marked)

    def _cell(self, cell: Element) -> Cell:
        span = value_of(cell, f"{w('tcPr')}/{w('gridSpan')}")
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        return Cell(
            self.parts_in(cell),
            span=int(span) if span.isdecimal() and 1 <= len(span) <= 3 and int(span) else 1,
            continues=merge is not None and merge.get(w("val"), "continue") == "continue",
        )


def _text_part(spans: list[Span], meaning: str, item: Item | None) -> Part:
    text = line_of(spans)
    if meaning.startswith("heading"):
        label = f"{item.label} " if item and item.label else ""
        return Part("heading", text=label + text, level=int(meaning.rpartition(" ")[2]))
    kind = meaning or ("item" if item else "paragraph")
    inner = inline(spans)
    return Part(
        kind,
        text=text,
        html=inner if kind == "item" else f"<p>{inner}</p>",
        item=item if kind == "item" else None,
        is_bold=is_all(spans, "is_bold"),
        is_italic=is_all(spans, "is_italic"),
    )
