"""Parts of files (RFC 9110, section 14): without them iPhones play no film, and nobody can skip."""

import re

from django.core.files import File
from django.http import HttpRequest, HttpResponse

# A part is held in memory; a player that asks for the rest of the file asks again.
LARGEST_PART = 2 * 1024 * 1024
_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def answer_part(
    request: HttpRequest, file: File, *, content_type: str, tag: str
) -> HttpResponse | None:
    """Return the part of `file` that was asked for; None when the whole file is to be sent.

    206 with at most `LARGEST_PART` bytes, 416 for a part that the file does not have. Several
    parts at once, units other than bytes, and a part of another version (`tag` is the entity tag,
    without quotes) are answered with the whole file, as the standard allows.
    """
    found = _ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    known = request.headers.get("If-Range", f'"{tag}"')
    if request.method not in ("GET", "HEAD") or found is None or known != f'"{tag}"':
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    span = _span(first, last, file.size)
    response = HttpResponse(content_type=content_type, status=206 if span else 416)
    response.headers["Accept-Ranges"] = "bytes"
    if span is None:
        response.headers["Content-Range"] = f"bytes */{file.size}"
        return response
    with file.open("rb") as stream:
        stream.seek(span.start)
        response.content = stream.read(len(span))
    response.headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{file.size}"
    response.headers["ETag"] = f'"{tag}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _span(first: str, last: str, size: int) -> range | None:
    """Return the bytes of a range; `-500` are the last 500."""
    start = int(first) if first else max(0, size - int(last))
    stop = min(size, int(last) + 1) if first and last else size
    if start >= stop:
        return None
    return range(start, min(stop, start + LARGEST_PART))
