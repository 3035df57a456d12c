"""Turns the text of runs in old Vietnamese fonts into Unicode, letters split over runs included."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from articles.importing.styles import StyleBook
from articles.importing.xml_parts import Element, runs_of, w
from core.text.legacy_fonts import Charset, charset_of, is_in_charset, joins, to_unicode

SOFT_HYPHEN = "\u00ad"  # the letter ư of TCVN3
GAPS = frozenset(map(w, ("br", "cr", "tab")))
Labelled = tuple[Element, Charset | None]


@dataclass
class Piece:
    """A text element in an old font; `is_old` is None as long as it may be Unicode."""

    element: Element
    charset: Charset
    is_old: bool | None

    @property
    def text(self) -> str:
        """Return the text, never None."""
        return self.element.text or ""


def convert_old_fonts(body: Element, styles: StyleBook) -> bool:
    """Convert what was typed in old fonts, in place; tell whether anything was changed."""
    groups = [
        group
        for paragraph, table in _paragraphs(body, None)
        for group in _groups(paragraph, table, styles)
    ]
    _settle(groups)
    changed = [_convert(group) for group in groups]
    return any(changed)


def _paragraphs(
    element: Element, table: Element | None
) -> Iterator[tuple[Element, Element | None]]:
    """Yield every paragraph with the innermost table around it."""
    for child in element:
        if child.tag == w("p"):
            yield child, table
        else:
            yield from _paragraphs(child, child if child.tag == w("tbl") else table)


def _groups(paragraph: Element, table: Element | None, styles: StyleBook) -> Iterator[list[Piece]]:
    """Yield the neighbours in old fonts of one family: a letter may be split over them."""
    texts = [
        text
        for run in runs_of(paragraph)
        for text in _texts(run, styles.font_of(run, paragraph=paragraph, table=table))
    ]
    for _family, group in groupby(texts, key=_family_of):
        yield [
            Piece(element, charset, is_in_charset(element.text or "", charset))
            for element, charset in group
            if charset is not None
        ]


def _family_of(text: Labelled) -> Charset | None:
    charset = text[1]
    return Charset.TCVN3 if charset is Charset.TCVN3_CAPITALS else charset


def _texts(run: Element, font: str) -> Iterator[Labelled]:
    """Yield what a run shows; signs that stand for letters of an old font become text."""
    for child in run:
        charset = charset_of(child.get(w("font")) if child.tag == w("sym") else font)
        if charset is not None and child.tag == w("sym"):
            _become_text(child, _symbol(child.get(w("char"), "")))
        elif charset is not None and child.tag == w("softHyphen"):
            _become_text(child, SOFT_HYPHEN)
        if child.tag == w("t"):
            yield child, charset
        elif child.tag in GAPS:
            yield child, None


def _become_text(element: Element, text: str) -> None:
    element.tag, element.text = w("t"), text
    element.attrib.clear()


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number <= 0xFFFD and not 0xD800 <= number < 0xE000 else ""


def _settle(groups: list[list[Piece]]) -> None:
    """Decide about the pieces that do not show whether they are Unicode.

    The nearest one before that does decides, else the first one after; where none does, the font
    is believed.
    """
    shown = [piece.is_old for group in groups for piece in group if piece.is_old is not None]
    last: bool | None = shown[0] if shown else True
    for group in groups:
        last = next((piece.is_old for piece in group if piece.is_old is not None), last)
        for piece in group:
            last = piece.is_old = last if piece.is_old is None else piece.is_old


def _convert(group: list[Piece]) -> bool:
    for piece, after in pairwise(group):
        if piece.is_old and after.is_old and joins(piece.text, after.text, piece.charset):
            piece.element.text = piece.text + after.text[0]
            after.element.text = after.text[1:]
    changed = False
    for piece in group:
        if piece.is_old:
            converted = to_unicode(piece.text, piece.charset)
            changed |= converted != piece.text
            piece.element.text = converted
    return changed
