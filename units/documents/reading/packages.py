"""Text of packed documents: Word, Excel and OpenDocument, without unpacking bombs."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from .fonts import Piece, mended
from .limits import LARGEST_PART, LARGEST_UNPACKED, MOST_PARTS, XML_TAGS

BLOCKS = frozenset({"p", "h", "tr", "si", "is"})
GAPS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "tc": "\t"}


class TooLarge(Exception):
    """A part unpacks to more than is read."""


def docx_text(content: bytes) -> str:
    """Return the text of a Word document: headers first, where stamps stand, then the body."""
    with ZipFile(BytesIO(content)) as package:
        names = _names(package)
        styles = _Styles(_root(package, "word/styles.xml") if "word/styles.xml" in names else None)
        heads = sorted(name for name in names if name.startswith("word/header"))
        parts = [*heads, "word/document.xml"]
        # Of headers and body together: a style may be proven by another part.
        pieces = [piece for part in parts for piece in styles.pieces(_root(package, part))]
    return mended(pieces)


def odt_text(content: bytes) -> str:
    """Return the text of an OpenDocument text."""
    with ZipFile(BytesIO(content)) as package:
        _names(package)
        return "".join(_walk(_root(package, "content.xml")))


def xlsx_text(content: bytes) -> str:
    """Return the words of a workbook; numbers and formulas are left out."""
    with ZipFile(BytesIO(content)) as package:
        names = _names(package)
        if "xl/sharedStrings.xml" in names:
            return "".join(_walk(_root(package, "xl/sharedStrings.xml")))
        # Some programs write the words into the cells themselves.
        sheets = sorted(name for name in names if name.startswith("xl/worksheets/sheet"))
        cells = [cell for name in sheets for cell in _root(package, name).iter()]
    return "".join(text for cell in cells if _local(cell.tag) == "is" for text in _walk(cell))


def _walk(element: Element) -> Iterator[str]:
    name = _local(element.tag)
    yield GAPS.get(name, "")
    yield element.text or ""
    for child in element:
        yield from _walk(child)
        yield child.tail or ""
    if name in BLOCKS:
        yield "\n"


class _Styles:
    """Fonts of a Word document: of a run, else of its style, else of the whole."""

    def __init__(self, root: Element | None) -> None:
        self.fonts: dict[str, str] = {}
        self.based: dict[str, str] = {}
        self.default = ""
        for element in root if root is not None else ():
            name = _local(element.tag)
            if name == "docDefaults":
                self.default = _font(element) or ""
            elif name == "style":
                self._take(element)

    def _take(self, style: Element) -> None:
        key = _attribute(style, "styleId")
        if found := _font(style):
            self.fonts[key] = found
        for child in style:
            if _local(child.tag) == "basedOn":
                self.based[key] = _attribute(child, "val")
        if _attribute(style, "default") == "1" and _attribute(style, "type") == "paragraph":
            self.default = self.fonts.get(key) or self.default

    def font_of(self, key: str) -> str:
        """Return the font of a style or of those it is based on."""
        met: set[str] = set()
        while key and key not in met:
            met.add(key)
            if key in self.fonts:
                return self.fonts[key]
            key = self.based.get(key, "")
        return ""

    def pieces(self, root: Element) -> Iterator[Piece]:
        """Yield the text of a part with the font of each run."""
        yield from self._pieces(root, self.default)

    def _pieces(self, element: Element, font: str) -> Iterator[Piece]:
        name = _local(element.tag)
        if name in ("p", "r"):
            font = self._own_font(element, name) or font
        elif name in ("instrText", "delText", "Fallback"):
            return
        if name in GAPS:
            yield GAPS[name], None
        if name == "t":
            yield element.text or "", font
        for child in element:
            yield from self._pieces(child, font)
        if name == "p":
            yield "\n", None

    def _own_font(self, element: Element, name: str) -> str:
        """Return the font that a paragraph or run names itself, by a style or directly."""
        properties = next((child for child in element if _local(child.tag) == f"{name}Pr"), None)
        if properties is None:
            return ""
        direct = _font(properties) if name == "r" else ""
        styles = (c for c in properties if _local(c.tag) == f"{name}Style")
        return direct or next((self.font_of(_attribute(c, "val")) for c in styles), "")


def _font(element: Element) -> str | None:
    for fonts in element.iter():
        if _local(fonts.tag) == "rFonts":
            return _attribute(fonts, "ascii") or _attribute(fonts, "hAnsi") or None
    return None


def _root(package: ZipFile, name: str) -> Element:
    with package.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART or content.count(b"<") > XML_TAGS:
        raise TooLarge
    return fromstring(content, forbid_dtd=True)


def _names(package: ZipFile) -> set[str]:
    entries = package.infolist()
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise TooLarge
    return {entry.filename for entry in entries}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")
