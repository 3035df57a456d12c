"""Opens the package of a Word document without unpacking what a bomb would hold."""

import struct
import zipfile
import zlib
from typing import IO, cast
from zipfile import ZipFile, ZipInfo

from django.core.files.base import File
from django.utils.translation import gettext as _

from articles.importing import limits
from articles.importing.errors import ImportRefused, damaged, too_large
from articles.importing.xml_parts import Element, parse

COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
END, END_LENGTH, COMMENT_LENGTH = b"PK\x05\x06", 22, 65_535
ENCRYPTED = 1
# What the library raises for a damaged archive, depending on the place of the damage.
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, KeyError),
)


def open_package(file: File) -> ZipFile:
    """Return the opened package; raise `ImportRefused` when its list of contents is unsound."""
    _check_length_of_list(file)
    file.seek(0)
    try:
        package = ZipFile(cast(IO[bytes], file))
    except UNREADABLE as error:
        raise damaged() from error
    _check_entries(package.infolist())
    return package


def has_entry(package: ZipFile, name: str) -> bool:
    """Tell whether the package holds an entry of that name."""
    try:
        package.getinfo(name)
    except KeyError:
        return False
    return True


def read_entry(package: ZipFile, name: str, *, limit: int) -> bytes:
    """Return the bytes of an entry; refuse one that is larger or cannot be unpacked whole."""
    try:
        with package.open(name) as entry:
            content = entry.read(limit + 1)
    except UNREADABLE as error:
        raise damaged() from error
    if len(content) > limit:
        raise too_large()
    return content


def read_xml(package: ZipFile, name: str) -> Element:
    """Return the root element of an XML part."""
    return parse(read_entry(package, name, limit=limits.XML_BYTES))


def protected() -> ImportRefused:
    """Return the refusal of a file with a password."""
    return ImportRefused(
        _("This document is protected by a password. Remove the password and send it again.")
    )


def _check_length_of_list(file: File) -> None:
    """Refuse a list of contents that would take minutes and gigabytes to read."""
    file.seek(max(0, file.size - END_LENGTH - COMMENT_LENGTH))
    tail = file.read()
    start = tail.rfind(END)
    if start < 0 or start + END_LENGTH > len(tail):
        raise damaged()
    (length,) = struct.unpack_from("<I", tail, start + 12)
    if length > limits.LIST_BYTES:
        raise too_large()


def _check_entries(entries: list[ZipInfo]) -> None:
    """Refuse strange names, hidden passwords and everything that unpacks to too much."""
    names = [entry.filename for entry in entries]
    strange = any(_is_strange(name) for name in names) or len(set(names)) != len(names)
    if strange or any(entry.compress_type not in COMPRESSIONS for entry in entries):
        raise damaged()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise protected()
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > limits.ENTRIES
        or unpacked > limits.UNPACKED_BYTES
        or any(_is_bomb(entry) for entry in entries)
    ):
        raise too_large()


def _is_strange(name: str) -> bool:
    parts = name.split("/")
    return ".." in parts or name.startswith("/") or "\\" in name or ":" in name or "\0" in name


def _is_bomb(entry: ZipInfo) -> bool:
    ratio = entry.file_size / max(entry.compress_size, 1)
    swells = entry.file_size > limits.RATIO_COUNTS_FROM and ratio > limits.RATIO
    return swells or entry.file_size > limits.ENTRY_BYTES
