"""Says how documents stand to each other, without circles."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.audit import record
from units.services.provisioning import national_home

from ..enums import RelationKind
from ..errors import DocumentRefused
from ..models import DocumentRelation, OfficialDocument
from ..readers import readable_documents
from .locking import locked_document
from .pages import renew_page

LONGEST_NOTE = 200


@transaction.atomic
def relate_documents(
    *, source_id: int, target_id: int, kind: str, user, note: str = ""
) -> DocumentRelation:
    """Say that one document replaces, amends, guides or rests on another; again changes nothing.

    Raises `DocumentRefused` for a target that the account may not read, for the document itself,
    for one issued later, and where documents would replace each other in a circle.
    """
    # All who relate documents wait for each other: two of them could close a circle together.
    Page.objects.select_for_update().get(pk=national_home().pk)
    source = locked_document(source_id, user=user)
    target = readable_documents(user).filter(pk=target_id).first()
    if target is None:
        raise DocumentRefused(_("There is no such document."))
    there = DocumentRelation.objects.filter(source=source, target=target, kind=kind).first()
    if there is not None:
        return there
    _require_order(source, target, RelationKind(kind))
    relation = DocumentRelation.objects.create(
        source=source, target=target, kind=kind, note=" ".join(note.split())[:LONGEST_NOTE]
    )
    record(
        actor=user,
        action="document.related",
        subject=source,
        kind=kind,
        target=target.pk,
        number=target.number_symbol,
    )
    renew_page(source, user=user)
    return relation


@transaction.atomic
def unrelate_documents(*, source_id: int, relation_id: int, user) -> None:
    """Take back what was said of two documents; a second time changes nothing.

    Raises `DocumentRefused` for others than the keepers.
    """
    source = locked_document(source_id, user=user)
    relation = source.relations.filter(pk=relation_id).select_related("target").first()
    if relation is None:
        return
    record(
        actor=user,
        action="document.unrelated",
        subject=source,
        kind=relation.kind,
        target=relation.target_id,
        number=relation.target.number_symbol,
    )
    relation.delete()
    renew_page(source, user=user)


def _require_order(source: OfficialDocument, target: OfficialDocument, kind: RelationKind) -> None:
    if source.pk == target.pk:
        raise DocumentRefused(_("A document cannot stand in a relation to itself."))
    if source.issued_on < target.issued_on:
        raise DocumentRefused(
            _("%(number)s was issued later, so this document cannot rest on it or change it.")
            % {"number": target.number_symbol}
        )
    if kind == RelationKind.REPLACES and source.pk in _replaced_by(target.pk):
        raise DocumentRefused(
            _("%(number)s itself replaces this document, directly or through others.")
            % {"number": target.number_symbol}
        )


def _replaced_by(document_id: int) -> set[int]:
    """Return the ids of all documents that one replaces, over any steps."""
    found: set[int] = set()
    wanted = {document_id}
    while wanted:
        replaced = DocumentRelation.objects.filter(
            source__in=wanted, kind=RelationKind.REPLACES
        ).values_list("target_id", flat=True)
        wanted = set(replaced) - found
        found |= wanted
    return found
