"""Rows of the register of documents, below the services: tests choose what they need."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from core.models import User
from core.print_type import SERIF, register_typeface
from units.documents.enums import Audience, DocumentState, Secrecy, Urgency
from units.documents.models import DocumentFile, DocumentType, OfficialDocument
from units.documents.services.entering import enter_document, issue_document
from units.documents.services.pages import publish_document
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


def entry_values(**fields: Any) -> dict[str, Any]:
    """Return what the services take for an entry; give `issuer` or `issuer_name`."""
    return {
        "number_symbol": f"{next(_numbers)}/QĐ-TLĐ",
        "type": DocumentType.objects.get(slug="quyet-dinh"),
        "field": None,
        "issuer": None,
        "issuer_name": "",
        "issued_on": date(2026, 3, 2),
        "effective_on": None,
        "expired_on": None,
        "abstract": "Về việc ban hành quy chế hoạt động",
        "drafting_unit": None,
        "signer_name": "Nguyễn Thị An",
        "signer_position": "Phó Chủ tịch",
        "urgency": Urgency.NORMAL,
        "audience": Audience.INTERNAL,
    } | fields


def enter(unit: Unit, user: User, **fields: Any) -> OfficialDocument:
    """Enter a document of a unit through the service."""
    values = entry_values(**({"issuer": unit} | fields))
    return enter_document(
        unit=unit,
        user=user,
        values=values,
        secrecy=Secrecy.NONE,
        request_key=None,
        now=timezone.now(),
    )


def make_public_document(unit: Unit, user: User, **fields: Any) -> OfficialDocument:
    """Enter, issue and publish a document of a unit through the services."""
    now = timezone.now()
    document = enter(unit, user, **(fields | {"audience": Audience.PUBLIC}))
    steps = {"document_id": document.pk, "user": user, "now": now}
    document = issue_document(**steps, seen=document.version)
    return publish_document(**steps, seen=document.version)


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with a page of lines for each text."""
    register_typeface()
    buffer = BytesIO()
    paper = Canvas(buffer, invariant=1)
    for page in pages:
        paper.setFont(SERIF, 12)
        for number, line in enumerate(page.splitlines()):
            paper.drawString(72, 760 - 18 * number, line)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def docx_of(*paragraphs: str, font: str = "") -> bytes:
    """Return a Word document of paragraphs, in one font when given."""
    document = Document()
    for text in paragraphs:
        run = document.add_paragraph().add_run(text)
        if font:
            run.font.name = font
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
