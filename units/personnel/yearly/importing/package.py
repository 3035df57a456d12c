"""Opens the package of a workbook without unpacking what a bomb would hold."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from . import limits
from .faults import (
    WorkbookRefused,
    damaged,
    not_a_workbook,
    old_workbook,
    protected,
    text_file,
    too_large,
    with_macros,
)

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
# Names of streams inside the old container are UTF-16: an encrypted .xlsx is one of these.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
END, END_LENGTH, COMMENT_LENGTH = b"PK\x05\x06", 22, 65_535
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1
TYPES, MACROS = "[Content_Types].xml", ("vbaproject", "macroenabled")
WHOLE = ("xl/sharedstrings.xml", "xl/styles.xml", "xl/workbook.xml", TYPES.lower())
# What the library raises for a damaged archive, depending on the place of the damage.
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, KeyError, NotImplementedError),
)


def open_package(content: bytes, *, name: str) -> ZipFile:
    """Return the opened package of a workbook; raises `WorkbookRefused` for everything else."""
    _check_kind(content, PurePosixPath(name).suffix.lower())
    _check_length_of_list(content)
    try:
        package = ZipFile(BytesIO(content))
    except UNREADABLE as error:
        raise damaged() from error
    _check_entries(package.infolist())
    _check_workbook(package)
    return package


def _check_kind(content: bytes, suffix: str) -> None:
    if len(content) > limits.UPLOAD_BYTES:
        raise too_large()
    if content.startswith(OLE):
        raise protected() if ENCRYPTED_STREAM in content else old_workbook()
    if not content.startswith(ZIP):
        raise text_file() if suffix in {".csv", ".txt", ".tsv"} else _other(content, suffix)
    if suffix == ".xlsm":
        raise with_macros()


def _other(content: bytes, suffix: str) -> WorkbookRefused:
    """A file that calls itself a workbook and is none was cut off or is text under that name."""
    if suffix != ".xlsx" or b"\0" not in content[:4096]:
        return not_a_workbook()
    return damaged()


def _check_length_of_list(content: bytes) -> None:
    """Refuse a list of contents that would take minutes and gigabytes to read."""
    tail = content[-END_LENGTH - COMMENT_LENGTH :]
    start = tail.rfind(END)
    if start < 0 or start + END_LENGTH > len(tail):
        raise damaged()
    (length,) = struct.unpack_from("<I", tail, start + 12)
    if length > limits.LIST_BYTES:
        raise too_large()


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(
        one.compress_type not in COMPRESSIONS for one in entries
    ):
        raise damaged()
    if any(one.flag_bits & ENCRYPTED for one in entries):
        raise protected()
    unpacked = sum(one.file_size for one in entries)
    if (
        len(entries) > limits.ENTRIES
        or unpacked > limits.UNPACKED_BYTES
        or any(_is_bomb(one) for one in entries)
    ):
        raise too_large()


def _is_bomb(entry: ZipInfo) -> bool:
    ratio = entry.file_size / max(entry.compress_size, 1)
    swells = entry.file_size > limits.RATIO_COUNTS_FROM and ratio > limits.RATIO
    is_whole = entry.filename.lower() in WHOLE and entry.file_size > limits.WHOLE_PARTS_BYTES
    return swells or is_whole or entry.file_size > limits.ENTRY_BYTES


def _check_workbook(package: ZipFile) -> None:
    """Refuse packages of other programs, and workbooks that hold programs."""
    names = [one.filename.lower() for one in package.infolist()]
    if TYPES.lower() not in names or not any(one.startswith("xl/") for one in names):
        raise not_a_workbook()
    try:
        with package.open(TYPES) as entry:
            types = entry.read(limits.WHOLE_PARTS_BYTES).decode("utf-8", "replace").lower()
    except UNREADABLE as error:
        raise damaged() from error
    if any(word in types for word in MACROS) or any("vbaproject" in one for one in names):
        raise with_macros()
    if "xl/workbook.xml" not in names:
        raise not_a_workbook()
