"""Checks the pictures of a document together, before any of them is decoded."""

import posixpath
from dataclasses import dataclass
from zipfile import ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from articles.importing import limits
from articles.importing.entries import read_entry
from articles.importing.errors import ImportRefused
from core.images import BOMBS, DAMAGED, check_pixels

# What each accepted format begins with, and the extension that its upload must have.
SIGNATURES = (
    (b"\xff\xd8\xff", 0, "jpg"),
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"WEBP", 8, "webp"),
    (b"ftypavif", 4, "avif"),
)
KNOWN_EXTENSIONS = ("jpg", "jpeg", "png", "webp", "avif")


@dataclass(frozen=True)
class FoundPicture:
    """A picture of the document: its entry, its alternative text, its number, the words before."""

    path: str
    alt: str
    number: int
    words: str

    @property
    def place(self) -> str:
        """Return where it stands, in words."""
        if not self.words:
            return _("Picture %(number)s (at the beginning)") % {"number": self.number}
        return _("Picture %(number)s (after “%(words)s”)") % {
            "number": self.number,
            "words": self.words,
        }

    def refuse(self, reason: str) -> ImportRefused:
        """Return a refusal that names the place."""
        return ImportRefused(f"{self.place}: {reason}")


def read_pictures(package: ZipFile, found: list[FoundPicture]) -> dict[str, SimpleUploadedFile]:
    """Return the files of the pictures by entry, each as a browser would have sent it.

    Raises `ImportRefused` for too many or too large pictures and for unknown formats.
    """
    files: dict[str, SimpleUploadedFile] = {}
    if len({picture.path for picture in found}) > limits.PICTURES:
        raise ImportRefused(
            _("This document has more than %(limit)s pictures. Split it into several pieces.")
            % {"limit": limits.PICTURES}
        )
    pixels = 0
    for picture in found:
        if picture.path not in files:
            files[picture.path] = _upload(package, picture)
            pixels += _pixels(files[picture.path], picture)
    if pixels > limits.PIXELS:
        raise ImportRefused(
            _(
                "The pictures of this document are too large together. In Word choose “Compress "
                "Pictures”, save and send it again."
            )
        )
    return files


def _upload(package: ZipFile, picture: FoundPicture) -> SimpleUploadedFile:
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if package.getinfo(picture.path).file_size > limit:
        raise picture.refuse(
            _("This picture is larger than %(size)s MB. Make it smaller.")
            % {"size": limit // limits.MEGABYTE}
        )
    content = read_entry(package, picture.path, limit=limit)
    extension = _extension(content)
    if not extension:
        raise picture.refuse(_unknown(posixpath.splitext(picture.path)[1].lstrip(".").casefold()))
    name = f"picture-{picture.number}.{extension}"
    return SimpleUploadedFile(name, content, content_type="image/*")


def _extension(content: bytes) -> str:
    return next(
        (name for magic, at, name in SIGNATURES if content[at : at + len(magic)] == magic), ""
    )


def _unknown(extension: str) -> str:
    if extension in KNOWN_EXTENSIONS:
        return str(DAMAGED)
    return _("The portal does not know the format %(format)s. Save the picture as JPEG or PNG.") % {
        "format": extension.upper() or "?"
    }


def _pixels(file: SimpleUploadedFile, picture: FoundPicture) -> int:
    """Return the pixels that the header promises; refuse one picture over the limit."""
    try:
        check_pixels(file, limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        with Image.open(file) as opened:
            return opened.width * opened.height
    except ValidationError as error:
        raise picture.refuse(" ".join(error.messages)) from error
    except (*BOMBS, OSError, ValueError, SyntaxError) as error:
        raise picture.refuse(str(DAMAGED)) from error
