"""What the page of a document shows: the entry as it is today, its files, what stands around it."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from units.queries import today

from ..addresses import file_url
from ..enums import DocumentStatus, RelationKind
from ..models import DocumentFile, DocumentPage, DocumentRelation, OfficialDocument
from ..readers import public_condition
from ..status import with_status
from .listing import with_rows

# What a document does to others, and what others do to it.
WORDS = {
    (RelationKind.REPLACES, True): pgettext_lazy("relation", "Replaces"),
    (RelationKind.REPLACES, False): pgettext_lazy("relation", "Replaced by"),
    (RelationKind.AMENDS, True): pgettext_lazy("relation", "Amends"),
    (RelationKind.AMENDS, False): pgettext_lazy("relation", "Amended by"),
    (RelationKind.GUIDES, True): pgettext_lazy("relation", "Guides the implementation of"),
    (RelationKind.GUIDES, False): pgettext_lazy("relation", "Guided by"),
    (RelationKind.BASED_ON, True): pgettext_lazy("relation", "Based on"),
    (RelationKind.BASED_ON, False): pgettext_lazy("relation", "Basis of"),
}
SUFFIX_LENGTH = 5


def facts_of(page: DocumentPage) -> dict[str, Any]:
    """Return what the page shows, in four queries; `document` is None for a page without entry."""
    rows = with_status(OfficialDocument.objects.all(), today())
    # A translation has the entry of the page that it translates.
    rows = rows.filter(page__translation_key=page.translation_key)
    document = rows.select_related("type", "field", "issuer", "drafting_unit").first()
    if document is None:
        return {"document": None}
    status = DocumentStatus(document.status)
    return {
        "document": document,
        "status": status,
        "holds": status in (DocumentStatus.IN_FORCE, DocumentStatus.AMENDED),
        "files": files_of(document),
        "relations": relations_of(document, only=public_condition()),
    }


def files_of(document: OfficialDocument) -> list[dict[str, Any]]:
    """Return `[{"name", "url", "kind", "size"}]` of the files that a document has now."""
    files = DocumentFile.objects.filter(document=document, removed_at=None).defer("text")
    return [
        {
            "file": file,
            "name": file.name,
            "url": file_url(file),
            "kind": kind_of(file.name),
            "size": file.size,
        }
        for file in files
    ]


def kind_of(name: str) -> str:
    """Return the kind of a file as readers know it: `PDF`, `DOCX`."""
    return name.rpartition(".")[2][:SUFFIX_LENGTH].upper()


def relations_of(document: OfficialDocument, *, only: Q) -> list[dict[str, Any]]:
    """Return what a document does to others and they to it, by relation.

    `[{"label", "kind", "forward", "documents": [{"document", "note", "relation"}]}]`. `only` says
    which documents at the other end are shown; of others not even the number is.
    """
    rows = DocumentRelation.objects.filter(Q(source=document) | Q(target=document))
    pairs = list(rows.values("pk", "source", "target", "kind", "note"))
    ends = {row["source"] for row in pairs} | {row["target"] for row in pairs}
    shown = with_rows(OfficialDocument.objects.filter(only, pk__in=ends - {document.pk}))
    others = {one.pk: one for one in shown}
    groups: dict[tuple[RelationKind, bool], list[dict[str, Any]]] = defaultdict(list)
    for row in pairs:
        forward = row["source"] == document.pk
        other = others.get(row["target" if forward else "source"])
        if other is not None:
            item = {"document": other, "note": row["note"], "relation": row["pk"]}
            groups[RelationKind(row["kind"]), forward].append(item)
    return [
        {
            "label": label,
            "kind": key[0],
            "forward": key[1],
            "documents": _newest_first(groups[key]),
        }
        for key, label in WORDS.items()
        if key in groups
    ]


def _newest_first(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=lambda item: item["document"].issued_on, reverse=True)
