"""Mends uploaded pictures: re-encoded, turned upright, without GPS or other EXIF data."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.text import safe_filename

SAVE_OPTIONS = {
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 80},
}


def sanitize_upload(upload: UploadedFile) -> SimpleUploadedFile:
    """Re-encode a validated picture in its own format and drop all metadata.

    Raises `ValidationError` when the bytes cannot be decoded whole.
    """
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            image_format = picture.format or ""
            upright = ImageOps.exif_transpose(picture)
            profile = picture.info.get("icc_profile")
            upright.info.clear()
            buffer = BytesIO()
            options = SAVE_OPTIONS[image_format] | ({"icc_profile": profile} if profile else {})
            upright.save(buffer, format=image_format, **options)
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        raise ValidationError(
            _("This picture is damaged or incomplete. Save it again and upload the new file.")
        ) from error
    return SimpleUploadedFile(
        safe_filename(upload.name or "image"), buffer.getvalue(), content_type=upload.content_type
    )
