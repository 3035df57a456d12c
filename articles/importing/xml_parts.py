"""Reads the XML inside a Word document without entities, bombs or deep nesting."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from articles.importing import limits
from articles.importing.errors import ImportRefused, damaged

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# The strict form of the format names the same things otherwise.
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/drawingml/main": A,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
    "http://purl.oclc.org/ooxml/drawingml/picture": (
        "http://schemas.openxmlformats.org/drawingml/2006/picture"
    ),
}

__all__ = [
    *("A", "CONTENT_TYPES", "M", "MC", "R", "RELATIONSHIPS", "V", "W", "WP"),
    *("Element", "child_text", "parse", "runs_of", "tag", "value_of", "w", "words_of"),
]


def parse(content: bytes) -> Element:
    """Return the root element; raise `ImportRefused` for what no Word writes."""
    if content.count(b"<") > limits.XML_TAGS:
        raise _too_complex()
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ImportRefused(
            _(
                "This document holds instructions that no Word writes (XML entities), so it was "
                "not opened. Copy its text into a new document and send that."
            )
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise damaged() from error
    _check_depth(root)
    _use_transitional_names(root)
    return root


def tag(namespace: str, name: str) -> str:
    """Return the full name of an element or attribute."""
    return f"{{{namespace}}}{name}"


def w(name: str) -> str:
    """Return the full name of an element or attribute of Word's own namespace."""
    return tag(W, name)


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def child_text(root: Element, name: str) -> str:
    """Return the text of the first child of that local name, or an empty text."""
    return next(((child.text or "").strip() for child in root if local(child) == name), "")


def value_of(element: Element, path: str) -> str:
    """Return Word's value of the first element at a path, or an empty text."""
    found = element.find(path)
    return found.get(w("val"), "") if found is not None else ""


def words_of(element: Element) -> str:
    """Return all text below an element, as it stands."""
    return "".join(text.text or "" for text in element.iter(w("t")))


def runs_of(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph; one within it has its own."""
    for child in paragraph:
        if child.tag == w("r"):
            yield child
        elif child.tag not in (w("p"), w("pPr")):
            yield from runs_of(child)


def _check_depth(root: Element) -> None:
    level = [root]
    for _depth in range(limits.XML_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise _too_complex()


def _use_transitional_names(root: Element) -> None:
    for element in root.iter():
        element.tag = _transitional(element.tag)
        for name in [name for name in element.attrib if name.startswith("{http://purl.")]:
            element.attrib[_transitional(name)] = element.attrib.pop(name)


def _transitional(name: str) -> str:
    namespace, brace, rest = name.removeprefix("{").rpartition("}")
    return f"{{{_STRICT[namespace]}}}{rest}" if brace and namespace in _STRICT else name


def _too_complex() -> ImportRefused:
    return ImportRefused(
        _(
            "This document is built in too complicated a way to be imported. Copy its text into "
            "a new document and send that."
        )
    )
