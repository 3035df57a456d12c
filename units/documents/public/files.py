"""Serves the files of documents, as a download, to those who may read the document."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from core.byte_ranges import answer_part
from core.private_pages import keep_private
from core.text import safe_filename

from ..models import DocumentFile
from ..readers import is_public, may_read, reads_as_executive

# A document that is taken down is gone from every cache this many seconds later.
PUBLIC_FOR = 300
MOST_DIGITS = 18


@require_safe
def official_file(request: HttpRequest, file_id: int, name: str) -> HttpResponseBase:
    """Send a file, or the part of it that was asked for.

    Raises `Http404` for an unknown file, for another name and for whom it is not, all alike.
    """
    file = _file_for(request.user, file_id, name)
    public = file.removed_at is None and is_public(file.document)
    response = _answer(request, file)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    if not public:
        return keep_private(response)
    response["Cache-Control"] = f"public, max-age={PUBLIC_FOR}"
    return response


def _file_for(user, file_id: int, name: str) -> DocumentFile:
    """Return a file; one that was removed is still there for those who keep the register."""
    if len(str(file_id)) > MOST_DIGITS:
        raise Http404
    file = DocumentFile.objects.select_related("document").filter(pk=file_id).first()
    if file is None or safe_filename(name) != safe_filename(file.name):
        raise Http404
    may_open = may_read if file.removed_at is None else reads_as_executive
    if not may_open(user, file.document):
        raise Http404
    return file


def _answer(request: HttpRequest, file: DocumentFile) -> HttpResponseBase:
    tag = quote_etag(file.sha256)
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        return known
    try:
        part = answer_part(request, file.file, content_type=file.content_type, tag=file.sha256)
        response = part or FileResponse(file.file.open("rb"), content_type=file.content_type)
    except FileNotFoundError as gone:
        raise Http404 from gone
    # The stored name, so that a download has its Vietnamese letters.
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    return response
