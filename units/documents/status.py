"""Where documents stand on a day: in force, amended, replaced, expired. Follows from dates."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce

from .enums import DocumentState, DocumentStatus, RelationKind
from .models import DocumentRelation, OfficialDocument


def with_status(documents: QuerySet[OfficialDocument], day: date) -> QuerySet[Any]:
    """Annotate `status` on a day; a list of any length needs no further query.

    Only issued documents replace or amend, from the day on which they are in force. What was
    withdrawn stands before all; who replaced a document matters more than when it would have
    ended.
    """
    return documents.alias(begins_on=Coalesce("effective_on", "issued_on")).annotate(
        status=Case(
            When(state=DocumentState.WITHDRAWN, then=Value(DocumentStatus.WITHDRAWN.value)),
            When(_touched(RelationKind.REPLACES, day), then=Value(DocumentStatus.REPLACED.value)),
            When(begins_on__gt=day, then=Value(DocumentStatus.NOT_YET.value)),
            When(expired_on__lte=day, then=Value(DocumentStatus.EXPIRED.value)),
            When(_touched(RelationKind.AMENDS, day), then=Value(DocumentStatus.AMENDED.value)),
            default=Value(DocumentStatus.IN_FORCE.value),
            output_field=CharField(),
        )
    )


def status_on(document: OfficialDocument, day: date) -> DocumentStatus:
    """Return where one document stands on a day, in one query."""
    found = with_status(OfficialDocument.objects.filter(pk=document.pk), day)
    return DocumentStatus(found.values_list("status", flat=True).get())


def _touched(kind: RelationKind, day: date) -> Exists:
    sources = DocumentRelation.objects.filter(
        target=OuterRef("pk"), kind=kind, source__state=DocumentState.ISSUED
    )
    begun = sources.annotate(begins_on=Coalesce(F("source__effective_on"), F("source__issued_on")))
    return Exists(begun.filter(begins_on__lte=day).order_by())
