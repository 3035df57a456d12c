"""The demonstration of the register: the portal's founding letter and what stands around it."""

import uuid
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate

from core.models import User
from core.print_type import SERIF, SERIF_BOLD, register_typeface, shown
from home.demo.content import FOLDER, load_json
from units.documents.enums import Audience, Secrecy, TextState, Urgency
from units.documents.models import (
    DocumentField,
    DocumentFile,
    DocumentType,
    OfficialDocument,
)
from units.documents.services.entering import enter_document, issue_document
from units.documents.services.files import add_files, check_file
from units.documents.services.pages import publish_document
from units.documents.services.relating import relate_documents
from units.documents.services.texts import read_text
from units.models import Unit

OFFICE = "vanphong"
# The same every time: a demonstration that is made twice is the same.
SPACE = uuid.UUID("5b1f7a52-26ce-4a6b-8f0d-1197201608bb")


def ensure_documents(*, now: datetime) -> None:
    """Make what is missing; a second time changes nothing."""
    texts = load_json("documents")
    office = User.objects.get(username=OFFICE)
    made = {row["key"]: _ensure_document(row, texts, office, now) for row in texts["documents"]}
    for row in texts["relations"]:
        source, target = made[row["source"]], made[row["target"]]
        there = source.relations.filter(target=target, kind=row["kind"])
        if not there.exists():
            relate_documents(
                source_id=source.pk,
                target_id=target.pk,
                kind=row["kind"],
                user=office,
                note=row.get("note", ""),
            )
    # Here and not by the tasks alone, so that the demonstration is searched at once.
    waiting = DocumentFile.objects.filter(
        document__in=list(made.values()), text_state=TextState.WAITING
    )
    for file_id in list(waiting.values_list("pk", flat=True)):
        read_text(file_id=file_id)


@transaction.atomic
def _ensure_document(
    row: dict[str, Any], texts: dict[str, Any], office: User, now: datetime
) -> OfficialDocument:
    there = OfficialDocument.objects.filter(request_key=_key(row)).first()
    if there is not None:
        return there
    document = enter_document(
        unit=Unit.objects.get(slug=row["unit"]),
        user=office,
        values=_values(row),
        secrecy=Secrecy.NONE,
        request_key=_key(row),
        now=now,
        is_demonstration=True,
    )
    if "file" in row:
        upload = SimpleUploadedFile(_file_name(row), _pdf(_lines(row, texts)))
        file = check_file(upload, secrecy=Secrecy.NONE)
        add_files(document_id=document.pk, user=office, files=[file], now=now)
    document = issue_document(document_id=document.pk, user=office, seen=document.version, now=now)
    if row["public"]:
        document = publish_document(
            document_id=document.pk, user=office, seen=document.version, now=now
        )
    return document


def _values(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: _day(row.get(name)) for name in ("issued_on", "effective_on", "expired_on")}
    return days | {
        "number_symbol": row["number"],
        "type": DocumentType.objects.get(slug=row["type"]),
        "field": DocumentField.objects.get(slug=row["field"]),
        "issuer": Unit.objects.get(slug=row["unit"]),
        "issuer_name": "",
        "abstract": row["abstract"],
        "drafting_unit": None,
        "signer_name": row.get("signer", ""),
        "signer_position": row.get("position", ""),
        "urgency": Urgency.NORMAL,
        "audience": Audience.PUBLIC if row["public"] else Audience.INTERNAL,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(row: dict[str, Any]) -> uuid.UUID:
    return uuid.uuid5(SPACE, row["key"])


def _file_name(row: dict[str, Any]) -> str:
    return f"{row['number'].replace('/', '-')}.pdf"


def _lines(row: dict[str, Any], texts: dict[str, Any]) -> list[str]:
    """Return the paragraphs of a file: of the letter as it was sent, else of the data file."""
    if row["file"] != "letter_1197":
        return texts[row["file"]]
    return (FOLDER / "letter_1197.md").read_text(encoding="utf-8").splitlines()


def _pdf(lines: list[str]) -> bytes:
    """Return a PDF of paragraphs, the same bytes every time; `# ` makes a heading."""
    register_typeface()
    text = ParagraphStyle("text", fontName=SERIF, fontSize=11.5, leading=17, spaceAfter=6)
    head = ParagraphStyle("head", parent=text, fontName=SERIF_BOLD, fontSize=14, leading=20)
    buffer = BytesIO()
    paper = SimpleDocTemplate(
        buffer, pagesize=A4, invariant=1, leftMargin=25 * mm, rightMargin=20 * mm
    )
    paper.build(
        [
            Paragraph(shown(line.removeprefix("# ")), head if line.startswith("# ") else text)
            for line in lines
            if line.strip()
        ]
    )
    return buffer.getvalue()
