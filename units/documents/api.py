"""Own routes of API v3 for public documents: by columns and never by models."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import PositiveInt

from core.addresses import absolute
from core.api import RequestRefused, Window, json_response
from units.models import Unit
from units.queries import today

from .enums import DocumentStatus, RelationKind
from .models import DocumentField, DocumentType, OfficialDocument
from .public.cards import cards_of, row_columns
from .public.document import files_of, relations_of
from .public.listing import LONGEST_QUERY, Wanted, clean_query, listed, public_documents
from .readers import public_condition
from .status import with_status

router = Router(tags=["official documents"])


class OfficialDocumentEntry(Schema):
    """A type or a field of documents."""

    slug: str
    name: str


class OfficialDocumentIssuer(Schema):
    """Who issued a document; `code` is null for authorities outside the union."""

    code: str | None
    slug: str
    name: str


class OfficialDocumentCard(Schema):
    """A public document in a list; `status` is that of today."""

    id: int
    number: str
    year: int
    type: OfficialDocumentEntry
    abstract: str
    issuer: OfficialDocumentIssuer
    issued_on: date
    effective_on: date | None
    expired_on: date | None
    signer: str
    signer_position: str
    field: OfficialDocumentEntry | None
    status: DocumentStatus
    url: str | None
    is_demonstration: bool


class OfficialDocumentList(Schema):
    """One part of a list of documents."""

    items: list[OfficialDocumentCard]
    limit: int
    offset: int
    next: str | None


class OfficialFile(Schema):
    """A file of a document."""

    name: str
    url: str
    type: str
    size: int


class RelatedDocument(Schema):
    """A public document at the other end of a relation; `outgoing`: this one does it to that."""

    id: int
    number: str
    kind: RelationKind
    outgoing: bool


class OfficialDocumentDetail(OfficialDocumentCard):
    """A public document with its files and the public documents around it."""

    files: list[OfficialFile]
    relations: list[RelatedDocument]


class OfficialDocumentFilters(Schema):
    """`?q=&type=&issuer=&unit=&year=&field=&status=`, as the library has them."""

    q: str = Field("", max_length=LONGEST_QUERY, description="A number in any spelling, or words")
    type: str | None = Field(None, max_length=40, description="Slug of a type")
    issuer: str | None = Field(None, max_length=220, description="Slug of an issuer")
    unit: str | None = Field(
        None, max_length=100, description="Code or slug of a unit; its predecessors' count as its"
    )
    year: int | None = Field(None, ge=1929, le=2200)
    field: str | None = Field(None, max_length=60, description="Slug of a field")
    status: DocumentStatus | None = None

    def wanted(self) -> Wanted:
        """Return what is looked for; refuse a unit that does not exist."""
        return Wanted(
            q=clean_query(self.q),
            type=self.type or "",
            issuer=self.issuer or "",
            year=self.year,
            field=self.field or "",
            status=self.status or "",
            unit_id=_unit_id(self.unit) if self.unit else None,
        )

    def refuse_unknown(self) -> None:
        """Refuse a type or field that does not exist; asked only when nothing was found."""
        for name, model in (("type", DocumentType), ("field", DocumentField)):
            slug = getattr(self, name)
            if slug and not model.objects.filter(slug=slug).exists():
                message = _("There is no entry with the address “%(value)s”.")
                raise RequestRefused(message % {"value": slug}, where=name)


@router.get(
    "/",
    response=OfficialDocumentList,
    operation_id="official_documents_list",
    url_name="list_documents",
)
def list_documents(
    request: HttpRequest, filters: Query[OfficialDocumentFilters], window: Query[Window]
) -> HttpResponse:
    """List public documents, newest first; with `q` the best first, a number before words."""
    found = listed(filters.wanted(), day=today()).values(*row_columns())
    items = list(cards_of(window.cut(found)))
    if not items:
        filters.refuse_unknown()
    return json_response(window.envelope(request, items))


@router.get(
    "/{document_id}/",
    response=OfficialDocumentDetail,
    operation_id="official_documents_detail",
    url_name="detail_document",
)
def get_document(request: HttpRequest, document_id: PositiveInt) -> HttpResponse:
    """Return one public document with its files and relations."""
    documents = with_status(public_documents().filter(pk=document_id), today())
    row = documents.values(*row_columns()).first()
    if row is None:
        raise Http404
    [card] = cards_of([row])
    document = OfficialDocument(pk=document_id)
    return json_response(
        card
        | {
            "files": [
                {
                    "name": one["name"],
                    "url": absolute(one["url"]),
                    "type": one["file"].content_type,
                    "size": one["size"],
                }
                for one in files_of(document)
            ],
            "relations": list(_relations(document)),
        }
    )


def _relations(document: OfficialDocument) -> Any:
    for group in relations_of(document, only=public_condition()):
        for item in group["documents"]:
            other = item["document"]
            yield {
                "id": other.pk,
                "number": other.number_symbol,
                "kind": group["kind"],
                "outgoing": group["forward"],
            }


def _unit_id(name: str) -> int:
    unit = Unit.objects.filter(code=name).first() or Unit.objects.filter(slug=name).first()
    if unit is None:
        message = _("There is no unit with the code or address “%(value)s”.")
        raise RequestRefused(message % {"value": name}, where="unit")
    return unit.pk
