"""Rows of the register of documents, below the services: tests choose what they need."""

from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from units.documents.enums import DocumentState
from units.documents.models import DocumentFile, DocumentType, OfficialDocument
from units.models import Unit

_numbers = count(1)
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def make_official_document(unit: Unit, **fields: Any) -> OfficialDocument:
    """Make an issued internal document of a unit; without a page even when it is public."""
    now = timezone.now()
    if "issuer_name" not in fields:
        fields.setdefault("issuer", unit)
    values = {
        "number_symbol": f"{next(_numbers)}/KH-TLĐ",
        "issued_on": date(2026, 3, 2),
        "abstract": "Về việc tổ chức hoạt động công đoàn",
        "state": DocumentState.ISSUED,
        "made_at": now,
        "changed_at": now,
    } | fields
    if "type" not in values:
        values["type"] = DocumentType.objects.get(slug="ke-hoach")
    return OfficialDocument.objects.create(unit=unit, **values)


def make_document_file(
    document: OfficialDocument,
    name: str = "van-ban.pdf",
    content: bytes = b"%PDF-1.4 thu",
    **fields: Any,
) -> DocumentFile:
    """Make a file of a document as it is stored, its text unread."""
    suffix = name.rpartition(".")[2].lower()
    values = {
        "name": name,
        "size": len(content),
        "content_type": TYPES.get(suffix, "application/octet-stream"),
        "sha256": sha256(content).hexdigest(),
        "added_at": timezone.now(),
        "sort_order": document.files.count(),
    } | fields
    return DocumentFile.objects.create(
        document=document, file=ContentFile(content, name=name), **values
    )
