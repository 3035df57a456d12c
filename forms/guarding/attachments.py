"""Looks into a file that somebody unknown sends: what is kept is what its name says."""

from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, cast
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core.documents import check_signature
from core.images import BOMBS, check_pixels, sanitize_upload
from core.models.files import private_storage, unguessable_path
from core.text import safe_filename

__all__ = ["ACCEPT", "LARGEST", "attachment_path", "clean_attachment", "private_storage"]

LARGEST = 10 * 1024 * 1024
KINDS = ("JPEG", "PNG", "WEBP")
# JPEG with a second picture for the screen, as telephones write, is an MPO.
PICTURES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp"}
PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp")
PDF, WORD = ".pdf", ".docx"
TYPES = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# For the `accept` attribute of file inputs.
ACCEPT = ",".join((*PICTURE_NAMES, PDF, WORD))
# A Word document packs text ten to one; bombs pack a thousand to one.
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ENTRIES = 3_000
WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".jar", ".html", ".svg")
PDF_END = b"%%EOF"
END_OF_ARCHIVE, END_LENGTH = b"PK\x05\x06", 22

WRONG_KIND = _("Only pictures (JPG, PNG, WebP), PDF and Word documents (.docx) can be sent.")
EMPTY = _("This file is empty. Choose it once more.")
NOT_A_PICTURE = _("This file is not a picture, though its name says so. Choose another one.")
NOT_A_PDF = _("This file is not a whole PDF document. Save it again and choose the new file.")
NOT_WORD = _("This file is not a whole Word document. Save it again and choose the new file.")
MACROS = _("This document holds small programs (macros). Save it without them and send that.")


def attachment_path(folder: str, filename: str) -> str:
    """Return `folder/<32 hex>/<ascii name>` for `upload_to`; nobody can guess it."""
    return unguessable_path(folder, filename)


def clean_attachment(file: UploadedFile) -> UploadedFile:
    """Return the file to store: a picture without any metadata, a document with a safe name.

    Raises `ValidationError` with what is wrong: size, kind, content that is not what the name
    says, a bomb, macros. Store the result in `private_storage` under an `attachment_path`.
    """
    suffix = PurePosixPath(safe_filename(file.name or "")).suffix
    size = file.size or 0
    if not size:
        raise ValidationError(EMPTY, code="empty")
    if size > LARGEST:
        raise ValidationError(
            _("This file is too large (%(size)s). It may have up to %(limit)s."),
            code="too_large",
            params={"size": filesizeformat(size), "limit": filesizeformat(LARGEST)},
        )
    if suffix in PICTURE_NAMES:
        return _clean_picture(file)
    if suffix not in TYPES:
        raise ValidationError(WRONG_KIND, code="kind")
    content = _content(file)
    if suffix == PDF:
        _check_pdf(file, content)
    else:
        _check_word(file, content)
    return SimpleUploadedFile(safe_filename(file.name or ""), content, content_type=TYPES[suffix])


def _clean_picture(file: UploadedFile) -> UploadedFile:
    """Return a fresh picture; telephones often give it the extension of another kind."""
    check_pixels(file, limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    file.seek(0)
    try:
        with Image.open(cast(IO[bytes], file), formats=KINDS) as picture:
            suffix = PICTURES[picture.format or ""]
    except (OSError, ValueError, SyntaxError, KeyError, *BOMBS) as error:
        raise ValidationError(NOT_A_PICTURE, code="content") from error
    mended = sanitize_upload(file)
    mended.name = str(PurePosixPath(mended.name or "").with_suffix(suffix))
    return mended


def _check_pdf(file: UploadedFile, content: bytes) -> None:
    """Refuse what does not begin and end as a PDF, or is an archive as well."""
    check_signature(file)
    is_whole = content.startswith(b"%PDF-") and PDF_END in content[-1024:]
    if not is_whole or is_zipfile(BytesIO(content)):
        raise ValidationError(NOT_A_PDF, code="content")


def _check_word(file: UploadedFile, content: bytes) -> None:
    """Refuse archives that are no plain Word document; nothing is unpacked."""
    check_signature(file)
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            ends_there = content.rfind(END_OF_ARCHIVE) + END_LENGTH + len(package.comment)
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValidationError(NOT_WORD, code="content") from error
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > LARGEST_UNPACKED or len(entries) > MOST_ENTRIES
    is_locked = any(entry.flag_bits & 1 for entry in entries)
    if is_bomb or is_locked or ends_there != len(content) or not set(names) >= WORD_PARTS:
        raise ValidationError(NOT_WORD, code="content")
    lowered = [name.casefold() for name in names]
    if any("vbaproject" in name or name.endswith(PROGRAMS) for name in lowered):
        raise ValidationError(MACROS, code="macros")


def _content(file: UploadedFile) -> bytes:
    file.seek(0)
    content = file.read()
    file.seek(0)
    return content
