"""Reads the words of a paragraph with what the editor can show of their look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from articles.importing.notes import Note
from articles.importing.styles import StyleBook
from articles.importing.xml_parts import Element, R, tag, value_of, w
from core.text import normalize

SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:)[^\s\"'<>\\]+", re.IGNORECASE)
LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))', re.IGNORECASE)
LINE_BREAK = "\n"
SIGNS = {w("tab"): " ", w("ptab"): " ", w("cr"): LINE_BREAK, w("noBreakHyphen"): "-"}
WITHIN_PAGE = ("", "textWrapping")


@dataclass(frozen=True)
class Span:
    """Words of one look; `address` is empty for words that are no link."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_raised: bool = False
    address: str = ""


@dataclass
class LinkField:
    """A field of Word: its instruction until the separator, then what it shows."""

    instruction: str = ""
    shows: bool = False

    @property
    def address(self) -> str:
        """Return the address, or an empty text for a field that is no link."""
        found = LINK_FIELD.match(self.instruction)
        return (found[1] or found[2] or "") if found else ""


class SpanReader:
    """Reads the spans of paragraphs and notes what it leaves out."""

    def __init__(self, styles: StyleBook, links: dict[str, str]) -> None:
        self.styles, self.links = styles, links
        self.notes: set[Note] = set()
        self._fields: list[LinkField] = []

    def read(self, paragraph: Element) -> list[Span]:
        """Return the spans of a paragraph; neighbours of one look are one span."""
        self._fields = []  # what is shown of a field that began before is ordinary text
        spans = self._walk(paragraph, paragraph, "")
        return [
            replace(look, text=normalize("".join(span.text for span in group)))
            for look, group in groupby(spans, key=lambda span: replace(span, text=""))
        ]

    def _walk(self, element: Element, paragraph: Element, address: str) -> Iterator[Span]:
        for child in element:
            if child.tag == w("r"):
                yield from self._run(child, paragraph, address)
            elif child.tag == w("hyperlink"):
                yield from self._walk(child, paragraph, self._address_of(child))
            elif child.tag != w("pPr"):
                yield from self._walk(child, paragraph, address)

    def _run(self, run: Element, paragraph: Element, address: str) -> Iterator[Span]:
        look = Span(
            "",
            is_bold=self.styles.is_on("b", run, paragraph=paragraph),
            is_italic=self.styles.is_on("i", run, paragraph=paragraph),
            is_raised=value_of(run, f"{w('rPr')}/{w('vertAlign')}") == "superscript",
        )
        is_hidden = self.styles.is_on("vanish", run, paragraph=paragraph)
        for child in run:
            text = self._text(child)
            if not text or not all(one.shows for one in self._fields):
                continue
            if is_hidden:
                self.notes.add(Note.HIDDEN_TEXT)
                continue
            yield replace(look, text=text, address=address or self._field_address())

    def _text(self, element: Element) -> str:
        """Return what an element of a run shows, and follow the fields."""
        if element.tag == w("fldChar"):
            self._follow(element.get(w("fldCharType"), ""))
        elif element.tag == w("instrText") and self._fields:
            self._fields[-1].instruction += element.text or ""
        elif element.tag == w("sym"):
            self.notes.add(Note.SYMBOLS)
        elif element.tag == w("t"):
            return element.text or ""
        elif element.tag == w("br"):
            return LINE_BREAK if element.get(w("type"), "") in WITHIN_PAGE else " "
        return SIGNS.get(element.tag, "")

    def _follow(self, step: str) -> None:
        if step == "begin":
            self._fields.append(LinkField())
        elif step == "separate" and self._fields:
            self._fields[-1].shows = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _field_address(self) -> str:
        addresses = (one.address for one in reversed(self._fields))
        return self._checked(next((address for address in addresses if address), ""))

    def _address_of(self, hyperlink: Element) -> str:
        address = self.links.get(hyperlink.get(tag(R, "id"), ""), "")
        anchor = hyperlink.get(w("anchor"), "")
        return self._checked(f"{address}#{anchor}" if address and anchor else address)

    def _checked(self, address: str) -> str:
        """Return an address that may stand in a piece; note one that may not."""
        if not address or SAFE_ADDRESS.fullmatch(address.strip()):
            return address.strip()
        self.notes.add(Note.LINKS)
        return ""
