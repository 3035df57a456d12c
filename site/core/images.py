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


# Without them colours change and the clear parts of a logo are filled.
KEPT_INFO = ("icc_profile", "transparency")
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
            upright = _in_eight_bits(ImageOps.exif_transpose(picture))
            kept = {name: picture.info[name] for name in KEPT_INFO if name in picture.info}
            upright.info.clear()
            buffer = BytesIO()
            upright.save(buffer, format=image_format, **(SAVE_OPTIONS[image_format] | kept))
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        raise ValidationError(DAMAGED) from error
    return SimpleUploadedFile(
        safe_filename(upload.name or "image"),
        buffer.getvalue(),
        content_type=Image.MIME[image_format],
    )


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return a picture that every rendition can be made of; 16-bit greys become 8-bit."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    return picture.convert("I").point(lambda grey: grey / 256).convert("L")
