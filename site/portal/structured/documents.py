"""One official document of the library."""

from typing import Any

from core.addresses import absolute
from portal.structured.nodes import Node, node
from units.documents.enums import DocumentStatus
from units.documents.models import DocumentPage, OfficialDocument

# Schema.org knows three: what was replaced, expired or withdrawn is in force no more.
FORCE = {
    DocumentStatus.IN_FORCE: "https://schema.org/InForce",
    DocumentStatus.AMENDED: "https://schema.org/PartiallyInForce",
    DocumentStatus.NOT_YET: "https://schema.org/NotInForce",
}
NOT_IN_FORCE = "https://schema.org/NotInForce"


def document_nodes(
    page: DocumentPage,
    document: OfficialDocument,
    *,
    url: str,
    issuer: Node,
    website: Node,
    status: DocumentStatus,
    files: list[dict[str, Any]],
) -> list[Node]:
    """Return a document with its files, from what the page shows already; no query."""
    legislation = node(
        "Legislation",
        name=page.title,
        url=url,
        legislationIdentifier=document.number_symbol,
        legislationType=document.type.name,
        abstract=document.abstract,
        legislationDate=document.issued_on.isoformat(),
        legislationDateOfApplicability=_day(document.effective_on),
        legislationLegalForce=FORCE.get(status, NOT_IN_FORCE),
        legislationPassedBy=issuer,
        about=document.field.name if document.field else "",
        encoding=[_file(one) for one in files],
        inLanguage="vi",
        isPartOf={"@id": website["@id"]},
    )
    return [{"@id": f"{url}#document"} | legislation, website]


def _file(one: dict[str, Any]) -> Node:
    return node(
        "MediaObject",
        name=one["name"],
        contentUrl=absolute(one["url"]),
        encodingFormat=one["file"].content_type,
        contentSize=str(one["size"]),
    )


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
