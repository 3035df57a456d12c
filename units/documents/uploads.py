"""Looks into what an officer sends: a file is what its name says, and no secret."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.documents import check_signature, check_size
from core.images import check_pixels, sanitize_upload
from core.text import normalize

from .errors import SecretRefused
from .reading.limits import LARGEST_UNPACKED, MOST_PARTS
from .reading.run import read_bytes
from .secrecy import has_secret_stamp

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
PICTURES = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
# What a package of each kind holds, whatever else.
PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml"}
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".jar", ".html", ".svg")
ACCEPT = ",".join(TYPES)
LONGEST_NAME = 150
END_OF_ARCHIVE, END_LENGTH = b"PK\x05\x06", 22

WRONG_KIND = _("Only PDF, Word (.docx), Excel (.xlsx), ODT, JPG and PNG files can be added.")
EMPTY = _("This file is empty. Choose it once more.")
DAMAGED = _("This file is damaged or not what its name says. Save it again and choose the new one.")
MACROS = _("This file holds small programs (macros). Save it without them and add that.")


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored."""

    name: str
    content: bytes
    content_type: str

    @property
    def sha256(self) -> str:
        """Return the digest by which the same file is known again."""
        return hashlib.sha256(self.content).hexdigest()

    def as_content(self) -> ContentFile:
        """Return what a file field stores."""
        return ContentFile(self.content, name=self.name)


def check_upload(upload: UploadedFile) -> CheckedFile:
    """Return a file to store; scans without the metadata of their camera.

    Raises `ValidationError` with what is wrong, and `SecretRefused` where the first page carries a
    secrecy mark. Nothing is written anywhere.
    """
    name = _name_of(upload)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in TYPES:
        raise ValidationError(WRONG_KIND)
    if not upload.size:
        raise ValidationError(EMPTY)
    check_size(upload)
    check_signature(upload)
    if suffix in PICTURES:
        return CheckedFile(name, _picture(upload, suffix), TYPES[suffix])
    upload.seek(0)
    content = upload.read()
    _check_whole(content, suffix)
    if has_secret_stamp(read_bytes(content, name=name, head_only=True).head):
        raise SecretRefused(str(_("The first page of the file carries a secrecy mark.")))
    return CheckedFile(name, content, TYPES[suffix])


def _name_of(upload: UploadedFile) -> str:
    """Return the last part of the name, composed, short enough and with its ending."""
    name = normalize(PurePosixPath((upload.name or "").replace("\\", "/")).name)
    name = " ".join(name.split())
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}{dot}{suffix}"[:LONGEST_NAME]


def _picture(upload: UploadedFile, suffix: str) -> bytes:
    upload.seek(0)
    if not upload.read(len(PICTURES[suffix])) == PICTURES[suffix]:
        raise ValidationError(DAMAGED)
    check_pixels(upload, limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    mended = sanitize_upload(upload)
    mended.seek(0)
    return mended.read()


def _check_whole(content: bytes, suffix: str) -> None:
    if suffix == ".pdf":
        # One that is an archive as well would be opened as two things by two programs.
        if b"%%EOF" not in content[-2048:] or zipfile.is_zipfile(io.BytesIO(content)):
            raise ValidationError(DAMAGED)
    else:
        _check_package(content, suffix)


def _check_package(content: bytes, suffix: str) -> None:
    """Refuse archives that are no plain document of their kind; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            end = content.rfind(END_OF_ARCHIVE) + END_LENGTH + len(package.comment)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValidationError(DAMAGED) from error
    names = [entry.filename.casefold() for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > LARGEST_UNPACKED or len(entries) > MOST_PARTS
    is_locked = any(entry.flag_bits & 1 for entry in entries)
    if is_bomb or is_locked or end != len(content) or PARTS[suffix] not in names:
        raise ValidationError(DAMAGED)
    if any("vbaproject" in name or name.endswith(PROGRAMS) for name in names):
        raise ValidationError(MACROS)
