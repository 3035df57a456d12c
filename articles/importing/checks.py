"""Looks at a document before it is read: really Word, without macros, of a sane size."""

from posixpath import basename
from zipfile import ZipFile

from django.core.files.base import File
from django.utils.translation import gettext as _

from articles.importing import limits
from articles.importing.entries import has_entry, open_package, protected, read_xml
from articles.importing.errors import ImportRefused
from articles.importing.xml_parts import CONTENT_TYPES, Element, child_text, tag, w

OLE_MAGIC, ZIP_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MARKS = ("macroenabled", "vbaproject")
EXTENSION = ".docx"


def open_document(file: File) -> ZipFile:
    """Return the opened package of a Word document that may be read.

    Reads only headers, the list of contents and the document's own figures. Raises
    `ImportRefused` with the reason.
    """
    _check_size(file)
    _check_beginning(file)
    package = open_package(file)
    _check_content_types(package)
    if not (file.name or "").casefold().endswith(EXTENSION):
        raise _not_word()
    return package


def check_length(package: ZipFile, body: Element) -> None:
    """Refuse too many pages, as the program counted or broke them, or too many words."""
    pages = max(_stated_pages(package), _breaks(body) + 1)
    if pages > limits.PAGES:
        raise ImportRefused(
            _(
                "This document has %(pages)s pages; at most %(limit)s can be imported. Send a "
                "shorter document, or attach this one to a piece as a file."
            )
            % {"pages": pages, "limit": limits.PAGES}
        )
    words = sum(len((text.text or "").split()) for text in body.iter(w("t")))
    if words > limits.WORDS:
        raise ImportRefused(
            _(
                "This document has about %(words)s words; at most %(limit)s can be imported. Send "
                "a shorter document, or attach this one to a piece as a file."
            )
            % {"words": words, "limit": limits.WORDS}
        )


def _check_size(file: File) -> None:
    if file.size > limits.UPLOAD_BYTES:
        raise ImportRefused(
            _("This file is larger than %(size)s MB. Make its pictures smaller and send it again.")
            % {"size": limits.UPLOAD_BYTES // limits.MEGABYTE}
        )


def _check_beginning(file: File) -> None:
    """Name what people send instead of a Word document."""
    file.seek(0)
    content = file.read(len(OLE_MAGIC))
    if content == OLE_MAGIC:
        raise protected() if ENCRYPTED_STREAM in file.read() else _old_word()
    if not content.startswith(ZIP_MAGIC):
        raise _not_word()


def _check_content_types(package: ZipFile) -> None:
    """Refuse macros and everything that is not a plain Word document."""
    if not has_entry(package, "[Content_Types].xml"):
        raise _not_word()
    types = read_xml(package, "[Content_Types].xml")
    declared = [element.get("ContentType", "") for element in types.iter()]
    marks = " ".join([*declared, *map(basename, package.namelist())]).casefold()
    if any(mark in marks for mark in MACRO_MARKS):
        raise ImportRefused(
            _(
                "This document holds macros (small programs), which the portal does not take. "
                "Save it as “Word Document (.docx)” without macros and send the new file."
            )
        )
    if types.tag != tag(CONTENT_TYPES, "Types") or MAIN not in declared:
        raise _not_word()


def _stated_pages(package: ZipFile) -> int:
    """Return the pages that the program counted when it saved, 0 where it did not."""
    if not has_entry(package, "docProps/app.xml"):
        return 0
    pages = child_text(read_xml(package, "docProps/app.xml"), "Pages")
    return int(pages) if pages.isdecimal() and len(pages) < 10 else 0


def _breaks(body: Element) -> int:
    """Return the breaks between pages: those on screen at the last saving, or those typed."""
    on_screen = sum(1 for _mark in body.iter(w("lastRenderedPageBreak")))
    typed = sum(1 for mark in body.iter(w("br")) if mark.get(w("type")) == "page")
    return max(on_screen, typed)


def _not_word() -> ImportRefused:
    return ImportRefused(
        _("This is not a Word document. Save your text as “Word Document (.docx)” and send that.")
    )


def _old_word() -> ImportRefused:
    return ImportRefused(
        _(
            "This is an old Word document (.doc). Open it in Word, save it as “Word "
            "Document (.docx)” and send the new file."
        )
    )
