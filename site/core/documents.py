"""Looks at the first bytes of an uploaded document: a name can say anything."""

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# Old word processors save rich text under the name .doc.
SIGNATURES = {
    ".pdf": (b"%PDF-",),
    ".doc": (*_OLE, b"{\\rtf"),
    ".xls": _OLE,
    ".ppt": _OLE,
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".pptx": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
    ".mp4": (b"ftyp",),
    ".webm": (b"\x1a\x45\xdf\xa3",),
    ".vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
}
# A PDF may have a few bytes before its mark, an MP4 has the length of its first box.
SEARCHED = {".pdf": 1024, ".mp4": 4}
FILMS = (".mp4", ".webm")
LARGEST_DOCUMENT = 30 * 1024 * 1024


def check_signature(upload: UploadedFile) -> None:
    """Raise `ValidationError` unless the file begins as a file of its extension does."""
    suffix = PurePosixPath(upload.name or "").suffix.lower()
    signatures = SIGNATURES.get(suffix)
    if signatures is None:
        return
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    span = SEARCHED.get(suffix, 0)
    if not any(0 <= head.find(signature) <= span for signature in signatures):
        raise ValidationError(
            _("This file is not a %(suffix)s document. Save it again in the program that made it."),
            params={"suffix": suffix},
        )


def check_size(upload: UploadedFile) -> None:
    """Raise `ValidationError` for more than 30 MB, unless it is a film."""
    suffix = PurePosixPath(upload.name or "").suffix.lower()
    size = upload.size or 0
    if suffix not in FILMS and size > LARGEST_DOCUMENT:
        raise ValidationError(
            _("This file is too large (%(size)s). A document may have up to %(limit)s."),
            params={
                "size": filesizeformat(size),
                "limit": filesizeformat(LARGEST_DOCUMENT),
            },
        )
