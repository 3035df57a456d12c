"""Uploaded pictures of every sort: good, odd, broken and hostile, all made on the spot."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
SCRIPT_SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as the browser sends it."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def encoded(image_format: str, *, mode: str = "RGB", size=(48, 30), **options: Any) -> bytes:
    """Return the bytes of a picture whose left half is dark and whose right half is light."""
    picture = Image.new("L", size, 40)
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, *size), fill=220)
    buffer = BytesIO()
    _converted(picture, mode).save(buffer, image_format, **options)
    return buffer.getvalue()


def _converted(picture: Image.Image, mode: str) -> Image.Image:
    if mode != "I;16":
        return picture.convert(mode)
    return Image.frombytes(
        "I;16", picture.size, b"".join(b"\0%c" % grey for grey in picture.tobytes())
    )


def with_exif() -> bytes:
    """Return a JPEG taken on its side, with its maker and the place where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Hang May Anh"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 46.0, 37.0), 3: "E", 4: (106.0, 41.0, 42.0)})
    return encoded("JPEG", exif=exif)


def png_bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that decodes to `width` × `height` pixels."""
    row = b"\0" * (1 + width // 8)
    compressor = zlib.compressobj(9)
    data = b"".join(compressor.compress(row) for _number in range(height)) + compressor.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, part) for kind, part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
