"""Takes out of a document's XML what a piece has no place for, and notes what it was.

Afterwards a paragraph holds runs, links and fields only; pictures are elements of one kind, and
the paragraphs of text boxes stand after the paragraph to which the box was tied.
"""

from articles.importing.notes import Note
from articles.importing.xml_parts import MC, WP, A, Element, M, R, V, tag, w, words_of

PICTURE = "picture"  # attributes: file (a relationship), alt
LEFT_OUT = {
    w("footnoteReference"): Note.FOOTNOTES,
    w("endnoteReference"): Note.FOOTNOTES,
    w("commentReference"): Note.COMMENTS,
    w("del"): Note.TRACKED_CHANGES,
    w("moveFrom"): Note.TRACKED_CHANGES,
    w("object"): Note.EMBEDDED,
    w("altChunk"): Note.EMBEDDED,
    tag(M, "oMath"): Note.FORMULAS,
    tag(M, "oMathPara"): Note.FORMULAS,
}
# Their children take their place.
UNWRAPPED = {
    w("ins"): Note.TRACKED_CHANGES,
    w("moveTo"): Note.TRACKED_CHANGES,
    **dict.fromkeys(map(w, ("fldSimple", "smartTag", "customXml", "dir", "bdo", "sdtContent"))),
    tag(MC, "AlternateContent"): None,
    tag(MC, "Choice"): None,
    tag(MC, "Fallback"): None,
    w("sdt"): None,
}
DRAWINGS = frozenset({w("drawing"), w("pict")})
PROPERTIES = frozenset(map(w, ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr")))
BLIP, IMAGEDATA, BOX = tag(A, "blip"), tag(V, "imagedata"), w("txbxContent")


class Cleaner:
    """Cleans a document from the outside in."""

    def __init__(self) -> None:
        self.notes: set[Note] = set()
        self._boxed: list[Element] = []

    def clean(self, element: Element) -> None:
        """Clean what is below an element, in place."""
        kept: list[Element] = []
        for child in element:
            kept += self._kept(child)
        element[:] = self._merged(kept)

    def _kept(self, child: Element) -> list[Element]:
        """Return what takes the place of an element: itself, its children or nothing."""
        if child.tag in LEFT_OUT:
            self.notes.add(LEFT_OUT[child.tag])
            return []
        if child.tag in PROPERTIES:
            return [child]
        if child.tag == w("tr") and child.find(f"{w('trPr')}/{w('del')}") is not None:
            self.notes.add(Note.TRACKED_CHANGES)
            return []
        if child.tag in DRAWINGS:
            return self._pictures(child)
        if child.tag == tag(MC, "AlternateContent"):
            child[:] = _chosen(child)
        if child.tag == w("p"):
            return self._paragraph(child)
        self.clean(child)
        if child.tag not in UNWRAPPED:
            return [child]
        note = UNWRAPPED[child.tag]
        self.notes |= {note} if note else set()
        return [inner for inner in child if inner.tag not in PROPERTIES]

    def _paragraph(self, paragraph: Element) -> list[Element]:
        outer, self._boxed = self._boxed, []
        self.clean(paragraph)
        boxed, self._boxed = self._boxed, outer
        return [paragraph, *boxed]

    def _pictures(self, drawing: Element) -> list[Element]:
        """Return the pictures of a drawing, and keep the paragraphs of its text boxes."""
        pictures = [
            Element(PICTURE, {"file": _file(element), "alt": _alt(drawing)})
            for element in _outside_boxes(drawing)
            if element.tag in (BLIP, IMAGEDATA)
        ]
        boxes = [element for element in _outside_boxes(drawing) if element.tag == BOX]
        for box in boxes:
            self.clean(box)
            self._boxed += list(box)
        if any(words_of(box).strip() for box in boxes):
            self.notes.add(Note.TEXT_BOXES)
        if not pictures and not boxes:
            self.notes.add(Note.DRAWINGS)
        return pictures

    def _merged(self, children: list[Element]) -> list[Element]:
        """Return the children; a paragraph whose end is deleted continues in the next one."""
        merged: list[Element] = []
        for child in children:
            before = merged[-1] if merged and child.tag == w("p") else None
            if before is not None and _has_lost_its_end(before):
                self.notes.add(Note.TRACKED_CHANGES)
                start = 1 if child.find(w("pPr")) is not None else 0
                child[start:start] = [inner for inner in before if inner.tag != w("pPr")]
                merged.pop()
            merged.append(child)
        return merged


def _chosen(alternatives: Element) -> list[Element]:
    """Return the alternative that holds what can be imported, else the one for old programs."""
    choices = list(alternatives)
    wanted = {BLIP, IMAGEDATA, BOX}
    known = [choice for choice in choices if any(one.tag in wanted for one in choice.iter())]
    return known[:1] or choices[-1:]


def _outside_boxes(element: Element) -> list[Element]:
    """Return everything below an element, text boxes included, what is in them not."""
    found = []
    for child in element:
        if child.tag == tag(MC, "AlternateContent"):
            child[:] = _chosen(child)
        found.append(child)
        if child.tag != BOX:
            found += _outside_boxes(child)
    return found


def _file(picture: Element) -> str:
    return picture.get(tag(R, "embed"), "") or picture.get(tag(R, "id"), "")


def _alt(drawing: Element) -> str:
    """Return what was written for who cannot see the picture."""
    described = next(drawing.iter(tag(WP, "docPr")), None)
    if described is not None:
        return described.get("descr", "") or described.get("title", "")
    shapes = (shape.get("alt", "") for shape in drawing.iter(tag(V, "shape")))
    return next((alt for alt in shapes if alt), "")


def _has_lost_its_end(paragraph: Element) -> bool:
    end = f"{w('pPr')}/{w('rPr')}/{w('del')}"
    return paragraph.tag == w("p") and paragraph.find(end) is not None
