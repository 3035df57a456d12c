"""Mends uploaded pictures: re-encoded, turned upright, without GPS or other EXIF data."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.text import safe_filename

SAVE_OPTIONS = {
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "PNG": {},  # optimizing takes half a minute for a large scan
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 80},
}


DAMAGED = _("This picture is damaged or incomplete. Save it again and upload the new file.")
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
# Telephones write JPEG with a second picture for the screen; only the first one is kept.
STORED_AS = {"MPO": "JPEG"}


def check_pixels(upload: UploadedFile, *, limit: int) -> None:
    """Raise `ValidationError` for more than `limit` pixels, from the header alone.

    Wagtail decodes a picture before it counts; a small file can decode to gigabytes.
    """
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            pixels = picture.width * picture.height
    except BOMBS:
        pixels = limit + 1
    except (OSError, ValueError, SyntaxError):
        return  # Not a picture at all: Wagtail's own checks say what is wrong.
    finally:
        upload.seek(0)
    if pixels > limit:
        raise ValidationError(
            _("This picture has more than %(million)s million pixels. Upload a smaller copy."),
            params={"million": limit // 1_000_000},
        )


def sanitize_upload(upload: UploadedFile) -> SimpleUploadedFile:
    """Re-encode a validated picture in its own format and drop all metadata.

    Raises `ValidationError` when the bytes cannot be decoded whole.
    """
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            image_format = STORED_AS.get(picture.format or "", picture.format or "")
            upright = ImageOps.exif_transpose(picture)
            profile = picture.info.get("icc_profile")
            upright.info.clear()
            buffer = BytesIO()
            options = SAVE_OPTIONS[image_format] | ({"icc_profile": profile} if profile else {})
            upright.save(buffer, format=image_format, **options)
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        raise ValidationError(DAMAGED) from error
    return SimpleUploadedFile(
        safe_filename(upload.name or "image"), buffer.getvalue(), content_type=upload.content_type
    )
