"""Finds the parts of a Word document by the relationships between them."""

import posixpath
from dataclasses import dataclass, field
from zipfile import ZipFile

from articles.importing.entries import has_entry, read_xml
from articles.importing.errors import damaged
from articles.importing.xml_parts import RELATIONSHIPS, Element, tag

OFFICE_DOCUMENT, STYLES, THEME, NUMBERING = "officeDocument", "styles", "theme", "numbering"


@dataclass(frozen=True)
class Parts:
    """The text, and what it refers to: parts by their role, links and files by their id."""

    document: Element
    named: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def read(self, package: ZipFile, role: str) -> Element | None:
        """Return the root of the part with this role, or None."""
        path = self.named.get(role, "")
        return read_xml(package, path) if has_entry(package, path) else None


def find_parts(package: ZipFile) -> Parts:
    """Return the parts of a document; raise `ImportRefused` when the text itself is missing."""
    path = next(
        (
            _resolve("", element.get("Target", ""))
            for element in _relationships(package, "")
            if _role(element) == OFFICE_DOCUMENT
        ),
        "word/document.xml",
    )
    if not has_entry(package, path):
        raise damaged()
    parts = Parts(read_xml(package, path))
    for element in _relationships(package, path):
        _sort_in(parts, element, path, package)
    return parts


def _sort_in(parts: Parts, element: Element, document: str, package: ZipFile) -> None:
    role, target, key = _role(element), element.get("Target", ""), element.get("Id", "")
    if element.get("TargetMode") == "External":
        if role == "hyperlink":
            parts.links[key] = target
        return
    path = _resolve(document, target)
    parts.named.setdefault(role, path)
    if has_entry(package, path):
        parts.files[key] = path


def _relationships(package: ZipFile, part: str) -> list[Element]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not has_entry(package, path):
        return []
    return read_xml(package, path).findall(tag(RELATIONSHIPS, "Relationship"))


def _role(element: Element) -> str:
    return element.get("Type", "").rpartition("/")[2]


def _resolve(part: str, target: str) -> str:
    """Return the entry that a target names from a part; it cannot leave the package."""
    joined = posixpath.join("/", posixpath.dirname(part), target)
    return posixpath.normpath(joined).lstrip("/")
