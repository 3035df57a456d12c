"""Finds a document for a change: locked, kept by the account, and as the person saw it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.audit import record

from .. import rules
from ..errors import DocumentChanged, DocumentRefused
from ..models import OfficialDocument


def locked_document(document_id: int, *, user, seen: int | None = None) -> OfficialDocument:
    """Lock an entry that the account keeps.

    Raises `DocumentRefused` for others, and `DocumentChanged` when it is not as it was `seen`.
    """
    rows = OfficialDocument.objects.select_for_update(of=("self",))
    document = rows.filter(pk=document_id).first()
    if document is None or not rules.keeps(user, document):
        raise DocumentRefused(_("You do not keep this document."))
    if seen is not None and seen != document.version:
        raise DocumentChanged
    return document


def save_changed(document: OfficialDocument, *, user, now: datetime, action: str, **data: Any):
    """Store a changed entry as its next version, and put the change on record."""
    document.version += 1
    document.changed_at = now
    document.save()
    record(actor=user, action=f"document.{action}", subject=document, **data)
