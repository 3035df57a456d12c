"""Looks into a file of an answer: what is kept is what its name says, without hidden programs."""

from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, cast
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core.documents import check_signature
from core.images import BOMBS, check_pixels, sanitize_upload
from core.text import normalize

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 150
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": "application/pdf",
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
PACKAGES = (".docx", ".xlsx", ".pptx", ".odt", ".ods")
# For the `accept` attribute of file inputs.
ACCEPT = ",".join((*TYPES, *PICTURES))
# An office document packs text ten to one; bombs pack a thousand to one.
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 5_000
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".jar", ".html", ".svg")

WRONG_KIND = _("Only PDF, Word, Excel, PowerPoint, OpenDocument files and pictures can be sent.")
EMPTY = _("This file is empty. Choose it once more.")
NOT_A_PICTURE = _("This file is not a picture, though its name says so. Choose another one.")
NOT_WHOLE = _("This file is not whole. Save it again and choose the new file.")
MACROS = _("This document holds small programs (macros). Save it without them and send that.")


def clean_answer_file(file: UploadedFile) -> UploadedFile:
    """Return the file to store, with its own name in NFC.

    Raises `ValidationError` with what is wrong: size, kind, content that is not what the name
    says, a bomb, macros.
    """
    name = clean_name(file.name or "")
    suffix = PurePosixPath(name).suffix.lower()
    size = file.size or 0
    if not size:
        raise ValidationError(EMPTY, code="empty")
    if size > LARGEST:
        raise ValidationError(
            _("This file is too large (%(size)s). It may have up to %(limit)s."),
            code="too_large",
            params={"size": filesizeformat(size), "limit": filesizeformat(LARGEST)},
        )
    if suffix in PICTURES:
        return _clean_picture(file, name)
    if suffix not in TYPES:
        raise ValidationError(WRONG_KIND, code="kind")
    check_signature(file)
    content = _content(file)
    if suffix in PACKAGES:
        _check_package(content)
    return SimpleUploadedFile(name, content, content_type=TYPES[suffix])


def clean_name(name: str) -> str:
    """Return a file name in NFC, without folders, cut before its ending where it is too long."""
    path = PurePosixPath(normalize(name).replace("\\", "/").strip())
    room = LONGEST_NAME - len(path.suffix)
    return path.stem[:room].strip() + path.suffix


def _clean_picture(file: UploadedFile, name: str) -> UploadedFile:
    check_pixels(file, limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    file.seek(0)
    try:
        with Image.open(cast(IO[bytes], file), formats=("JPEG", "PNG")) as picture:
            picture.verify()
    except (OSError, ValueError, SyntaxError, *BOMBS) as error:
        raise ValidationError(NOT_A_PICTURE, code="content") from error
    mended = sanitize_upload(file)
    return SimpleUploadedFile(name, mended.read(), content_type=mended.content_type or "")


def _check_package(content: bytes) -> None:
    """Refuse archives that are no plain office document; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValidationError(NOT_WHOLE, code="content") from error
    names = [entry.filename.casefold() for entry in entries]
    is_bomb = len(entries) > MOST_ENTRIES
    is_bomb |= sum(entry.file_size for entry in entries) > LARGEST_UNPACKED
    is_locked = any(entry.flag_bits & 1 for entry in entries)
    is_office = "[content_types].xml" in names or "mimetype" in names
    if is_bomb or is_locked or not is_office:
        raise ValidationError(NOT_WHOLE, code="content")
    if any("vbaproject" in name or name.endswith(PROGRAMS) for name in names):
        raise ValidationError(MACROS, code="macros")


def _content(file: UploadedFile) -> bytes:
    file.seek(0)
    content = file.read()
    file.seek(0)
    return content
