"""Reads the words of stored files for the search."""

from datetime import datetime, timedelta

from django.db import transaction

from ..enums import TextState
from ..models import DocumentFile, OfficialDocument
from ..reading.run import Reading, read_bytes
from .pages import renew_words
from .words import refresh_words

# A task that was lost with its worker is made up for after this time.
LOST_AFTER = timedelta(minutes=10)


def read_text(*, file_id: int) -> TextState | None:
    """Read one file and store its words, the document's and the page's; None when it is gone.

    The file is read before anything is locked. A second time changes nothing.
    """
    file = DocumentFile.objects.filter(pk=file_id, text_state=TextState.WAITING).first()
    if file is None:
        return None
    reading = _read(file)
    with transaction.atomic():
        rows = OfficialDocument.objects.select_for_update(of=("self",))
        document = rows.filter(pk=file.document_id).first()
        waiting = DocumentFile.objects.filter(pk=file_id, text_state=TextState.WAITING)
        if document is None or not waiting.update(text=reading.text, text_state=reading.state):
            return None
        refresh_words(document)
        renew_words(document)
    return reading.state


def read_forgotten(*, now: datetime) -> int:
    """Read the files that wait although their task should have come; return how many."""
    waiting = DocumentFile.objects.filter(
        text_state=TextState.WAITING, removed_at=None, added_at__lt=now - LOST_AFTER
    )
    ids = list(waiting.order_by("added_at").values_list("pk", flat=True)[:20])
    return sum(read_text(file_id=pk) is not None for pk in ids)


def _read(file: DocumentFile) -> Reading:
    try:
        with file.file.open("rb") as stream:
            content = stream.read()
    except FileNotFoundError:
        return Reading(TextState.FAILED)
    return read_bytes(content, name=file.name)
